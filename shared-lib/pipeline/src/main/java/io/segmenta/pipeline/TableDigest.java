package io.segmenta.pipeline;

import io.segmenta.model.base.Sha256;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The SHA-256 of the values of a table, in lower-case hexadecimal: equal for equal columns, names and rows, whatever
 * the file was called or compressed with.
 */
final class TableDigest {
    private static final int CHUNK = 8_192;

    private TableDigest() {}

    static String of(Table table) {
        MessageDigest digest = Sha256.digest();
        ByteBuffer buffer = ByteBuffer.allocate(8 * CHUNK);
        for (Column column : table.columns()) {
            text(digest, column.name());
            switch (column) {
                case NumericColumn numeric -> {
                    for (int i = 0; i < numeric.rows(); i++) {
                        buffer.putLong(Double.doubleToLongBits(numeric.value(i)));
                        flush(digest, buffer, i == numeric.rows() - 1);
                    }
                }
                case TextColumn text -> {
                    text.levels().forEach(level -> text(digest, level));
                    for (int i = 0; i < text.rows(); i++) {
                        buffer.putLong(text.code(i));
                        flush(digest, buffer, i == text.rows() - 1);
                    }
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void flush(MessageDigest digest, ByteBuffer buffer, boolean last) {
        if (last || !buffer.hasRemaining()) {
            digest.update(buffer.flip());
            buffer.clear();
        }
    }

    private static void text(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
        digest.update(bytes);
    }
}
