package io.segmenta.pipeline.read;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Brings the two dialects that an RFC 4180 parser does not know into its form: backslash escapes become one character
 * that stands for a quote, and runs of blanks become one blank.
 */
final class DialectText extends FilterReader {
    /** Stands for an escaped quote until the cells are cut; a private-use character that no text uses. */
    static final char ESCAPED_QUOTE = '\uE0FF';

    private final Dialect dialect;
    private boolean pendingBackslash;
    private boolean lineStart = true;
    private boolean pendingBlank;

    private DialectText(Reader in, Dialect dialect) {
        super(in);
        this.dialect = dialect;
    }

    static Reader of(Reader in, Dialect dialect) {
        return dialect.backslash() || dialect.aligned() ? new DialectText(in, dialect) : in;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        // Room for the one character that may be held back from the last call.
        char[] raw = new char[Math.max(2, length - 1)];
        int written = 0;
        while (written == 0) {
            int read = in.read(raw, 0, Math.max(2, length - 1));
            if (read < 0) {
                if (pendingBackslash) {
                    pendingBackslash = false;
                    buffer[offset] = '\\';
                    return 1;
                }
                return -1;
            }
            written = dialect.aligned() ? collapse(raw, read, buffer, offset) : unescape(raw, read, buffer, offset);
        }
        return written;
    }

    private int unescape(char[] raw, int length, char[] out, int offset) {
        int at = offset;
        for (int i = 0; i < length; i++) {
            char c = raw[i];
            if (pendingBackslash) {
                pendingBackslash = false;
                if (c == dialect.quote()) {
                    out[at++] = ESCAPED_QUOTE;
                    continue;
                }
                out[at++] = '\\';
                if (c == '\\') {
                    continue;
                }
                out[at++] = c;
            } else if (c == '\\') {
                pendingBackslash = true;
            } else {
                out[at++] = c;
            }
        }
        return at - offset;
    }

    private int collapse(char[] raw, int length, char[] out, int offset) {
        int at = offset;
        for (int i = 0; i < length; i++) {
            char c = raw[i];
            if (c == ' ' || c == '\t') {
                pendingBlank = !lineStart;
                continue;
            }
            boolean end = c == '\n' || c == '\r';
            if (pendingBlank && !end) {
                out[at++] = ' ';
            }
            pendingBlank = false;
            lineStart = end;
            out[at++] = c;
        }
        return at - offset;
    }
}
