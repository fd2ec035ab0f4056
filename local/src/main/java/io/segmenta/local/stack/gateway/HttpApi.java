package io.segmenta.local.stack.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.access.Admission;
import io.segmenta.local.stack.access.Refusal;
import io.segmenta.local.stack.http.Exchange;
import io.segmenta.local.stack.http.LoopbackGate;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.lambda.Deadlines;
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

/**
 * The HTTP API of the template: routes, payload format 2.0, cross-origin answers and API Gateway's limits (10 MB of
 * body, of which Lambda takes 6 MB; 10 KB of request line and headers; 30 s). Routes that the template leaves to
 * principals of AWS want a signature, and the function is told whose it is. Tokens are left out: only this machine can
 * call, and of its browsers only pages of the API itself and of origins that the template allows.
 * <p>
 * As on AWS, an unknown path and a method that a path does not have are both 404, a function's failure is 500 and says
 * nothing of it, and a late answer is 503. Refusals are {@code application/problem+json}.
 */
public final class HttpApi implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BODY_LIMIT = 10 * 1024 * 1024;
    private static final int EVENT_LIMIT = 6 * 1024 * 1024;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** The longest head that API Gateway takes, and how long a client may pause. */
    private static final Limits LIMITS = new Limits(10_240, Duration.ofMinutes(10), LIMIT);

    private final RouteTable routes;
    private final Optional<Cors> cors;
    private final Functions functions;
    private final String account;
    private final Optional<Admission> admission;
    private final LoopbackServer server;

    private HttpApi(int port, SystemPlan plan, Functions functions, String account, Optional<Admission> admission)
            throws IOException {
        this.routes = new RouteTable(plan.routes());
        this.cors = plan.cors();
        this.functions = functions;
        this.account = account;
        this.admission = admission;
        this.server = LoopbackServer.start(port, LIMITS,
                new LoopbackGate(cors.map(Cors::origins).orElse(List.of()), this::handle));
    }

    /** Starts an API that nobody can sign requests to, on a port, 0 for a free one. */
    public static HttpApi start(int port, SystemPlan plan, Functions functions, String account) throws IOException {
        return new HttpApi(port, plan, functions, account, Optional.empty());
    }

    /**
     * Starts the API on a port, 0 for a free one.
     *
     * @param admission checks signatures
     */
    public static HttpApi start(int port, SystemPlan plan, Functions functions, String account, Admission admission)
            throws IOException {
        return new HttpApi(port, plan, functions, account, Optional.of(admission));
    }

    /** The address, without a slash at its end. */
    public String url() {
        return server.uri().toString();
    }

    private void handle(Exchange exchange) {
        Optional<String> origin = exchange.header("Origin");
        if (cors.isPresent() && origin.isPresent()) {
            allow(exchange, cors.get(), origin.get());
            if (exchange.method().equals("OPTIONS")) {
                exchange.send(204, null, new byte[0]);
                return;
            }
        }
        Optional<String> path = exchange.path();
        if (path.isEmpty()) {
            exchange.problem(400, "the target of the request is not a path; send one that starts with a slash");
            return;
        }
        if (exchange.header("Content-Type").filter(type -> !type.isBlank() && ProxyEvent.mediaType(type).isEmpty())
                .isPresent()) {
            exchange.problem(400, "the header Content-Type names no media type; send one such as application/json");
            return;
        }
        Optional<RouteTable.Match> match = routes.find(exchange.method(), path.get());
        if (match.isEmpty()) {
            exchange.problem(404, "the API has no route for " + exchange.method() + " on this path");
            return;
        }
        exchange.withBody(BODY_LIMIT, body -> call(exchange, match.get(), body));
    }

    private void call(Exchange exchange, RouteTable.Match match, Optional<byte[]> body) {
        if (match.route().signed() && body.isPresent() && !isSigned(exchange, body.get())) {
            return;
        }
        String requestId = UUID.randomUUID().toString();
        byte[] event = body.map(bytes -> event(exchange, match, bytes, requestId)).orElse(null);
        if (event == null || event.length > EVENT_LIMIT) {
            exchange.problem(413, "the body is too long for a function, which takes 6 MB");
            return;
        }
        exchange.set("Apigw-Requestid", requestId);
        // The call goes on when the limit passes, as it does on AWS.
        var _ = Deadlines
                .within(functions.invoke(match.route().function(), requestId, event, LIMIT), LIMIT, Optional.empty())
                .whenComplete((outcome, failure) -> exchange.run(() -> answer(exchange, outcome, failure)));
    }

    /** Whether somebody signed it who may call; else it has been answered. */
    private boolean isSigned(Exchange exchange, byte[] body) {
        Optional<String> refusal = admission.map(checks -> checks.refusalByApi(exchange, body).map(Refusal::message))
                .orElse(Optional.of("nobody can sign requests to this API"));
        refusal.ifPresent(why -> exchange.problem(403, why));
        return refusal.isEmpty();
    }

    private byte[] event(Exchange exchange, RouteTable.Match match, byte[] body, String requestId) {
        ObjectNode event = ProxyEvent.of(exchange, match, body, requestId, account);
        if (match.route().signed()) {
            admission.ifPresent(known -> ProxyEvent.signedBy(known.signer(exchange), account, event));
        }
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(Exchange exchange, Optional<Outcome> outcome, Throwable failure) throws IOException {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        if (outcome.isEmpty()) {
            exchange.problem(503, "");
            return;
        }
        switch (outcome.get()) {
            case Outcome.Failure _ -> exchange.problem(500, "");
            case Outcome.Success success -> {
                JsonNode response = JSON.readTree(success.payload());
                if (response.isObject() && response.has("statusCode")) {
                    proxied(exchange, response);
                } else {
                    exchange.send(200, "application/json", success.payload());
                }
            }
        }
    }

    private static void proxied(Exchange exchange, JsonNode response) {
        String type = "text/plain; charset=utf-8";
        for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
            if (header.getKey().equalsIgnoreCase("content-type")) {
                type = header.getValue().asText();
            } else if (!header.getKey().equalsIgnoreCase("content-length")) {
                exchange.set(header.getKey(), header.getValue().asText());
            }
        }
        response.path("cookies").forEach(cookie -> exchange.add("Set-Cookie", cookie.asText()));
        String text = response.path("body").asText("");
        byte[] body = response.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
        exchange.send(response.path("statusCode").asInt(), type, body);
    }

    private static void allow(Exchange exchange, Cors cors, String origin) {
        boolean any = cors.origins().contains("*");
        if (any || cors.origins().contains(origin)) {
            exchange.set("Access-Control-Allow-Origin", any ? "*" : origin);
            set(exchange, "Access-Control-Allow-Methods", cors.methods());
            set(exchange, "Access-Control-Allow-Headers", cors.headers());
            if (cors.maxAge() > 0) {
                exchange.set("Access-Control-Max-Age", Integer.toString(cors.maxAge()));
            }
        }
    }

    private static void set(Exchange exchange, String name, List<String> values) {
        if (!values.isEmpty()) {
            exchange.set(name, String.join(",", values));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
