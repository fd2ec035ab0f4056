package io.segmenta.pipeline.read;

/**
 * Counts the rows and cells that XML declares, whatever prefix its namespace has, while it comes in pieces. Whether it
 * is well formed is not looked at; what stands in comments is counted as well. Time linear in the bytes, no memory.
 */
final class SheetElements {
    private static final int ROW = 'r' << 16 | 'o' << 8 | 'w';
    private static final int CELL = 'c';
    private static final int OUTSIDE = -1;
    /** The last three letters of a name, beyond which it is neither. */
    private static final int LONGEST = 0xFFFFFF;

    private int name = OUTSIDE;
    private long rows;
    private long cells;

    /** Looks at the next piece, the first so many bytes of it. */
    void see(byte[] xml, int length) {
        for (int i = 0; i < length; i++) {
            byte b = xml[i];
            if (b == '<') {
                name = 0;
            } else if (name != OUTSIDE && b != 0) {
                // Zero is half of a letter in UTF-16.
                within(b);
            }
        }
    }

    private void within(byte b) {
        if (b == '>' || b == '/' || b == ' ' || b == '\n' || b == '\r' || b == '\t') {
            rows += name == ROW ? 1 : 0;
            cells += name == CELL ? 1 : 0;
            name = OUTSIDE;
        } else if (b == ':') {
            name = 0;
        } else if (name <= LONGEST) {
            name = name << 8 | (b & 0xFF);
        }
    }

    long rows() {
        return rows;
    }

    long cells() {
        return cells;
    }
}
