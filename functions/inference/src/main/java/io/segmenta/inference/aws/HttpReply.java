package io.segmenta.inference.aws;

import java.util.Map;
import java.util.Optional;

/** What a service answered; header names are in lower case. The body is shared, not copied. */
record HttpReply(int status, Map<String, String> headers, byte[] body) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
