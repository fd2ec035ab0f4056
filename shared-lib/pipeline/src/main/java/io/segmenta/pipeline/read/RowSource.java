package io.segmenta.pipeline.read;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records one after another, each valid until the next is asked for. */
interface RowSource extends AutoCloseable {
    /** The next record, or null at the end. */
    @Nullable
    RowBuffer next() throws IOException;

    @Override
    void close() throws IOException;
}
