package io.segmenta.clustering.read;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the character encoding of a text from its first bytes. */
final class Encodings {
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final List<String> EAST_ASIAN = List.of("Big5", "GB18030", "Shift_JIS", "EUC-KR");

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

    private static Found byMark(byte[] b) {
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
    private static Found byZeros(byte[] b) {
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
            if (value >= 0 && value < 9 || value > 13 && value < 32 && value != 27 && value != 31 && value != 30) {
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
        if (high > b.length / 5) {
            for (String name : EAST_ASIAN) {
                if (Charset.isSupported(name) && ideographs(b, Charset.forName(name)) > high / 2 * 0.8) {
                    return new Found(Charset.forName(name), 0, "decodes to ideographs without a fault");
                }
            }
        }
        return new Found(WINDOWS_1252, 0, "not UTF-8; Western single-byte text");
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

    private static int ideographs(byte[] b, Charset charset) {
        CharBuffer out = CharBuffer.allocate(b.length);
        ByteBuffer in = ByteBuffer.wrap(b);
        var decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            decoder.decode(in, out, false).throwException();
        } catch (CharacterCodingException e) {
            if (in.remaining() > 4 && in.position() < b.length * 0.999) {
                return 0;
            }
        } catch (java.nio.BufferUnderflowException e) {
            // The head ends inside a character.
        }
        out.flip();
        int count = 0;
        while (out.hasRemaining()) {
            count += Character.isIdeographic(out.get()) ? 1 : 0;
        }
        return count;
    }
}
