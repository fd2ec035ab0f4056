package io.segmenta.local.wire;

import io.segmenta.local.stack.http.RecordedExchange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.RequiredTrait;

/**
 * Holds a request and its answer against the shapes of AWS's service models: members that the operation does not have,
 * members that are missing, values of another type or none of the enumeration, errors that the operation does not
 * declare. The models say nothing of what a value means, of patterns and of lengths; the stack's own tests do.
 */
final class WireContract {
    /**
     * What HTTP, signatures and the SDKs add to a request of any service. The SDK for Java sends the last two with
     * every read of S3: how it would have the answer's checksum, and the one of its own empty body.
     */
    private static final Set<String> REQUEST_HEADERS = Set.of("host", "user-agent", "authorization", "content-type",
            "content-length", "content-encoding", "accept", "accept-encoding", "connection", "expect",
            "transfer-encoding", "cache-control", "pragma", "te", "amz-sdk-invocation-id", "amz-sdk-request",
            "x-amz-date", "x-amz-security-token", "x-amz-content-sha256", "x-amz-target",
            "x-amz-decoded-content-length", "x-amz-trailer", "x-amz-user-agent", "x-amzn-trace-id", "x-amz-te",
            "x-amz-checksum-crc32");
    private static final Set<String> ANSWER_HEADERS = Set.of("date", "server", "connection", "keep-alive",
            "content-length", "content-type", "transfer-encoding", "x-amz-request-id", "x-amz-id-2",
            "x-amzn-requestid");
    /** What browsers send and are told, of which the models say nothing: pages fetch from S3 too. */
    private static final Pattern OF_BROWSERS = Pattern
            .compile("origin|referer|accept-language|priority|vary|sec-.+|access-control-.+");
    private static final String PREFLIGHT = "access-control-request-method";
    /** What the local stack understands beyond AWS, each told where it is read. */
    private static final Set<String> OWN_HEADERS = Set.of("x-segmenta-repeated-request");
    private static final Set<String> PRESIGNED = Set.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date",
            "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Signature", "X-Amz-Security-Token");

    private WireContract() {}

    /** Everything that is wrong in the exchange; empty when both keep to the models. */
    static List<String> check(RecordedExchange exchange) {
        Findings findings = new Findings(exchange.method() + ' ' + exchange.target());
        if (exchange.method().equals("OPTIONS") && exchange.requestHeaders().containsKey(PREFLIGHT)) {
            return findings.all();
        }
        Optional<AwsService> service = AwsService.of(exchange);
        if (service.isEmpty()) {
            if (exchange.status() < 400) {
                findings.add("request", "is signed for no service of the stack and answered all the same");
            }
            return findings.all();
        }
        Optional<Operation> operation = service.get().operation(exchange);
        if (operation.isEmpty()) {
            findings.add("request", "is no operation of " + service.get().code());
            return findings.all();
        }
        return check(exchange, operation.get());
    }

    /** The operation that the exchange is about, as {@code s3.PutObject}. */
    static Optional<String> operation(RecordedExchange exchange) {
        return AwsService.of(exchange).flatMap(service -> service.operation(exchange))
                .map(operation -> operation.service().code() + '.' + operation.name());
    }

    private static List<String> check(RecordedExchange exchange, Operation operation) {
        Findings findings = new Findings(operation.service().code() + '.' + operation.name());
        request(exchange, operation, findings);
        if (exchange.status() >= 400) {
            Errors.check(exchange, operation, findings);
        } else {
            answer(exchange, operation, findings);
        }
        return findings.all();
    }

    private static void request(RecordedExchange exchange, Operation operation, Findings findings) {
        Shape shape = operation.request();
        headers("request", exchange.requestHeaders(), shape, REQUEST_HEADERS, findings);
        query(Target.of(exchange).query(), operation, findings);
        if (!operation.streamsRequest()) {
            body("request", exchange.requestBody(), operation, shape, findings);
        }
    }

    private static void answer(RecordedExchange exchange, Operation operation, Findings findings) {
        headers("answer", exchange.answerHeaders(), operation.answer(), ANSWER_HEADERS, findings);
        boolean bytes = operation.streamsAnswer() && exchange.status() < 300;
        if (!bytes) {
            body("answer", exchange.answerBody(), operation, operation.answer(), findings);
        }
    }

    private static void headers(String place, Map<String, String> headers, Shape shape, Set<String> general,
            Findings findings) {
        Map<String, SdkField<?>> members = shape.at(MarshallLocation.HEADER);
        headers.forEach((name, value) -> {
            Optional<SdkField<?>> member = members.values().stream().filter(field -> names(field, name)).findFirst();
            if (member.isPresent()) {
                Texts.check(place + " header " + name, value, shape, member.get(), findings);
            } else if (!general.contains(name) && !OWN_HEADERS.contains(name) && !OF_BROWSERS.matcher(name).matches()) {
                findings.add(place, shape.name() + " has no header " + name);
            }
        });
        for (SdkField<?> field : members.values()) {
            boolean isThere = headers.keySet().stream().anyMatch(name -> names(field, name));
            if (!isThere && field.containsTrait(RequiredTrait.class)) {
                findings.add(place, shape.name() + " needs the header " + field.locationName());
            }
        }
    }

    /** A map is several headers that begin alike. */
    private static boolean names(SdkField<?> field, String header) {
        String name = field.locationName().toLowerCase(Locale.ROOT);
        return field.marshallingType().getKnownType() == MarshallingKnownType.MAP
                ? header.startsWith(name)
                : header.equals(name);
    }

    private static void query(Map<String, String> query, Operation operation, Findings findings) {
        Map<String, SdkField<?>> members = operation.request().at(MarshallLocation.QUERY_PARAM);
        Set<String> words = operation.service() == AwsService.S3 ? S3Operations.words(operation) : Set.of();
        query.forEach((name, value) -> {
            SdkField<?> member = members.get(name);
            if (member != null) {
                Texts.check("request parameter " + name, value, operation.request(), member, findings);
            } else if (!words.contains(name) && !PRESIGNED.contains(name)) {
                findings.add("request", operation.request().name() + " has no parameter " + name);
            }
        });
    }

    private static void body(String place, String body, Operation operation, Shape shape, Findings findings) {
        Optional<SdkField<?>> whole = shape.body();
        if (whole.isPresent() && whole.get().marshallingType().getKnownType() != MarshallingKnownType.SDK_POJO) {
            return;
        }
        Shape described = whole.<Shape>map(Shape::of).orElse(shape);
        boolean isDescribed = !described.at(MarshallLocation.PAYLOAD).isEmpty();
        boolean json = operation.service() != AwsService.S3;
        if (json) {
            new JsonBody(operation.service(), findings).check(place, body, described, Set.of());
        } else if (isDescribed && !body.isEmpty()) {
            new XmlBody(findings).check(place, body, described);
        } else if (!isDescribed && !body.isEmpty()) {
            findings.add(place, shape.name() + " has no body");
        }
    }
}
