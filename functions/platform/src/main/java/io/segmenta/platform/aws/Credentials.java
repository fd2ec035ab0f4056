package io.segmenta.platform.aws;

import java.util.Objects;
import java.util.Optional;

/** What a request is signed with. The text form shows no secret. */
public record Credentials(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {

    public Credentials {
        Objects.requireNonNull(accessKeyId, "accessKeyId is null");
        Objects.requireNonNull(secretAccessKey, "secretAccessKey is null");
        Objects.requireNonNull(sessionToken, "sessionToken is null");
    }

    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
