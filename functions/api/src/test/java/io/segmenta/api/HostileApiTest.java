package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Requests made from the description, by a fixed seed, with values of every kind: none is answered by a fault, and each
 * answer is as the description says.
 */
@Tag("slow")
class HostileApiTest {
    private static final int REQUESTS = 20_000;
    private static final List<String> VALUES = List.of("", " ", "0", "-1", "1", "2", "200", "201", "1e3", "null",
            "9999999999999999999", "loyalty-members", "shop", "f42f09af-5f35-37c4-9224-f2c4829a9e28", "\0", "a\0b", "%",
            "%zz", "..", "../..", "a/b", "ä", "😀", "\ud800", "' OR 1=1 --", "\"", "\n", "metrics.json",
            "plots/elbow.svg", "model.tar.gz", "2026-11-28T18:20:00Z", "+1000000000-12-31T23:59:59Z",
            "0000-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "running", "succeeded,failed", "pending,,approved", ",",
            "created_at", "-created_at", "--name", "name", "strength", "-silhouette", "age", "s-6187b9685b", "approve",
            World.run(1).toString(), World.run(2).toString(), World.run(3).toString(), "x".repeat(3000));

    private final Random random = new Random(20261130);

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @Test
    void noRequest_isAnsweredByAFault() {
        Contract contract = Contract.read();
        World world = new World("hostile");
        Client client = new Client(world.routes(World.nobodySignsIn()), World.nobodySignsIn(), contract);
        List<Contract.Operation> operations = contract.operations();
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (int i = 0; i < REQUESTS; i++) {
            Contract.Operation operation = one(operations);
            String target = target(operation);
            Client.Got got = client.send(random.nextInt(50) == 0 ? "PUT" : operation.method(), target, headers(),
                    operation.method().equals("GET") ? "" : body(), event -> {});
            statuses.merge(got.status(), 1, Integer::sum);
            assertThat(got.status()).as("%s %s: %s", operation.method(), target, got.body()).isLessThan(500);
        }
        assertThat(statuses).containsKeys(200, 303, 304, 400, 404, 405, 412, 415, 428);
    }

    private String target(Contract.Operation operation) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                String example = parameter.path("example").asText();
                String other = name.equals("name") && random.nextBoolean() ? "model.tar.gz" : encoded(value());
                path = path.replace('{' + name + '}', random.nextInt(4) == 0 ? other : example);
            } else if (parameter.path("in").asText().equals("query") && random.nextInt(3) == 0) {
                query.add(name + '=' + encoded(value(parameter)));
            }
        }
        if (random.nextInt(30) == 0) {
            query.add(encoded(value()) + '=' + encoded(value()));
        }
        return query.isEmpty() ? path : path + '?' + String.join("&", query);
    }

    private String value(JsonNode parameter) {
        JsonNode words = parameter.at("/schema/enum");
        if (words.isArray() && random.nextBoolean()) {
            return words.path(random.nextInt(words.size())).asText();
        }
        return parameter.path("name").asText().equals("cursor") && random.nextBoolean() ? cursor() : value();
    }

    private String value() {
        return one(VALUES);
    }

    private String cursor() {
        String plain = one(
                List.of("name", "-name", "-created_at", "created_at", "-silhouette", "-version", "-strength"))
                + '\n' + value() + '\n' + one(List.of(World.run(1).toString(), "1", value()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        if (random.nextInt(3) == 0) {
            headers.put("If-None-Match", one(List.of("*", "\"x\"", "W/\"x\"", "", ",")));
        }
        if (random.nextInt(3) == 0) {
            headers.put("If-Match", one(List.of("\"x\"", "W/\"x\"", "", ",")));
        }
        if (random.nextInt(3) == 0) {
            headers.put("Content-Type", one(List.of("application/json", "text/csv", "", ";",
                    "application/merge-patch+json", "multipart/form-data; boundary=x", "multipart/form-data")));
        }
        if (random.nextInt(3) == 0) {
            headers.put("Idempotency-Key", one(List.of("a", "b", "", " ", "x".repeat(256), "\0", "\ud800")));
        }
        return headers;
    }

    private String body() {
        return one(List.of("{}", "[]", "null", "{", "\"x\"", "{\"decision\":\"approve\"}", "{\"decision\":null}",
                "{\"decision\":\"reject\",\"comment\":\"\\u0000\"}", "{\"decision\":[1]}", "[".repeat(10_000),
                "{\"decision\":\"approve\",\"comment\":\"" + "x".repeat(900) + "\"}", " ", "{\"version\":1}",
                "{\"version\":1e9}", "{\"dataset_id\":1}", "{\"dataset_id\":\"shop\",\"use_pca\":1}",
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n1\r\n--x--\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"file\r\n\r\n", "--x--"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
