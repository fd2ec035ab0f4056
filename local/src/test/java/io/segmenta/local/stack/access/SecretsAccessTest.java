package io.segmenta.local.stack.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.http.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests to Secrets Manager and what they ask for. */
class SecretsAccessTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "GetSecretValue|{\"SecretId\":\"arn:aws:secretsmanager:us-east-1:1:secret:a\"}"
                    + "|secretsmanager:GetSecretValue arn:aws:secretsmanager:us-east-1:1:secret:a",
            "PutSecretValue|{\"SecretId\":\"a\"}|secretsmanager:PutSecretValue a",
            "GetSecretValue|{}|secretsmanager:GetSecretValue *",
            "GetSecretValue|no JSON|secretsmanager:GetSecretValue *",
            "BatchGetSecretValue|{\"SecretIdList\":[\"a\"]}|secretsmanager:BatchGetSecretValue *"})
    void call_asksForTheSecretThatItNames(String operation, String body, String expected) throws IOException {
        Limits limits = new Limits(8192, Duration.ofMinutes(1), Duration.ofMinutes(1));
        try (LoopbackServer server = LoopbackServer.start(0, limits, exchange -> exchange.withBody(4096, bytes -> {
            AccessRequest asked = SecretsAccess.call(exchange, bytes.orElseThrow()).getFirst();
            exchange.send(200, "text/plain",
                    (asked.action() + " " + asked.resource()).getBytes(StandardCharsets.UTF_8));
        }))) {
            assertThat(Wire.ask(server.port(), "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "X-Amz-Target: secretsmanager." + operation + "\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body)).endsWith("\r\n\r\n" + expected);
        }
    }
}
