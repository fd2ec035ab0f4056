package io.segmenta.platform.aws;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a service answered; header names are in lower case. The body is shared, not copied. */
public record HttpReply(int status, Map<String, String> headers, byte[] body) {

    private static final int BAD_REQUEST = 400;
    // Where the protocol has no status for it, the name of the fault says that the service is too busy.
    private static final Pattern BUSY = Pattern
            .compile("Throttl|TooManyRequests|RequestLimitExceeded|RequestTimeout\\b|SlowDown");

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether the same request may succeed a moment later. */
    boolean isPassing() {
        return isPassing(status) || status == BAD_REQUEST && BUSY.matcher(text()).find();
    }

    static boolean isPassing(int status) {
        return status == 429 || status >= 500;
    }
}
