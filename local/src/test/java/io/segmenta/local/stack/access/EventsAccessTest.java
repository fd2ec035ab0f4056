package io.segmenta.local.stack.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.http.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests to EventBridge and what they ask for. */
class EventsAccessTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "PutEvents|{\"Entries\":[{\"Source\":\"a\"},{\"Source\":\"b\"}]}|events:PutEvents default",
            "PutEvents|{\"Entries\":[{\"EventBusName\":\"own\"},{}]}|events:PutEvents default events:PutEvents own",
            "PutEvents|{\"Entries\":[{\"EventBusName\":\"arn:aws:events:us-east-1:1:event-bus/own\"}]}"
                    + "|events:PutEvents own",
            "PutEvents|no JSON|events:PutEvents default", "PutRule|{}|events:PutRule default"})
    void call_asksForTheBusesThatItsEntriesName(String operation, String body, String expected) throws IOException {
        Limits limits = new Limits(8192, Duration.ofMinutes(1), Duration.ofMinutes(1));
        EventsAccess access = new EventsAccess("us-east-1", "1");
        try (LoopbackServer server = LoopbackServer.start(0, limits, exchange -> exchange.withBody(4096, bytes -> {
            String asked = access.call(exchange, bytes.orElseThrow()).stream()
                    .map(one -> one.action() + " " + one.resource()).collect(Collectors.joining(" "));
            exchange.send(200, "text/plain", asked.getBytes(StandardCharsets.UTF_8));
        }))) {
            assertThat(Wire.ask(server.port(), "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "X-Amz-Target: AWSEvents." + operation + "\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body)).endsWith("\r\n\r\n" + expected.replaceAll("(PutEvents|PutRule) ",
                            "$1 arn:aws:events:us-east-1:1:event-bus/"));
        }
    }
}
