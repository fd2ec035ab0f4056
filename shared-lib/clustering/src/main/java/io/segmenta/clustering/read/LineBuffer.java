package io.segmenta.clustering.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream, as bytes in one array that is used again. The bytes from {@code at} to {@code lines} are whole
 * lines, the last byte being a line feed; a last line without one is given one. The reader moves {@code at}.
 */
final class LineBuffer {
    private static final int SIZE = 1 << 20;

    final byte[] bytes = new byte[SIZE + PlainNumber.SLACK];
    /** The next byte to be read. */
    int at;
    /** The place behind the last whole line. */
    int lines;
    private final InputStream in;
    private int limit;
    private boolean ended;
    private boolean unterminated;

    LineBuffer(InputStream in) {
        this.in = in;
    }

    /**
     * Makes sure that there is a whole line to be read. What stood in the array before may have been moved.
     *
     * @return false at the end, or when a line is longer than the array
     */
    boolean fill() throws IOException {
        while (at == lines) {
            if (ended) {
                return false;
            }
            System.arraycopy(bytes, at, bytes, 0, limit - at);
            limit -= at;
            at = 0;
            int room = SIZE - limit;
            if (room == 0) {
                lines = 0;
                return false;
            }
            int read = in.readNBytes(bytes, limit, room);
            limit += read;
            if (read < room) {
                ended = true;
                if (limit > 0 && bytes[limit - 1] != '\n') {
                    bytes[limit++] = '\n';
                    unterminated = true;
                }
            }
            lines = limit;
            while (lines > 0 && bytes[lines - 1] != '\n') {
                lines--;
            }
        }
        return true;
    }

    /** Whether everything was read. */
    boolean isEmpty() {
        return at == limit;
    }

    /** The bytes that were taken from the stream and not read. */
    byte[] rest() {
        return Arrays.copyOfRange(bytes, at, unterminated ? limit - 1 : limit);
    }
}
