package io.segmenta.local.stack;

import io.segmenta.local.stack.access.Admission;
import io.segmenta.local.stack.access.Refusal;
import io.segmenta.local.stack.http.Exchange;
import io.segmenta.local.stack.http.Forwarder;
import io.segmenta.local.stack.http.LoopbackGate;
import io.segmenta.local.stack.http.LoopbackServer.Answering;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.storage.BucketCors;
import io.segmenta.local.stack.storage.ObjectKeys;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one port of all AWS services, the value of {@code AWS_ENDPOINT_URL}. A request says by its shape and by the
 * credential scope of its signature which service it means: JSON services name an operation in {@code X-Amz-Target},
 * Lambda and SageMaker Runtime have paths of their own, everything else is S3. Every request must be signed, S3 checks
 * that itself, and allowed to whoever signed it.
 */
final class AwsEndpoint implements AutoCloseable {

    private static final Pattern INVOCATION = Pattern.compile("/endpoints/[^/]+/invocations(-response-stream)?");
    private static final Pattern FUNCTION = Pattern.compile("/2015-03-31/functions/.*");
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/[0-9]{8}/[^/]+/([a-z0-9-]+)/aws4_request");

    /**
     * A head as long as a presigned address with a session; connections idle for longer than any SDK's pool keeps one.
     */
    private static final Limits LIMITS = new Limits(64 * 1024, Duration.ofMinutes(10), Duration.ofSeconds(60));
    private static final Duration S3_SILENCE = Duration.ofMinutes(15);
    /** The most that any of the services but S3 takes. */
    private static final int BODY_LIMIT = 6 * 1024 * 1024;

    private final Services services;
    private final Forwarder s3;
    private final LoopbackServer server;

    private AwsEndpoint(int port, Services services, UnaryOperator<Answering> before) throws IOException {
        this.services = services;
        this.s3 = new Forwarder(services.s3Port(), S3_SILENCE);
        try {
            this.server = LoopbackServer.start(port, LIMITS,
                    new LoopbackGate(services.cors()::allows, before.apply(this::route)));
        } catch (IOException e) {
            s3.close();
            throw e;
        }
    }

    /** What answers each service; {@code s3Port} is forwarded to. */
    record Services(Admission admission, int s3Port, BucketCors cors, Answering sageMaker, Answering sageMakerRuntime,
            Answering lambda, Answering secretsManager, Answering events, Answering emrServerless) {}

    static AwsEndpoint start(int port, Services services) throws IOException {
        return start(port, services, UnaryOperator.identity());
    }

    /** @param before stands before all services */
    static AwsEndpoint start(int port, Services services, UnaryOperator<Answering> before) throws IOException {
        return new AwsEndpoint(port, services, before);
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
            } else if (services.cors().answers(exchange)) {
                return;
            } else if (services.admission().admitsToS3(exchange)) {
                s3.forward(exchange);
            }
        } else {
            exchange.withBody(BODY_LIMIT, body -> admit(exchange, service, body));
        }
    }

    private void admit(Exchange exchange, String service, Optional<byte[]> body) throws IOException {
        if (body.isEmpty()) {
            refuse(exchange, 413, "RequestEntityTooLargeException", "the request is longer than 6 MB");
            return;
        }
        Optional<Refusal> refusal = services.admission().refusal(exchange, body.get(), service);
        if (refusal.isPresent()) {
            refusal.get().answer(exchange);
            return;
        }
        exchange.hold(body.get());
        dispatch(exchange, service);
    }

    private void dispatch(Exchange exchange, String service) throws IOException {
        if (service.equals("lambda")) {
            services.lambda().handle(exchange);
        } else if (service.equals("secretsmanager")) {
            services.secretsManager().handle(exchange);
        } else if (service.equals("events")) {
            services.events().handle(exchange);
        } else if (service.equals("emr-serverless")) {
            services.emrServerless().handle(exchange);
        } else if (exchange.header("X-Amz-Target").isPresent()) {
            services.sageMaker().handle(exchange);
        } else if (isPath(INVOCATION, exchange)) {
            services.sageMakerRuntime().handle(exchange);
        } else {
            refuse(exchange, 404, "UnknownOperationException", service + " is not part of this stack");
        }
    }

    /** Answers for a service that the stack was started without. */
    static void isNotThere(Exchange exchange) {
        refuse(exchange, 404, "UnknownOperationException", "this service is not part of this stack");
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

    private static boolean isPath(Pattern pattern, Exchange exchange) {
        return pattern.matcher(exchange.path().orElse("")).matches();
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
        if (isPath(FUNCTION, exchange)) {
            return "lambda";
        }
        boolean sageMaker = exchange.header("X-Amz-Target").isPresent()
                || (exchange.method().equals("POST") && isPath(INVOCATION, exchange));
        return sageMaker ? "sagemaker" : "s3";
    }

    @Override
    public void close() {
        server.close();
        s3.close();
    }
}
