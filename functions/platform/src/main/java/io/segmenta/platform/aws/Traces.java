package io.segmenta.platform.aws;

import io.segmenta.model.json.Json;
import io.segmenta.platform.Environment;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Tells X-Ray of each call of an AWS service that is made while a traced invocation is answered: a subsegment with
 * service, operation, status, begin and end, and nothing of what was asked for. Sent as one datagram to the daemon that
 * Lambda runs beside the function, so a call waits for nobody and fails for nothing. Safe for use by several threads.
 */
final class Traces implements ExecutionInterceptor {
    private static final String HEADER = "{\"format\": \"json\", \"version\": 1}\n";
    private static final String SAMPLED = "1";
    private static final double MILLIS = 1e3;
    private static final int SERVER_FAULT = 500;
    private static final int CLIENT_FAULT = 400;
    private static final ExecutionAttribute<Long> BEGIN = new ExecutionAttribute<>("segmenta.trace.begin");

    private final SocketAddress daemon;
    private final Supplier<String> invocation;
    private final String region;
    private final InstantSource clock;

    /**
     * @param daemon where X-Ray's daemon listens
     * @param invocation the trace header of the invocation that is being answered; empty when there is none
     */
    Traces(SocketAddress daemon, Supplier<String> invocation, String region, InstantSource clock) {
        this.daemon = daemon;
        this.invocation = invocation;
        this.region = region;
        this.clock = clock;
    }

    /** As Lambda tells of its daemon, and Java's runtime of the invocation; empty where nobody listens. */
    static Optional<Traces> of(Environment environment) {
        return environment.optional("AWS_XRAY_DAEMON_ADDRESS").map(Traces::address)
                .filter(daemon -> !daemon.isUnresolved())
                .map(daemon -> new Traces(daemon, () -> System.getProperty("com.amazonaws.xray.traceHeader", ""),
                        environment.region(), InstantSource.system()));
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, Math.max(0, colon)),
                Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        attributes.putAttribute(BEGIN, clock.millis());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        tell(attributes, context.httpResponse());
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        tell(attributes, context.httpResponse().orElse(null));
    }

    private void tell(ExecutionAttributes attributes, @Nullable SdkHttpResponse response) {
        Map<String, String> header = header(invocation.get());
        String trace = header.get("Root");
        String parent = header.get("Parent");
        if (trace != null && parent != null && SAMPLED.equals(header.get("Sampled"))) {
            send(document(trace, parent, attributes, response));
        }
    }

    private Map<String, Object> document(String trace, String parent, ExecutionAttributes attributes,
            @Nullable SdkHttpResponse response) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", String.format(Locale.ROOT, "%016x", ThreadLocalRandom.current().nextLong()));
        document.put("trace_id", trace);
        document.put("parent_id", parent);
        document.put("type", "subsegment");
        document.put("name", attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
        document.put("namespace", "aws");
        document.put("start_time", attributes.getAttribute(BEGIN) / MILLIS);
        document.put("end_time", clock.millis() / MILLIS);
        Map<String, Object> aws = new LinkedHashMap<>();
        aws.put("operation", attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        aws.put("region", region);
        document.put("aws", aws);
        if (response == null) {
            document.put("fault", true);
        } else {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("status", response.statusCode());
            document.put("http", Map.of("response", answer));
            document.put("fault", response.statusCode() >= SERVER_FAULT);
            document.put("error", response.statusCode() >= CLIENT_FAULT && response.statusCode() < SERVER_FAULT);
        }
        return document;
    }

    private void send(Map<String, Object> document) {
        byte[] bytes = (HEADER + new String(Json.write(document), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, daemon));
        } catch (IOException lost) {
            // A trace that is lost is no reason to fail a call.
            return;
        }
    }

    /** The parts of {@code Root=1-…;Parent=…;Sampled=1}. */
    private static Map<String, String> header(String text) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : text.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
            }
        }
        return parts;
    }
}
