package io.segmenta.serving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * The body of one request, read part by part. Each part counts against memory that all requests share, so that many
 * large ones at once are refused instead of ending the process. Closing it gives the memory back.
 */
final class BoundedBody implements AutoCloseable {

    /** How the reading ended. */
    enum End {
        WHOLE, TOO_LONG, NO_ROOM
    }

    private final Semaphore memory;
    private final byte[] part;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private int taken;

    /**
     * Prepares to read.
     *
     * @param memory a permit for each part that all bodies together may hold
     * @param part in bytes
     */
    BoundedBody(Semaphore memory, int part) {
        this.memory = memory;
        this.part = new byte[part];
    }

    /**
     * Reads to the end, or to where the body may not go on; the rest of it stays unread.
     *
     * @param limit in bytes
     */
    End read(InputStream in, int limit) throws IOException {
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            if (bytes.size() + read > limit) {
                return End.TOO_LONG;
            }
            while ((long) taken * part.length < bytes.size() + read) {
                if (!memory.tryAcquire()) {
                    return End.NO_ROOM;
                }
                taken++;
            }
            bytes.write(part, 0, read);
        }
        return End.WHOLE;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        memory.release(taken);
        taken = 0;
    }
}
