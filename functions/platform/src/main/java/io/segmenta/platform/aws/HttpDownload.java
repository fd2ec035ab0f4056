package io.segmenta.platform.aws;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * What a service answered, its body read as it arrives. Must be closed, which waits for nothing that is left unread. A
 * body that ends before its declared length is an {@link IOException}.
 *
 * @param headers names in lower case
 */
public record HttpDownload(int status, Map<String, String> headers, InputStream body) implements AutoCloseable {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /**
     * Reads the whole body, for answers known to be small.
     *
     * @throws IOException when there are more than {@code maxBytes}
     */
    public HttpReply read(int maxBytes) throws IOException {
        try (this) {
            byte[] bytes = body.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new IOException("an answer exceeds " + maxBytes + " bytes");
            }
            return new HttpReply(status, headers, bytes);
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
