package io.segmenta.local.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.segmenta.local.stack.http.Exchanges;
import io.segmenta.local.stack.http.Forwarder;
import io.segmenta.local.stack.http.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one port of all AWS services, the value of {@code AWS_ENDPOINT_URL}. A request says by its shape and by the
 * credential scope of its signature which service it means: JSON services name an operation in {@code X-Amz-Target},
 * SageMaker Runtime has a path of its own, everything else is S3.
 */
final class AwsEndpoint implements AutoCloseable {

    private static final Pattern INVOCATION = Pattern.compile("/endpoints/[^/]+/invocations(-response-stream)?");
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/[0-9]{8}/[^/]+/([a-z0-9-]+)/aws4_request");

    private final LoopbackServer server;

    private AwsEndpoint(LoopbackServer server) {
        this.server = server;
    }

    /** What answers each service; {@code s3Port} is forwarded to. */
    record Services(int s3Port, HttpHandler sageMaker, HttpHandler sageMakerRuntime, HttpHandler lambda) {}

    static AwsEndpoint start(int port, Services services) throws IOException {
        return new AwsEndpoint(LoopbackServer.start(port, exchange -> route(exchange, services)));
    }

    String url() {
        return server.uri().toString();
    }

    private static void route(HttpExchange exchange, Services services) throws IOException {
        String service = service(exchange);
        if (service.equals("s3")) {
            Forwarder.forward(exchange, services.s3Port(), Duration.ofMinutes(15));
            return;
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null) {
            refuse(exchange, 403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        } else if (!authorization.contains("Credential=" + LocalStack.ACCESS_KEY + "/")) {
            refuse(exchange, 403, "UnrecognizedClientException",
                    "The security token included in the request is invalid.");
        } else if (service.equals("lambda")) {
            services.lambda().handle(exchange);
        } else if (exchange.getRequestHeaders().getFirst("X-Amz-Target") != null) {
            services.sageMaker().handle(exchange);
        } else if (INVOCATION.matcher(exchange.getRequestURI().getPath()).matches()) {
            services.sageMakerRuntime().handle(exchange);
        } else {
            refuse(exchange, 404, "UnknownOperationException", service + " is not part of this stack");
        }
    }

    private static void refuse(HttpExchange exchange, int status, String type, String message) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        Exchanges.send(exchange, status, "application/x-amz-json-1.1",
                "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(type, message).getBytes(StandardCharsets.UTF_8));
    }

    private static String service(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Matcher scope = SCOPE.matcher(authorization == null ? "" : authorization);
        if (scope.find()) {
            return scope.group(1);
        }
        boolean sageMaker = exchange.getRequestHeaders().getFirst("X-Amz-Target") != null
                || exchange.getRequestMethod().equals("POST")
                        && INVOCATION.matcher(exchange.getRequestURI().getPath()).matches();
        return sageMaker ? "sagemaker" : "s3";
    }

    @Override
    public void close() {
        server.close();
    }
}
