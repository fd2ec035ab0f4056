package io.segmenta.api.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path of a route, such as {@code /datasets/{d}/models/{v}}. A last part such as {@code {name+}} takes all that is
 * left, of which there must be something.
 */
public final class PathPattern {
    private final String text;
    private final List<String> parts;

    private PathPattern(String text) {
        this.text = text;
        this.parts = List.of(text.substring(1).split("/", -1));
    }

    /** The pattern that a text writes down; it begins with a slash. */
    public static PathPattern of(String text) {
        return new PathPattern(text);
    }

    /** The values of its parameters, decoded; empty when the path is another one. */
    Optional<Map<String, String>> match(String path) {
        String[] given = path.substring(Math.min(1, path.length())).split("/", -1);
        boolean greedy = parts.getLast().endsWith("+}");
        if (greedy ? given.length < parts.size() : given.length != parts.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (!part.startsWith("{")) {
                if (!part.equals(given[i])) {
                    return Optional.empty();
                }
                continue;
            }
            boolean rest = part.endsWith("+}");
            String value = rest ? String.join("/", List.of(given).subList(i, given.length)) : given[i];
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(part.substring(1, part.length() - (rest ? 2 : 1)), decoded(value));
        }
        return Optional.of(values);
    }

    /** How many of its parts are given, of two patterns of one path the better one has more. */
    long literals() {
        return parts.stream().filter(part -> !part.startsWith("{")).count();
    }

    /** A plus sign is itself in a path. */
    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return part;
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
