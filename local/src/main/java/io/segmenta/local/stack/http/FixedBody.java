package io.segmenta.local.stack.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body of known length; an earlier end of the connection is an error, not the end of the body. */
final class FixedBody extends InputStream {

    private final InputStream in;
    private long left;

    FixedBody(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int n = in.read(into, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw new EOFException("the connection ended " + left + " bytes before the end of the body");
        }
        left -= n;
        return n;
    }
}
