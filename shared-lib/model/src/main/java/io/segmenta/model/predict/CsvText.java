package io.segmenta.model.predict;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The text of a table: in the encoding it is said to be in, else in UTF-8 when it is, else in the one in which the most
 * of it is what the model knows.
 */
final class CsvText {

    /** The first of those that fit equally well is taken; only what can be told apart by names and levels. */
    private static final List<Charset> OTHERS = Stream.of("windows-1252", "windows-1250", "windows-1251",
            "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "KOI8-R", "KOI8-U",
            "IBM866", "IBM850", "IBM852", "x-MacRoman", "x-MacCyrillic", "x-MacCentralEurope", "ISO-8859-2",
            "ISO-8859-5", "GB18030", "Big5", "windows-31j", "EUC-JP", "x-windows-949")
            .filter(Charset::isSupported).map(Charset::forName).toList();
    /** In bytes, of the beginning that the encodings are compared by. */
    private static final int HEAD = 1 << 16;

    private CsvText() {}

    /**
     * Returns the text of a body.
     *
     * @param known how much of a text's beginning the model knows
     */
    static String of(byte[] body, Optional<Charset> said, ToIntFunction<String> known) {
        if (said.isPresent()) {
            return new String(body, said.get());
        }
        Optional<String> usual = decoded(body, StandardCharsets.UTF_8);
        return usual.orElseGet(() -> new String(body, best(body, known)));
    }

    private static Charset best(byte[] body, ToIntFunction<String> known) {
        byte[] head = head(body);
        Charset best = OTHERS.get(0);
        int most = 0;
        for (Charset charset : OTHERS) {
            int found = decoded(head, charset).map(known::applyAsInt).orElse(0);
            if (found > most) {
                most = found;
                best = charset;
            }
        }
        return best;
    }

    /** Whole lines, as none of the encodings has a line's end within a character. */
    private static byte[] head(byte[] body) {
        int end = Math.min(body.length, HEAD);
        while (end > 0 && end < body.length && body[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(body, end == 0 ? Math.min(body.length, HEAD) : end);
    }

    private static Optional<String> decoded(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }
}
