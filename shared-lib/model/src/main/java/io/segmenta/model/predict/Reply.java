package io.segmenta.model.predict;

import io.segmenta.model.base.Check;
import io.segmenta.model.json.JsonBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An HTTP answer. Immutable. */
public final class Reply {

    private final int status;
    private final String contentType;
    private final byte[] bytes;
    private final int length;

    /**
     * @param status HTTP status
     * @param contentType of the body
     * @param body the array itself, not to be written to any more
     */
    public Reply(int status, String contentType, byte[] body) {
        this(status, contentType, body, body.length);
    }

    /** @param body not to be written to any more: its bytes are not copied, which takes as long as writing them */
    Reply(int status, String contentType, JsonBytes body) {
        this(status, contentType, body.array(), body.length());
    }

    private Reply(int status, String contentType, byte[] bytes, int length) {
        Check.range("status", status, 100, 599);
        this.status = status;
        this.contentType = Check.notNull(contentType, "contentType");
        this.bytes = bytes;
        this.length = length;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the media type of the body. */
    public String contentType() {
        return contentType;
    }

    /** Returns the length of the body in bytes. */
    public int length() {
        return length;
    }

    /** Returns the body, not to be written to. */
    public byte[] body() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Returns whether the body, as a string within a JSON document, is short enough for Lambda to carry. */
    public boolean isCarried() {
        return length <= Invocations.MAX_ANSWER / 6
                || AnswerLimit.carried(bytes, 0, length) <= Invocations.MAX_ANSWER;
    }

    /** Writes the body. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    /** Returns the body as UTF-8 text. */
    public String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reply that && status == that.status && contentType.equals(that.contentType)
                && Arrays.equals(bytes, 0, length, that.bytes, 0, that.length);
    }

    @Override
    public int hashCode() {
        return 31 * status + text().hashCode();
    }

    @Override
    public String toString() {
        return status + " " + contentType + " " + text();
    }
}
