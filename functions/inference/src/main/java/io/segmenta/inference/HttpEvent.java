package io.segmenta.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An HTTP request as the HTTP API hands it over (payload format 2.0).
 *
 * @param route      method and path, as {@code POST /predict}
 * @param headers    names in lower case
 * @param parameters of the query
 * @param body       empty when there is none; shared, not copied
 */
record HttpEvent(String route, Map<String, String> headers, Map<String, String> parameters, byte[] body) {

    private static final String NO_EVENT = "not an event of an HTTP API (payload format 2.0)";
    private static final int MAX_BODY_CHARS = 16 << 20;
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(20).maxStringLength(MAX_BODY_CHARS).build()).build();

    /** @throws IOException when the event is not one of an HTTP API */
    static HttpEvent read(InputStream in) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            return read(parser);
        }
    }

    private static HttpEvent read(JsonParser parser) throws IOException {
        expectObject(parser.nextToken());
        String routeKey = "";
        String path = "";
        String method = "";
        Map<String, String> headers = Map.of();
        Map<String, String> parameters = Map.of();
        String body = null;
        boolean base64 = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "routeKey" -> routeKey = parser.getValueAsString("");
                case "rawPath" -> path = parser.getValueAsString("");
                case "headers" -> headers = strings(parser, value, true);
                case "queryStringParameters" -> parameters = strings(parser, value, false);
                case "requestContext" -> method = method(parser, value);
                case "body" -> body = parser.getValueAsString();
                case "isBase64Encoded" -> base64 = parser.getValueAsBoolean();
                default -> parser.skipChildren();
            }
        }
        String route = routeKey.indexOf(' ') > 0 ? routeKey : method + ' ' + path;
        if (route.isBlank()) {
            throw new IOException(NO_EVENT);
        }
        return new HttpEvent(route, headers, parameters, bytes(body, base64));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static byte[] bytes(String body, boolean base64) throws IOException {
        if (body == null) {
            return new byte[0];
        }
        try {
            return base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw new IOException("the event's body is not base64", notBase64);
        }
    }

    private static Map<String, String> strings(JsonParser parser, JsonToken value, boolean lowerCase)
            throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return Map.of();
        }
        expectObject(value);
        Map<String, String> strings = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = lowerCase ? parser.currentName().toLowerCase(Locale.ROOT) : parser.currentName();
            parser.nextToken();
            strings.put(name, parser.getValueAsString(""));
            parser.skipChildren();
        }
        return strings;
    }

    private static String method(JsonParser parser, JsonToken context) throws IOException {
        expectObject(context);
        String method = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("http") && value == JsonToken.START_OBJECT) {
                method = strings(parser, value, false).getOrDefault("method", "");
            } else {
                parser.skipChildren();
            }
        }
        return method;
    }

    private static void expectObject(JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw new IOException(NO_EVENT);
        }
    }
}
