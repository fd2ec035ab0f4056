package io.segmenta.local.stack.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.http.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Secrets Manager's GetSecretValue for the secrets that the stack itself has drawn. */
public final class Secrets {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/x-amz-json-1.1";
    private static final String OPERATION = "secretsmanager.GetSecretValue";
    private static final int LIMIT = 64 * 1024;

    private final Map<String, Supplier<? extends Map<String, ?>>> secrets;
    private final Instant created = Instant.now();

    /** @param secrets what each holds, by its ARN; asked at each request */
    public Secrets(Map<String, Supplier<? extends Map<String, ?>>> secrets) {
        this.secrets = Map.copyOf(secrets);
    }

    /** Answers a request. */
    public void handle(Exchange exchange) {
        if (!exchange.header("X-Amz-Target").orElse("").equals(OPERATION)) {
            refuse(exchange, "UnknownOperationException", "this stack supports only GetSecretValue of Secrets Manager");
            return;
        }
        exchange.withBody(LIMIT, body -> exchange.inBackground(() -> answer(exchange, body)));
    }

    private void answer(Exchange exchange, Optional<byte[]> body) throws IOException {
        String arn = body.isEmpty() ? "" : idIn(body.get());
        Supplier<? extends Map<String, ?>> secret = secrets.get(arn);
        if (secret == null) {
            refuse(exchange, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
            return;
        }
        ObjectNode answer = JSON.createObjectNode().put("ARN", arn).put("Name", arn.substring(arn.lastIndexOf(':') + 1))
                .put("CreatedDate", created.getEpochSecond())
                .put("SecretString", JSON.writeValueAsString(secret.get()))
                .put("VersionId", UUID.nameUUIDFromBytes(arn.getBytes(StandardCharsets.UTF_8)).toString());
        answer.putArray("VersionStages").add("AWSCURRENT");
        exchange.send(200, TYPE, JSON.writeValueAsBytes(answer));
    }

    private static String idIn(byte[] body) throws IOException {
        try {
            JsonNode request = JSON.readTree(body);
            return request.path("SecretId").asText();
        } catch (JsonProcessingException notJson) {
            return "";
        }
    }

    private static void refuse(Exchange exchange, String type, String message) {
        exchange.set("x-amzn-ErrorType", type);
        exchange.send(400, TYPE, JSON.createObjectNode().put("__type", type).put("message", message).toString()
                .getBytes(StandardCharsets.UTF_8));
    }
}
