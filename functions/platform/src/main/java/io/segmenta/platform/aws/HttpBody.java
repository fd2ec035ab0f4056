package io.segmenta.platform.aws;

import java.io.IOException;
import java.io.OutputStream;

/** What a request carries. It can be written as often as asked, each time the same. */
public interface HttpBody {

    /** No body at all. */
    HttpBody NONE = of(new byte[0]);

    /** In bytes. */
    long length();

    /** Of all bytes, in lower-case hexadecimal digits. */
    String sha256();

    void writeTo(OutputStream out) throws IOException;

    /** Bytes in memory, shared and not copied. */
    static HttpBody of(byte[] bytes) {
        String sha256 = SigV4.sha256(bytes);
        return new HttpBody() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public String sha256() {
                return sha256;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }
}
