package io.segmenta.api.http;

import io.segmenta.platform.catalogue.Mark;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page begins, as text that only this program reads: the order it was made in, the last key and the last id.
 */
final class Cursor {
    private static final char BETWEEN = '\n';

    private Cursor() {}

    static String write(String order, Mark mark) {
        String plain = order + BETWEEN + mark.key() + BETWEEN + mark.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** The mark; empty when the text is no cursor, or one of another order. */
    static Optional<Mark> read(String order, String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int first = plain.indexOf(BETWEEN);
            int last = plain.lastIndexOf(BETWEEN);
            if (first < 0 || last == first || !plain.substring(0, first).equals(order)) {
                return Optional.empty();
            }
            return Optional.of(
                    new Mark(plain.substring(first + 1, last), UUID.fromString(plain.substring(last + 1))));
        } catch (IllegalArgumentException noCursor) {
            return Optional.empty();
        }
    }
}
