package io.segmenta.pipeline.read;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the character encoding of a text from its first bytes. */
final class Encodings {
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    /**
     * Korean first: its usual syllables are usual characters of GB18030 as well, those of Chinese reach beyond them.
     */
    private static final List<EastAsian> EAST_ASIAN = List.of(new EastAsian("x-windows-949", 0xB0, 0xC8, 0xA1),
            new EastAsian("GB18030", 0xB0, 0xD7, 0xA1), new EastAsian("windows-31j", 0x81, 0x9F, 0x40),
            new EastAsian("Big5", 0xA4, 0xC6, 0x40));
    /** The share of characters that must be usual ones. */
    private static final double USUAL = 0.85;

    private static final double KANA = 0.1;

    /** An encoding, the length of the byte order mark to skip, and why it was chosen. */
    record Found(Charset charset, int markLength, String evidence) {}

    private Encodings() {}

    /** The encoding, or empty when the bytes are no text at all. */
    static Optional<Found> detect(byte[] head) {
        Found marked = byMark(head);
        if (marked != null) {
            return Optional.of(marked);
        }
        Found wide = byZeros(head);
        if (wide != null) {
            return Optional.of(wide);
        }
        if (isBinary(head)) {
            return Optional.empty();
        }
        return Optional.of(byContent(head));
    }

    private static @Nullable Found byMark(byte[] b) {
        if (starts(b, 0xEF, 0xBB, 0xBF)) {
            return new Found(StandardCharsets.UTF_8, 3, "byte order mark");
        }
        if (starts(b, 0xFF, 0xFE, 0, 0)) {
            return new Found(Charset.forName("UTF-32LE"), 4, "byte order mark");
        }
        if (starts(b, 0xFF, 0xFE)) {
            return new Found(StandardCharsets.UTF_16LE, 2, "byte order mark");
        }
        if (starts(b, 0xFE, 0xFF)) {
            return new Found(StandardCharsets.UTF_16BE, 2, "byte order mark");
        }
        return null;
    }

    private static boolean starts(byte[] b, int... mark) {
        if (b.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((b[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** Latin text in UTF-16 has a zero in every second byte. */
    private static @Nullable Found byZeros(byte[] b) {
        int even = 0;
        int odd = 0;
        int pairs = b.length / 2;
        for (int i = 0; i + 1 < b.length; i += 2) {
            even += b[i] == 0 ? 1 : 0;
            odd += b[i + 1] == 0 ? 1 : 0;
        }
        if (pairs >= 4 && odd > pairs * 0.7 && even < pairs * 0.05) {
            return new Found(StandardCharsets.UTF_16LE, 0, "every second byte is zero");
        }
        if (pairs >= 4 && even > pairs * 0.7 && odd < pairs * 0.05) {
            return new Found(StandardCharsets.UTF_16BE, 0, "every second byte is zero");
        }
        return null;
    }

    private static boolean isBinary(byte[] b) {
        int control = 0;
        for (byte value : b) {
            if ((value >= 0 && value < 9) || (value > 13 && value < 32 && value != 27 && value != 31 && value != 30)) {
                control++;
            }
        }
        return control > b.length / 50 + 1;
    }

    private static Found byContent(byte[] b) {
        int high = 0;
        int valid = 0;
        int invalid = 0;
        int i = 0;
        while (i < b.length) {
            if (b[i] >= 0) {
                i++;
                continue;
            }
            int length = sequence(b, i);
            if (length > 1) {
                valid++;
                high += length;
                i += length;
            } else {
                high++;
                // A character cut off by the end of the head is not evidence against UTF-8.
                invalid += i < b.length - 3 ? 1 : 0;
                i++;
            }
        }
        if (high == 0) {
            return new Found(StandardCharsets.UTF_8, 0, "plain ASCII so far");
        }
        if (invalid == 0 || valid > 4L * invalid) {
            return new Found(StandardCharsets.UTF_8, 0, invalid == 0
                    ? "every non-ASCII character is well-formed UTF-8"
                    : String.format(Locale.ROOT, "%d characters are well-formed UTF-8, %d bytes are not", valid,
                            invalid));
        }
        if (kana(b) >= KANA * high && decodes(b, "EUC-JP")) {
            return new Found(Charset.forName("EUC-JP"), 0, "decodes to syllables of Japanese");
        }
        if (high > b.length / 20) {
            for (EastAsian candidate : EAST_ASIAN) {
                if (Charset.isSupported(candidate.name) && candidate.usual(b) >= USUAL && decodes(b, candidate.name)) {
                    return new Found(Charset.forName(candidate.name), 0, "decodes to usual characters of its language");
                }
            }
        }
        Charset charset = SingleByte.of(b);
        return new Found(charset, 0, "not UTF-8; the words are plausible in it");
    }

    /** How many bytes beyond ASCII are of syllables of Japanese in EUC-JP, which hardly any Chinese text has. */
    private static int kana(byte[] b) {
        int bytes = 0;
        int i = 0;
        while (i + 1 < b.length) {
            int lead = b[i] & 0xFF;
            boolean syllable = (lead == 0xA4 || lead == 0xA5) && (b[i + 1] & 0xFF) >= 0xA1;
            bytes += syllable ? 2 : 0;
            i += lead < 0x80 ? 1 : 2;
        }
        return bytes;
    }

    /** Length of the well-formed UTF-8 sequence at i, or 1 when there is none. */
    private static int sequence(byte[] b, int i) {
        int lead = b[i] & 0xFF;
        int length = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
        if (lead >= 0xF5 || length == 1 || i + length > b.length) {
            return 1;
        }
        for (int k = 1; k < length; k++) {
            if ((b[i + k] & 0xC0) != 0x80) {
                return 1;
            }
        }
        return length;
    }

    private static boolean decodes(byte[] b, String charset) {
        CharBuffer out = CharBuffer.allocate(b.length);
        ByteBuffer in = ByteBuffer.wrap(b);
        CoderResult result = Charset.forName(charset).newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT).decode(in, out, false);
        // A character may be cut off by the end of the head, and a stray byte near it is no evidence.
        return !result.isError() || in.remaining() <= 4 || in.position() >= b.length * 0.999;
    }

    /**
     * An encoding of two bytes a character, with the lead bytes of the usual ones.
     *
     * @param trail the least second byte
     */
    private record EastAsian(String name, int from, int to, int trail) {
        /**
         * The share of characters beyond ASCII that are usual ones; punctuation and letters of full width do not count.
         * One that stands amid Latin letters is none: Zürich in an encoding of one byte looks so.
         */
        double usual(byte[] b) {
            int characters = 0;
            int usual = 0;
            boolean amidLetters = false;
            int i = 0;
            while (i + 1 < b.length) {
                int lead = b[i] & 0xFF;
                int second = b[i + 1] & 0xFF;
                boolean four = name.equals("GB18030") && lead >= 0x81 && second >= '0' && second <= '9';
                i += lead < 0x81 ? 1 : four ? 4 : 2;
                if (lead >= 0x81 && !isMark(lead) && !four) {
                    characters++;
                    usual += lead >= from && lead <= to && second >= trail && !amidLetters ? 1 : 0;
                }
                amidLetters = (lead | 0x20) >= 'a' && (lead | 0x20) <= 'z';
            }
            return characters == 0 ? 0 : (double) usual / characters;
        }

        /** Whether the first byte is one of punctuation and letters of full width. */
        private boolean isMark(int lead) {
            return (trail == 0xA1 && lead >= 0xA1 && lead <= 0xA3) || (name.equals("Big5") && lead <= 0xA3);
        }
    }
}
