package io.segmenta.local.stack.access;

/** Patterns of IAM, in which {@code *} stands for any characters and {@code ?} for one. */
final class Wildcards {

    private Wildcards() {}

    /**
     * Whether a text fits a pattern as it is written. O(pattern x text) time at worst, no allocation, so that nothing
     * has to be compiled ahead.
     */
    static boolean match(String pattern, String text) {
        return match(pattern, text, false);
    }

    /** As actions are compared, whose letters may be upper or lower case. */
    static boolean matchIgnoringCase(String pattern, String text) {
        return match(pattern, text, true);
    }

    private static boolean match(String pattern, String text, boolean ignoringCase) {
        int at = 0;
        int part = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (part < pattern.length() && pattern.charAt(part) == '*') {
                star = part++;
                resume = at;
            } else if (part < pattern.length() && fits(pattern.charAt(part), text.charAt(at), ignoringCase)) {
                part++;
                at++;
            } else if (star >= 0) {
                part = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (part < pattern.length() && pattern.charAt(part) == '*') {
            part++;
        }
        return part == pattern.length();
    }

    private static boolean fits(char expected, char given, boolean ignoringCase) {
        return expected == '?' || expected == given
                || (ignoringCase && Character.toLowerCase(expected) == Character.toLowerCase(given));
    }

    /**
     * Refuses a pattern with a policy variable.
     *
     * @throws IllegalArgumentException that names the pattern
     */
    static void requireNoVariable(String pattern) {
        if (pattern.contains("${")) {
            throw new IllegalArgumentException(
                    "\"" + pattern + "\" has a policy variable, which is not evaluated here");
        }
    }
}
