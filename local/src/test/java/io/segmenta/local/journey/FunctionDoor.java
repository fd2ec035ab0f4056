package io.segmenta.local.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.segmenta.local.stack.StackState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * A door to the packaged functions that owes nothing to the gateway of the stack: each request becomes an event of
 * payload format 2.0, written from AWS's description of it, and a call of Lambda's {@code Invoke} by AWS's SDK. What
 * answers is the function's archive under AWS's runtime interface client.
 */
final class FunctionDoor implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "000000000000";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LambdaClient lambda;

    FunctionDoor(StackState state) throws IOException {
        lambda = LambdaClient.builder().endpointOverride(URI.create(state.endpoint())).region(Region.of(state.region()))
                .credentialsProvider(StaticCredentialsProvider
                        .create(AwsBasicCredentials.create(state.accessKey(), state.secretKey())))
                .httpClient(UrlConnectionHttpClient.create()).build();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Its address without a slash at the end. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean predicts = path.startsWith("/predict") || path.equals("/api/predict") || path.equals("/health");
            InvokeResponse called = lambda.invoke(request -> request
                    .functionName(predicts ? "segmenta-inference" : "segmenta-api")
                    .payload(SdkBytes.fromUtf8String(event(exchange, predicts).toString())));
            JsonNode answer = JSON.readTree(called.payload().asByteArray());
            String text = answer.path("body").asText("");
            byte[] body = answer.path("isBase64Encoded").asBoolean() ? Base64.getDecoder().decode(text)
                    : text.getBytes(StandardCharsets.UTF_8);
            answer.path("headers").properties()
                    .forEach(header -> exchange.getResponseHeaders().set(header.getKey(), header.getValue().asText()));
            exchange.sendResponseHeaders(answer.path("statusCode").asInt(502), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static ObjectNode event(HttpExchange exchange, boolean predicts) {
        URI address = exchange.getRequestURI();
        String method = exchange.getRequestMethod();
        String key = predicts ? method + ' ' + address.getPath() : "ANY /api/v1/{proxy+}";
        String query = Optional.ofNullable(address.getRawQuery()).orElse("");
        ObjectNode event = JSON.createObjectNode().put("version", "2.0").put("routeKey", key)
                .put("rawPath", address.getPath()).put("rawQueryString", query);
        ObjectNode headers = event.putObject("headers");
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        if (!query.isEmpty()) {
            ObjectNode parameters = event.putObject("queryStringParameters");
            for (String pair : query.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                parameters.put(parts[0], URLDecoder.decode(parts[parts.length - 1], StandardCharsets.UTF_8));
            }
        }
        ObjectNode context = event.putObject("requestContext").put("accountId", ACCOUNT).put("apiId", "door")
                .put("requestId", "door").put("routeKey", key).put("stage", "$default");
        context.putObject("http").put("method", method).put("path", address.getPath()).put("protocol", "HTTP/1.1")
                .put("sourceIp", "127.0.0.1").put("userAgent", "curl");
        context.putObject("authorizer").putObject("iam").put("accessKey", "ASIADOOR").put("accountId", ACCOUNT)
                .put("callerId", "AROADOOR:walker").put("userId", "AROADOOR:walker")
                .put("userArn", "arn:aws:sts::" + ACCOUNT + ":assumed-role/Door/walker");
        byte[] body = body(exchange);
        if (body.length > 0) {
            event.put("body", Base64.getEncoder().encodeToString(body));
        }
        return event.put("isBase64Encoded", body.length > 0);
    }

    private static byte[] body(HttpExchange exchange) {
        try {
            return exchange.getRequestBody().readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        lambda.close();
    }
}
