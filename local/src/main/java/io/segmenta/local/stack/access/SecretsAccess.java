package io.segmenta.local.stack.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.http.Exchange;
import java.io.IOException;
import java.util.List;

/** What a request to Secrets Manager asks for: an action on the secret whose ARN it names. */
final class SecretsAccess {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVERY = "*";

    private SecretsAccess() {}

    /** The action behind a call; what names no secret asks for every one. */
    static List<AccessRequest> call(Exchange exchange, byte[] body) {
        String operation = exchange.header("X-Amz-Target").orElse("").replaceFirst("^secretsmanager\\.", "");
        String secret;
        try {
            secret = JSON.readTree(body).path("SecretId").asText(EVERY);
        } catch (IOException noJson) {
            secret = EVERY;
        }
        return List.of(AccessRequest.of("secretsmanager:" + operation, secret));
    }
}
