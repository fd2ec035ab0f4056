package io.segmenta.platform.storage;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes that can be produced as often as asked, each time the same. */
@FunctionalInterface
public interface ObjectContent {
    /** Writes all of it; may be asked for more than once and writes the same each time. */
    void writeTo(OutputStream out) throws IOException;

    /** Returns bytes as content; the array is not copied. */
    static ObjectContent of(byte[] bytes) {
        return out -> out.write(bytes);
    }
}
