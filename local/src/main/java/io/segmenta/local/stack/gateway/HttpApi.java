package io.segmenta.local.stack.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.segmenta.local.stack.http.Exchanges;
import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.lambda.Functions;
import io.segmenta.local.stack.lambda.Outcome;
import io.segmenta.local.stack.template.SystemPlan.Cors;
import io.segmenta.local.stack.template.SystemPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The HTTP API of the template: routes, payload format 2.0, cross-origin answers and API Gateway's limits (10 MB of
 * body, of which Lambda takes 6 MB; 30 s). Sign-in is left out: only this machine can call.
 * <p>
 * As on AWS, an unknown path and a method that a path does not have are both 404, a function's failure is 500 and says
 * nothing of it, and a late answer is 503.
 */
public final class HttpApi implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BODY_LIMIT = 10 * 1024 * 1024;
    private static final int EVENT_LIMIT = 6 * 1024 * 1024;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final RouteTable routes;
    private final Optional<Cors> cors;
    private final Functions functions;
    private final String account;
    private final LoopbackServer server;

    private HttpApi(int port, SystemPlan plan, Functions functions, String account) throws IOException {
        this.routes = new RouteTable(plan.routes());
        this.cors = plan.cors();
        this.functions = functions;
        this.account = account;
        this.server = LoopbackServer.start(port, this::handle);
    }

    /** Starts the API on a port, 0 for a free one. */
    public static HttpApi start(int port, SystemPlan plan, Functions functions, String account) throws IOException {
        return new HttpApi(port, plan, functions, account);
    }

    /** The address, without a slash at its end. */
    public String url() {
        return server.uri().toString();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (cors.isPresent() && origin != null) {
            allow(exchange.getResponseHeaders(), cors.get(), origin);
            if (exchange.getRequestMethod().equals("OPTIONS")) {
                Exchanges.send(exchange, 204, null, new byte[0]);
                return;
            }
        }
        Optional<RouteTable.Match> match = routes.find(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
        if (match.isEmpty()) {
            message(exchange, 404, "Not Found");
            return;
        }
        Optional<byte[]> body = Exchanges.body(exchange, BODY_LIMIT);
        String requestId = UUID.randomUUID().toString();
        byte[] event = body.map(bytes -> ProxyEvent.of(exchange, match.get(), bytes, requestId, account).toString()
                .getBytes(StandardCharsets.UTF_8)).orElse(null);
        if (event == null || event.length > EVENT_LIMIT) {
            message(exchange, 413, "Request Entity Too Large");
            return;
        }
        exchange.getResponseHeaders().set("Apigw-Requestid", requestId);
        answer(exchange, call(match.get().route().function(), requestId, event));
    }

    /** Calls the function; the call goes on when the limit passes, as it does on AWS. */
    private Optional<Outcome> call(String function, String requestId, byte[] event) {
        CompletableFuture<Optional<Outcome>> call = new CompletableFuture<>();
        Thread.ofVirtual().name("api-" + requestId).start(() -> {
            try {
                call.complete(functions.invoke(function, requestId, event, LIMIT));
            } catch (InterruptedException | RuntimeException e) {
                call.completeExceptionally(e);
            }
        });
        try {
            return call.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void answer(HttpExchange exchange, Optional<Outcome> outcome) throws IOException {
        if (outcome.isEmpty()) {
            message(exchange, 503, "Service Unavailable");
            return;
        }
        switch (outcome.get()) {
            case Outcome.Failure _ -> message(exchange, 500, "Internal Server Error");
            case Outcome.Success success -> {
                JsonNode response = JSON.readTree(success.payload());
                if (response.isObject() && response.has("statusCode")) {
                    proxied(exchange, response);
                } else {
                    Exchanges.send(exchange, 200, "application/json", success.payload());
                }
            }
        }
    }

    private static void proxied(HttpExchange exchange, JsonNode response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
            if (!header.getKey().equalsIgnoreCase("content-length")) {
                headers.set(header.getKey(), header.getValue().asText());
            }
        }
        response.path("cookies").forEach(cookie -> headers.add("Set-Cookie", cookie.asText()));
        String text = response.path("body").asText("");
        byte[] body = response.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
        String type = headers.getFirst("Content-Type") == null ? "text/plain; charset=utf-8" : null;
        Exchanges.send(exchange, response.path("statusCode").asInt(), type, body);
    }

    private static void allow(Headers headers, Cors cors, String origin) {
        boolean any = cors.origins().contains("*");
        if (any || cors.origins().contains(origin)) {
            headers.set("Access-Control-Allow-Origin", any ? "*" : origin);
            set(headers, "Access-Control-Allow-Methods", cors.methods());
            set(headers, "Access-Control-Allow-Headers", cors.headers());
            if (cors.maxAge() > 0) {
                headers.set("Access-Control-Max-Age", Integer.toString(cors.maxAge()));
            }
        }
    }

    private static void set(Headers headers, String name, List<String> values) {
        if (!values.isEmpty()) {
            headers.set(name, String.join(",", values));
        }
    }

    private static void message(HttpExchange exchange, int status, String text) throws IOException {
        Exchanges.send(exchange, status, "application/json",
                JSON.createObjectNode().put("message", text).toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
