package io.segmenta.model.predict;

import io.segmenta.model.Check;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An HTTP answer. Owns its body: the array must not be written to.
 *
 * @param status HTTP status
 * @param contentType of the body
 */
public record Reply(int status, String contentType, byte[] body) {

    public Reply {
        Check.range("status", status, 100, 599);
        Check.notNull(contentType, "contentType");
        Check.notNull(body, "body");
    }

    /** Returns the body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reply that && status == that.status && contentType.equals(that.contentType)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * status + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return status + " " + contentType + " " + text();
    }
}
