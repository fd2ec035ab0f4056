package io.segmenta.pipeline.read;

import io.segmenta.model.base.DataException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stream that refuses to yield more than a stated number of bytes, and more than a stated multiple of the bytes that
 * were compressed into them.
 */
final class GuardedInput extends FilterInputStream {
    /** Below this size a high ratio is harmless, and ordinary for a repetitive table. */
    private static final long RATIO_FREE_BYTES = 64L << 20;

    private final String source;
    private final long maxBytes;
    private final @Nullable GuardedInput compressed;
    private final int maxRatio;
    private long count;

    /** @param compressed the stream these bytes are inflated from, or null when they are not */
    GuardedInput(InputStream in, String source, long maxBytes, @Nullable GuardedInput compressed, int maxRatio) {
        super(in);
        this.source = source;
        this.maxBytes = maxBytes;
        this.compressed = compressed;
        this.maxRatio = maxRatio;
    }

    /** Bytes yielded so far. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value >= 0) {
            add(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read > 0) {
            add(read);
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = in.skip(n);
        add(skipped);
        return skipped;
    }

    /** Does nothing: parsers close what they are given, and this stream belongs to the caller. */
    @Override
    public void close() {
        // See above.
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void add(long bytes) {
        count += bytes;
        if (count > maxBytes) {
            throw new DataException(DataException.Reason.TOO_LARGE, String.format(Locale.ROOT,
                    "%s: more than %d bytes of content, the limit (read.max_bytes)", source, maxBytes));
        }
        if (compressed != null && count > RATIO_FREE_BYTES && count / maxRatio > compressed.count()) {
            throw new DataException(DataException.Reason.TOO_LARGE, String.format(Locale.ROOT,
                    "%s: expands to more than %d times its compressed size", source, maxRatio));
        }
    }
}
