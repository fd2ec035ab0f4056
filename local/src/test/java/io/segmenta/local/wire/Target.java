package io.segmenta.local.wire;

import io.segmenta.local.stack.http.RecordedExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the first line of a request names.
 *
 * @param depth of the path: zero for {@code /}, one for {@code /bucket}, two for {@code /bucket/any/key}
 * @param query its parameters, decoded
 */
record Target(int depth, Map<String, String> query) {

    static Target of(RecordedExchange exchange) {
        String[] parts = exchange.target().split("[?]", 2);
        String path = parts[0].substring(1);
        int slash = path.indexOf('/');
        int depth = path.isEmpty() ? 0 : slash < 0 || slash == path.length() - 1 ? 1 : 2;
        Map<String, String> query = new TreeMap<>();
        for (String parameter : parts.length < 2 ? new String[0] : parts[1].split("&", 0)) {
            String[] pair = parameter.split("=", 2);
            query.put(decoded(pair[0]), pair.length < 2 ? "" : decoded(pair[1]));
        }
        return new Target(depth, query);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
