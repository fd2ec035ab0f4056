package io.segmenta.local.stack.storage;

import io.segmenta.local.stack.http.Exchange;
import io.segmenta.local.stack.template.SystemPlan.Bucket;
import io.segmenta.local.stack.template.SystemPlan.CorsRule;
import io.segmenta.local.stack.template.SystemPlan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a bucket's rules let pages of other origins do, as S3 does it: it answers the question that a browser asks
 * before a request (preflight), and says of other answers whether the page may see them. Who may do what with an object
 * is asked all the same.
 */
public final class BucketCors {
    private static final String PREFLIGHT = "OPTIONS";
    private static final String ORIGIN = "Origin";
    private static final String METHOD = "Access-Control-Request-Method";
    private static final String HEADERS = "Access-Control-Request-Headers";
    private static final byte[] FORBIDDEN = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>"
            + "<Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed. This is usually "
            + "because the evalution of Origin, request method / Access-Control-Request-Method or "
            + "Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.</Message></Error>")
            .getBytes(StandardCharsets.UTF_8);

    private final List<Bucket> buckets;
    private final Supplier<List<String>> pages;

    /**
     * The rules of buckets.
     *
     * @param pages the origins that {@link SystemPlan#API_ENDPOINT} stands for
     */
    public BucketCors(List<Bucket> buckets, Supplier<List<String>> pages) {
        this.buckets = List.copyOf(buckets);
        this.pages = pages;
    }

    /** Whether pages of an origin may do anything with any bucket. */
    public boolean allows(String origin) {
        return buckets.stream().flatMap(bucket -> bucket.cors().stream()).anyMatch(rule -> fits(rule, origin));
    }

    /**
     * Answers a preflight. To an answer that is still to come it adds what lets the page see it.
     *
     * @return whether the exchange has been answered
     */
    public boolean answers(Exchange exchange) {
        Optional<String> origin = exchange.header(ORIGIN);
        Optional<String> asked = exchange.header(METHOD);
        boolean preflight = exchange.method().equals(PREFLIGHT) && origin.isPresent() && asked.isPresent();
        Optional<CorsRule> rule = origin.flatMap(from -> rule(exchange, from,
                preflight ? asked.get() : exchange.method()));
        rule.ifPresent(found -> allow(exchange, found, origin.get()));
        if (!preflight) {
            return false;
        }
        exchange.send(rule.isPresent() ? 200 : 403, rule.isPresent() ? null : "application/xml",
                rule.isPresent() ? new byte[0] : FORBIDDEN);
        return true;
    }

    private Optional<CorsRule> rule(Exchange exchange, String origin, String method) {
        String[] path = exchange.path().orElse("/").split("/", 3);
        List<String> headers = Stream.of(exchange.header(HEADERS).orElse("").toLowerCase(Locale.ROOT).split(",", 0))
                .map(String::strip).filter(name -> !name.isEmpty()).toList();
        return buckets.stream().filter(bucket -> path.length > 1 && bucket.name().equals(path[1]))
                .flatMap(bucket -> bucket.cors().stream())
                .filter(rule -> fits(rule, origin) && rule.methods().contains(method) && takes(rule, headers))
                .findFirst();
    }

    private boolean fits(CorsRule rule, String origin) {
        return rule.origins().contains("*") || rule.origins().contains(origin)
                || (rule.origins().contains(SystemPlan.API_ENDPOINT) && pages.get().contains(origin));
    }

    private static boolean takes(CorsRule rule, List<String> headers) {
        List<String> allowed = rule.headers().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return allowed.contains("*") || allowed.containsAll(headers);
    }

    private static void allow(Exchange exchange, CorsRule rule, String origin) {
        exchange.set("Access-Control-Allow-Origin", rule.origins().contains("*") ? "*" : origin);
        exchange.set("Access-Control-Allow-Methods", String.join(", ", rule.methods()));
        exchange.header(HEADERS).ifPresent(headers -> exchange.set("Access-Control-Allow-Headers", headers));
        if (!rule.exposed().isEmpty()) {
            exchange.set("Access-Control-Expose-Headers", String.join(", ", rule.exposed()));
        }
        if (rule.maxAge() > 0) {
            exchange.set("Access-Control-Max-Age", Integer.toString(rule.maxAge()));
        }
        exchange.set("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    }
}
