package io.segmenta.model.privacy;

/** Identifiers among other text. */
public final class Identifiers {
    /** Shorter ones stand in every text by chance. */
    private static final int TELLING = 4;
    private static final int TELLING_DIGITS = 6;

    private Identifiers() {}

    /** Whether an identifier is long enough for a search among all texts to tell anything. */
    public static boolean isTelling(String identifier) {
        boolean digits = identifier.chars().allMatch(c -> c >= '0' && c <= '9');
        return identifier.length() >= (digits ? TELLING_DIGITS : TELLING);
    }

    /** Whether a text has an identifier as a word of its own, not as a part of another one. */
    public static boolean isWordIn(String text, String identifier) {
        for (int at = text.indexOf(identifier); at >= 0; at = text.indexOf(identifier, at + 1)) {
            if (isBreak(text, at - 1) && isBreak(text, at + identifier.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBreak(String text, int at) {
        return at < 0 || at >= text.length() || (!Character.isLetterOrDigit(text.charAt(at)) && text.charAt(at) != '-'
                && text.charAt(at) != '_');
    }
}
