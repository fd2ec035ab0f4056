package io.segmenta.pipeline.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a stream, and goes on where a byte does not belong to the encoding: a stray byte is read as Windows-1252, as
 * files pasted together from two systems need it, and counted.
 */
final class TextReader extends Reader {
    private static final char[] WESTERN = western();

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final boolean utf8;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private boolean ended;
    private long stray;

    TextReader(InputStream in, Charset charset) {
        this.in = in;
        this.utf8 = charset.equals(StandardCharsets.UTF_8);
        this.decoder = charset.newDecoder()
                .onMalformedInput(utf8 ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    /** Bytes that were not UTF-8 and were read as Windows-1252. */
    long strayBytes() {
        return stray;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (length == 1) {
            // A pair of surrogates needs room for two; a reader of single characters is not used here.
            throw new IllegalArgumentException("read at least two characters at a time");
        }
        CharBuffer out = CharBuffer.wrap(buffer, offset, length);
        while (out.position() == offset) {
            if (!ended && bytes.remaining() < 8) {
                fill();
            }
            CoderResult result = decoder.decode(bytes, out, ended);
            if (result.isMalformed()) {
                for (int i = 0; i < result.length() && out.hasRemaining(); i++) {
                    out.put(WESTERN[bytes.get() & 0xFF]);
                    stray++;
                }
                decoder.reset();
            } else if (result.isUnderflow() && ended) {
                break;
            } else if (result.isUnderflow()) {
                fill();
            }
        }
        return out.position() == offset ? -1 : out.position() - offset;
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static char[] western() {
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
        }
        return new String(all, Encodings.WINDOWS_1252).toCharArray();
    }
}
