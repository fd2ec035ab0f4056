package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.segmenta.platform.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.Yaml;

/** The description of the API, against which requests and answers are held. */
final class Contract {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry
            .withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    private final List<Operation> operations = new ArrayList<>();

    private Contract(JsonNode document) {
        this.document = document;
        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(member -> {
            if (!member.getKey().equals("parameters")) {
                List<JsonNode> parameters = new ArrayList<>();
                path.getValue().path("parameters").forEach(one -> parameters.add(resolved(one)));
                member.getValue().path("parameters").forEach(one -> parameters.add(resolved(one)));
                operations.add(new Operation(member.getKey().toUpperCase(Locale.ROOT), path.getKey(),
                        member.getValue(), parameters));
            }
        }));
    }

    static Contract read() {
        try (InputStream yaml = Contract.class.getResourceAsStream("/openapi.yaml")) {
            Object tree = new Yaml().load(yaml);
            return new Contract(new ObjectMapper().valueToTree(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode document() {
        return document;
    }

    /**
     * An operation.
     *
     * @param path with parameters such as {@code {d}}
     */
    record Operation(String method, String path, JsonNode node, List<JsonNode> parameters) {
        @Override
        public String toString() {
            return method + ' ' + path;
        }
    }

    List<Operation> operations() {
        return operations;
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** Fails when the answer, or a request that was taken, is not as the description says. */
    void check(String method, String target, Map<String, String> headers, String body, Client.Got got) {
        String path = target.split("\\?", 2)[0];
        Optional<Operation> operation = operations.stream()
                .filter(one -> one.method().equals(method) && path.matches(pattern(one.path()))).findFirst();
        if (operation.isEmpty()) {
            assertThat(got.status()).as("%s %s is not described", method, target)
                    .matches(status -> status >= 400 || !path.startsWith(Routes.BASE + '/'));
            return;
        }
        JsonNode responses = operation.get().node().path("responses");
        JsonNode response = resolved(responses.has(Integer.toString(got.status()))
                ? responses.path(Integer.toString(got.status()))
                : responses.path("default"));
        assertThat(got.status() < 400 && !responses.has(Integer.toString(got.status())))
                .as("%s answers %d, which is not described", operation.get(), got.status()).isFalse();
        if (got.status() < 300) {
            checkRequest(operation.get(), target, headers, body);
        }
        response.path("headers").fieldNames().forEachRemaining(name -> {
            if (name.equals("ETag") || name.equals("Location")) {
                assertThat(got.headers()).as("%s", operation.get())
                        .containsKey(name.toLowerCase(Locale.ROOT));
            }
        });
        if (response.has("content")) {
            String type = got.header("content-type").split(";", 2)[0];
            assertThat(response.path("content").has(type)).as("%s answers %s", operation.get(), type).isTrue();
            JsonNode schema = response.path("content").path(type).path("schema");
            if (type.endsWith("json") && !schema.isMissingNode()) {
                assertValid(operation.get() + " -> " + got.status(), schema, got.json());
            }
        }
    }

    private void checkRequest(Operation operation, String target, Map<String, String> headers, String body) {
        String query = target.contains("?") ? target.substring(target.indexOf('?') + 1) : "";
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", 0)) {
            assertThat(operation.parameters()).as("%s", operation).anyMatch(
                    parameter -> parameter.path("in").asText().equals("query")
                            && parameter.path("name").asText().equals(pair.split("=", 2)[0]));
        }
        operation.parameters().stream().filter(parameter -> parameter.path("in").asText().equals("header"))
                .filter(parameter -> parameter.path("required").asBoolean())
                .forEach(parameter -> assertThat(headers).containsKey(parameter.path("name").asText()));
        if (operation.node().has("requestBody")) {
            String type = headers.getOrDefault("Content-Type", "application/json").split(";", 2)[0];
            JsonNode content = operation.node().at("/requestBody/content").path(type);
            assertThat(content.isMissingNode()).as("%s takes %s", operation, type).isFalse();
            if (type.endsWith("json")) {
                assertValid(operation + " takes", content.path("schema"), Json.parse(body));
            }
        }
    }

    void assertValid(String what, JsonNode schema, JsonNode instance) {
        Schema compiled = compiled(schema);
        assertThat(compiled.validate(instance, context -> context
                .executionConfig(config -> config.formatAssertionsEnabled(true)))).as("%s %s", what, instance)
                .isEmpty();
    }

    private Schema compiled(JsonNode schema) {
        return compiled.computeIfAbsent(schema, one -> {
            ObjectNode whole = Json.object();
            whole.setAll((ObjectNode) one);
            whole.set("components", document.path("components"));
            return SCHEMAS.getSchema(whole);
        });
    }

    private static String pattern(String path) {
        return path.replace("{name}", ".+").replaceAll("\\{[a-z]+}", "[^/]+");
    }
}
