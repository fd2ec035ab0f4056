package io.segmenta.pipeline.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream, as bytes in one array that is used again. The bytes from {@code at} to {@code lines} are whole
 * lines, the last byte being a line feed; a last line without one is given one. The reader moves {@code at}.
 */
final class LineBuffer {
    private static final int FIRST = PlainNumber.SLACK;
    private static final int SIZE = 1 << 20;
    /** Bytes behind the content that may be loaded, never used. */
    private static final int SLACK = Separators.SLACK;

    final byte[] bytes = new byte[FIRST + SIZE + SLACK];
    /** The next byte to be read. */
    int at = FIRST;
    /** The place behind the last whole line. */
    int lines = FIRST;
    private final InputStream in;
    private int limit = FIRST;
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
            System.arraycopy(bytes, at, bytes, FIRST, limit - at);
            limit += FIRST - at;
            at = FIRST;
            int room = FIRST + SIZE - limit;
            if (room == 0) {
                lines = FIRST;
                return false;
            }
            int read = in.readNBytes(bytes, limit, room);
            limit += read;
            if (read < room) {
                ended = true;
                if (limit > FIRST && bytes[limit - 1] != '\n') {
                    bytes[limit++] = '\n';
                    unterminated = true;
                }
            }
            lines = limit;
            while (lines > FIRST && bytes[lines - 1] != '\n') {
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
