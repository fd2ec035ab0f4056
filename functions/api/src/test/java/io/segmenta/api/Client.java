package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.access.SignIn;
import io.segmenta.api.http.RouteTable;
import io.segmenta.platform.Json;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.events.RuntimeJson;
import io.segmenta.platform.observe.Quiet;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sends requests to the handler as AWS's runtime does, event and answer through its serializers, and holds each of them
 * against the description.
 */
final class Client {
    static final String REQUEST_ID = "8f2d1c66-0000-4000-8000-000000000001";

    private final ApiHandler handler;
    private final Contract contract;
    private final String requestId;

    Client(RouteTable routes, SignIn signIn, Contract contract) {
        this(routes, signIn, World.pages(signIn.kind()), contract);
    }

    Client(RouteTable routes, SignIn signIn, Pages pages, Contract contract) {
        this.handler = new ApiHandler(routes, signIn, pages, Quiet.log("api", java.time.Clock.systemUTC()));
        this.contract = contract;
        this.requestId = REQUEST_ID;
    }

    private Client(ApiHandler handler, Contract contract, String requestId) {
        this.handler = handler;
        this.contract = contract;
        this.requestId = requestId;
    }

    /** The same client, whose requests have another id. */
    Client as(String other) {
        return new Client(handler, contract, other);
    }

    /** An answer with its body as text. */
    record Got(int status, Map<String, String> headers, String body, boolean base64) {
        JsonNode json() {
            return Json.parse(body);
        }

        String header(String name) {
            return headers.get(name);
        }
    }

    Got get(String target) {
        return send("GET", target, Map.of(), "", event -> {});
    }

    Got get(String target, String header, String value) {
        return send("GET", target, Map.of(header, value), "", event -> {});
    }

    Got post(String target, Map<String, String> headers, String body) {
        return send("POST", target, headers, body, event -> {});
    }

    Got patch(String target, Map<String, String> headers, String body) {
        return send("PATCH", target, headers, body, event -> {});
    }

    /** @param signedIn puts into the event what the HTTP API found */
    Got send(String method, String target, Map<String, String> headers, String body, Consumer<ObjectNode> signedIn) {
        ObjectNode event = event(method, target, headers, body);
        signedIn.accept(event);
        APIGatewayV2HTTPResponse response = handler.handleRequest(
                RuntimeJson.read(Json.text(event), APIGatewayV2HTTPEvent.class), new TestContext(requestId, 29_000));
        JsonNode written = Json.parse(RuntimeJson.write(response, APIGatewayV2HTTPResponse.class));
        Map<String, String> answered = new LinkedHashMap<>();
        written.path("headers").properties()
                .forEach(header -> answered.put(header.getKey(), header.getValue().asText()));
        Got got = new Got(written.path("statusCode").asInt(), answered, written.path("body").asText(),
                written.path("isBase64Encoded").asBoolean());
        assertThat(got.headers()).containsEntry("x-content-type-options", "nosniff");
        contract.check(method, target, headers, body, got);
        return got;
    }

    private static ObjectNode event(String method, String target, Map<String, String> headers, String body) {
        String path = target.split("\\?", 2)[0];
        String query = target.contains("?") ? target.substring(path.length() + 1) : "";
        String key = path.startsWith("/api/v1/") ? "ANY /api/v1/{proxy+}"
                : path.startsWith("/docs/") ? "GET /docs/{proxy+}"
                        : path.equals("/docs") && method.equals("GET") ? "GET /docs" : "$default";
        ObjectNode event = Json.object().put("version", "2.0").put("routeKey", key).put("rawPath", path)
                .put("rawQueryString", query).put("isBase64Encoded", false);
        if (!query.isEmpty()) {
            ObjectNode parameters = event.putObject("queryStringParameters");
            for (String pair : query.split("&", 0)) {
                String[] parts = pair.split("=", 2);
                parameters.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
            }
        }
        ObjectNode fields = event.putObject("headers");
        headers.forEach((name, value) -> fields.put(name.toLowerCase(Locale.ROOT), value));
        if (!body.isEmpty()) {
            event.put("body", body);
        }
        event.putObject("requestContext").putObject("http").put("method", method).put("path", path);
        return event;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
