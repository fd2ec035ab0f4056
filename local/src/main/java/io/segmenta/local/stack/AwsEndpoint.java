package io.segmenta.local.stack;

import io.segmenta.local.stack.http.Exchange;
import io.segmenta.local.stack.http.Forwarder;
import io.segmenta.local.stack.http.LoopbackServer.Answering;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.storage.ObjectKeys;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
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

    /**
     * A head as long as a presigned address with a session; connections idle for longer than any SDK's pool keeps one.
     */
    private static final Limits LIMITS = new Limits(64 * 1024, Duration.ofMinutes(10), Duration.ofSeconds(60));
    private static final Duration S3_SILENCE = Duration.ofMinutes(15);

    private final Services services;
    private final Forwarder s3;
    private final LoopbackServer server;

    private AwsEndpoint(int port, Services services) throws IOException {
        this.services = services;
        this.s3 = new Forwarder(services.s3Port(), S3_SILENCE);
        try {
            this.server = LoopbackServer.start(port, LIMITS, this::route);
        } catch (IOException e) {
            s3.close();
            throw e;
        }
    }

    /** What answers each service; {@code s3Port} is forwarded to. */
    record Services(int s3Port, Answering sageMaker, Answering sageMakerRuntime, Answering lambda) {}

    static AwsEndpoint start(int port, Services services) throws IOException {
        return new AwsEndpoint(port, services);
    }

    String url() {
        return server.uri().toString();
    }

    private void route(Exchange exchange) throws IOException {
        String service = service(exchange);
        if (service.equals("s3")) {
            Optional<ObjectKeys.Refusal> refusal = exchange.path().flatMap(ObjectKeys::refusal)
                    .or(() -> copied(exchange).flatMap(ObjectKeys::refusal));
            if (refusal.isPresent()) {
                refuse(exchange, refusal.get());
            } else {
                s3.forward(exchange);
            }
            return;
        }
        Optional<String> authorization = exchange.header("Authorization");
        if (authorization.isEmpty()) {
            refuse(exchange, 403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        } else if (!authorization.get().contains("Credential=" + LocalStack.ACCESS_KEY + "/")) {
            refuse(exchange, 403, "UnrecognizedClientException",
                    "The security token included in the request is invalid.");
        } else if (service.equals("lambda")) {
            services.lambda().handle(exchange);
        } else if (exchange.header("X-Amz-Target").isPresent()) {
            services.sageMaker().handle(exchange);
        } else if (isInvocation(exchange)) {
            services.sageMakerRuntime().handle(exchange);
        } else {
            refuse(exchange, 404, "UnknownOperationException", service + " is not part of this stack");
        }
    }

    private static void refuse(Exchange exchange, ObjectKeys.Refusal refusal) {
        exchange.set("Connection", "close");
        exchange.send(400, "application/xml", ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>"
                + refusal.code() + "</Code><Message>" + refusal.message().replace("\"", "&quot;")
                + "</Message></Error>").getBytes(StandardCharsets.UTF_8));
    }

    /** The object that is to be copied. */
    private static Optional<String> copied(Exchange exchange) {
        return exchange.header("x-amz-copy-source").map(source -> {
            int query = source.indexOf('?');
            String path = query < 0 ? source : source.substring(0, query);
            try {
                String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
                return decoded.startsWith("/") ? decoded : "/" + decoded;
            } catch (IllegalArgumentException malformed) {
                return path;
            }
        });
    }

    private static boolean isInvocation(Exchange exchange) {
        return INVOCATION.matcher(exchange.path().orElse("")).matches();
    }

    private static void refuse(Exchange exchange, int status, String type, String message) {
        exchange.set("x-amzn-ErrorType", type);
        exchange.send(status, "application/x-amz-json-1.1",
                "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(type, message).getBytes(StandardCharsets.UTF_8));
    }

    private static String service(Exchange exchange) {
        Matcher scope = SCOPE.matcher(exchange.header("Authorization").orElse(""));
        if (scope.find()) {
            return scope.group(1);
        }
        boolean sageMaker = exchange.header("X-Amz-Target").isPresent()
                || (exchange.method().equals("POST") && isInvocation(exchange));
        return sageMaker ? "sagemaker" : "s3";
    }

    @Override
    public void close() {
        server.close();
        s3.close();
    }
}
