package io.segmenta.local.stack.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.access.Admission.Signer;
import io.segmenta.local.stack.http.Exchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The event of an HTTP API's Lambda proxy integration, payload format 2.0. */
final class ProxyEvent {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ProxyEvent() {}

    static ObjectNode of(Exchange exchange, RouteTable.Match match, byte[] body, String requestId, String account) {
        String method = exchange.method();
        String path = exchange.path().orElseThrow();
        String query = exchange.query();
        String routeKey = match.route().method().equals("ANY") && match.route().path().equals("/{proxy+}")
                ? "$default"
                : match.route().method() + " " + match.route().path();
        Map<String, String> headers = headers(exchange);
        ObjectNode event = JSON.createObjectNode().put("version", "2.0").put("routeKey", routeKey)
                .put("rawPath", path).put("rawQueryString", query);
        exchange.headers().getValuesList("Cookie")
                .forEach(line -> List.of(line.split("; *")).forEach(event.withArray("cookies")::add));
        headers.remove("cookie");
        headers.forEach(event.putObject("headers")::put);
        Map<String, String> parameters = parameters(query);
        if (!parameters.isEmpty()) {
            parameters.forEach(event.putObject("queryStringParameters")::put);
        }
        Instant now = Instant.now();
        ObjectNode context = event.putObject("requestContext").put("accountId", account).put("apiId", "local")
                .put("domainName", headers.getOrDefault("host", "127.0.0.1")).put("domainPrefix", "local");
        context.putObject("http").put("method", method).put("path", path).put("protocol", "HTTP/1.1")
                .put("sourceIp", exchange.clientAddress())
                .put("userAgent", headers.getOrDefault("user-agent", ""));
        context.put("requestId", requestId).put("routeKey", routeKey).put("stage", "$default")
                .put("time", TIME.format(now)).put("timeEpoch", now.toEpochMilli());
        if (!match.variables().isEmpty()) {
            match.variables().forEach(event.putObject("pathParameters")::put);
        }
        boolean text = isText(headers.get("content-type"));
        if (body.length > 0) {
            event.put("body", text
                    ? new String(body, StandardCharsets.UTF_8)
                    : Base64.getEncoder().encodeToString(body));
        }
        return event.put("isBase64Encoded", body.length > 0 && !text);
    }

    /** The same of a request that somebody signed. */
    static ObjectNode signedBy(Signer signer, String account, ObjectNode event) {
        event.withObjectProperty("requestContext").putObject("authorizer").putObject("iam")
                .put("accessKey", signer.keyId()).put("accountId", account).put("callerId", signer.id())
                .put("userId", signer.id()).put("userArn", signer.arn());
        return event;
    }

    /** The content types that an HTTP API hands on as text. */
    static boolean isText(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = mediaType(contentType).toLowerCase(Locale.ROOT);
        return type.startsWith("text/") || type.equals("application/json") || type.endsWith("+json")
                || type.equals("application/javascript") || type.equals("application/xml") || type.endsWith("+xml");
    }

    /** What stands before the parameters; empty when nothing does. */
    static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters)).trim();
    }

    private static Map<String, String> headers(Exchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        exchange.headers().forEach(field -> headers.merge(field.getLowerCaseName(), field.getValue(),
                (first, next) -> first + "," + next));
        return headers;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (!query.isEmpty()) {
            for (String pair : query.split("&", 0)) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                values.computeIfAbsent(name, absent -> new ArrayList<>())
                        .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        values.forEach((name, all) -> parameters.put(name, String.join(",", all)));
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
