package io.segmenta.platform.storage;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes that can be produced as often as asked, each time the same. */
@FunctionalInterface
public interface ObjectContent {
    void writeTo(OutputStream out) throws IOException;

    static ObjectContent of(byte[] bytes) {
        return out -> out.write(bytes);
    }
}
