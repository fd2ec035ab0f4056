package io.segmenta.pipeline.read.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a file in memory, in blocks, so that none is copied while it grows. Immutable once read. */
final class Content {
    private static final int BITS = 20;
    private static final int BLOCK = 1 << BITS;

    private final List<byte[]> blocks = new ArrayList<>();
    private long length;

    static Content of(InputStream in) throws IOException {
        Content content = new Content();
        byte[] block;
        do {
            block = in.readNBytes(BLOCK);
            content.blocks.add(block);
            content.length += block.length;
        } while (block.length == BLOCK);
        return content;
    }

    long length() {
        return length;
    }

    /** Copies bytes that lie within the file. */
    void copy(long from, byte[] into, int count) {
        int done = 0;
        while (done < count) {
            long at = from + done;
            byte[] block = blocks.get((int) (at >> BITS));
            int begin = (int) (at & (BLOCK - 1));
            int part = Math.min(count - done, block.length - begin);
            System.arraycopy(block, begin, into, done, part);
            done += part;
        }
    }

    byte[] bytes(long from, int count) {
        byte[] bytes = new byte[count];
        copy(from, bytes, count);
        return bytes;
    }
}
