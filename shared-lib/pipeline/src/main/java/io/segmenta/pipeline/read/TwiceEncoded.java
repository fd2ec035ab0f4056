package io.segmenta.pipeline.read;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds text whose UTF-8 was taken for Windows-1252 when it was written, and encoded again: KÃ¶ln for Köln. Stateless.
 */
final class TwiceEncoded {
    private static final Pattern WORD = Pattern.compile("[^\\s,;|\"]*[^\\x00-\\x7F][^\\s,;|\"]*");
    private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x00-\\x7F]+");
    private static final int LEAST = 3;
    private static final int MOST = 2000;
    private static final double NEARLY_ALL = 0.9;
    private static final int LONGEST_SHOWN = 40;

    private TwiceEncoded() {}

    /** What a person should know when nearly all letters beyond ASCII become others by being decoded once more. */
    static Optional<String> note(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return Optional.empty();
        }
        Matcher words = WORD.matcher(text);
        String written = "";
        String meant = "";
        int seen = 0;
        int twice = 0;
        while (seen < MOST && words.find()) {
            String word = words.group();
            String once = BEYOND_ASCII.matcher(word).replaceAll(run -> Matcher.quoteReplacement(decoded(run.group())));
            seen++;
            if (!once.equals(word)) {
                twice++;
                if (written.isEmpty() && word.length() <= LONGEST_SHOWN) {
                    written = word;
                    meant = once;
                }
            }
        }
        return twice < LEAST || twice < NEARLY_ALL * seen ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "the text was encoded twice before it came here (\"%s\" for "
                        + "\"%s\"), so that its letters beyond ASCII are wrong; write the file again as UTF-8", written,
                        meant));
    }

    /** What the bytes of some letters are in UTF-8, or the letters where they are nothing. */
    private static String decoded(String letters) {
        ByteBuffer bytes = ByteBuffer.allocate(letters.length());
        try {
            for (int i = 0; i < letters.length(); i++) {
                char c = letters.charAt(i);
                // What Windows has no letter for stays as it is.
                bytes.put(c < 0x100 ? (byte) c
                        : Encodings.WINDOWS_1252.newEncoder().encode(CharBuffer.wrap(letters, i, i + 1)).get());
            }
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException otherwise) {
            return letters;
        }
    }
}
