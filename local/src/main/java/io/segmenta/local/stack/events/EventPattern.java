package io.segmenta.local.stack.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of an EventBridge rule.
 * <p>
 * Fields of the pattern must all match; the elements of a list are alternatives; an event's array matches when one of
 * its elements does. Known filters: exact value, {@code prefix}, {@code suffix}, {@code equals-ignore-case},
 * {@code wildcard}, {@code anything-but} (values, {@code prefix}, {@code suffix}), {@code exists}, {@code numeric}, and
 * {@code $or}. An unknown one is refused when the pattern is made.
 */
public final class EventPattern {

    private final Map<String, Object> pattern;

    /** Takes the pattern as plain maps, lists and scalars. */
    public EventPattern(Map<String, Object> pattern) {
        this.pattern = pattern;
        check(pattern);
    }

    /** Whether the event is one the rule takes. */
    public boolean matches(JsonNode event) {
        return matchesFields(pattern, event);
    }

    private static boolean matchesFields(Map<?, ?> fields, JsonNode event) {
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            String name = String.valueOf(field.getKey());
            if (name.equals("$or")) {
                if (((List<?>) field.getValue()).stream().noneMatch(one -> matchesFields((Map<?, ?>) one, event))) {
                    return false;
                }
                continue;
            }
            JsonNode value = event.path(name);
            boolean holds = field.getValue() instanceof Map<?, ?> inner
                    ? matchesFields(inner, value)
                    : matchesAny((List<?>) field.getValue(), value);
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static boolean matchesAny(List<?> alternatives, JsonNode value) {
        for (Object alternative : alternatives) {
            if (value.isArray()) {
                for (JsonNode element : value) {
                    if (matchesOne(alternative, element)) {
                        return true;
                    }
                }
            } else if (matchesOne(alternative, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matchesOne(Object alternative, JsonNode value) {
        if (!(alternative instanceof Map<?, ?> filter)) {
            return equal(alternative, value);
        }
        Map.Entry<?, ?> only = filter.entrySet().iterator().next();
        Object argument = only.getValue();
        return switch (String.valueOf(only.getKey())) {
            case "exists" -> Boolean.parseBoolean(String.valueOf(argument)) != (value instanceof MissingNode);
            case "prefix" -> value.isTextual() && hasPrefix(argument, value.textValue());
            case "suffix" -> value.isTextual() && hasSuffix(argument, value.textValue());
            case "equals-ignore-case" -> value.isTextual()
                    && value.textValue().equalsIgnoreCase(String.valueOf(argument));
            case "wildcard" -> value.isTextual() && wildcard(String.valueOf(argument)).matcher(value.textValue())
                    .matches();
            case "anything-but" -> !value.isMissingNode() && !excluded(argument, value);
            case "numeric" -> value.isNumber() && inRange((List<?>) argument, value.doubleValue());
            default -> throw new IllegalStateException("unchecked filter " + only.getKey());
        };
    }

    private static boolean excluded(Object argument, JsonNode value) {
        if (argument instanceof List<?> list) {
            return list.stream().anyMatch(one -> equal(one, value));
        }
        if (argument instanceof Map<?, ?> filter) {
            Map.Entry<?, ?> only = filter.entrySet().iterator().next();
            List<?> arguments = only.getValue() instanceof List<?> list ? list : List.of(only.getValue());
            return arguments.stream().anyMatch(one -> matchesOne(Map.of(only.getKey(), one), value));
        }
        return equal(argument, value);
    }

    private static boolean equal(@Nullable Object expected, JsonNode value) {
        if (expected == null) {
            return value.isNull();
        }
        if (expected instanceof Number number) {
            return value.isNumber() && value.doubleValue() == number.doubleValue();
        }
        if (expected instanceof Boolean flag) {
            return value.isBoolean() && value.booleanValue() == flag;
        }
        return value.isTextual() && value.textValue().equals(expected);
    }

    private static boolean hasPrefix(Object argument, String text) {
        return argument instanceof Map<?, ?> ignoreCase
                ? lower(text).startsWith(lower(ignoreCase.get("equals-ignore-case")))
                : text.startsWith(String.valueOf(argument));
    }

    private static boolean hasSuffix(Object argument, String text) {
        return argument instanceof Map<?, ?> ignoreCase
                ? lower(text).endsWith(lower(ignoreCase.get("equals-ignore-case")))
                : text.endsWith(String.valueOf(argument));
    }

    private static String lower(@Nullable Object text) {
        return String.valueOf(text).toLowerCase(Locale.ROOT);
    }

    private static Pattern wildcard(String text) {
        return Pattern.compile("\\Q" + text.replace("*", "\\E.*\\Q") + "\\E", Pattern.DOTALL);
    }

    private static boolean inRange(List<?> bounds, double value) {
        for (int i = 0; i < bounds.size(); i += 2) {
            double bound = ((Number) bounds.get(i + 1)).doubleValue();
            boolean holds = switch (String.valueOf(bounds.get(i))) {
                case "=" -> value == bound;
                case "<" -> value < bound;
                case "<=" -> value <= bound;
                case ">" -> value > bound;
                case ">=" -> value >= bound;
                default -> throw new IllegalStateException("unchecked comparison " + bounds.get(i));
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static void check(Map<?, ?> fields) {
        fields.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                check(inner);
            } else if (!(value instanceof List<?> list) || list.isEmpty()) {
                throw new IllegalArgumentException("field " + name + " of an event pattern must be a list or a map");
            } else if (name.equals("$or")) {
                list.forEach(one -> check((Map<?, ?>) one));
            } else {
                list.forEach(one -> checkFilter(String.valueOf(name), one));
            }
        });
    }

    private static void checkFilter(String field, Object filter) {
        if (filter instanceof Map<?, ?> map) {
            List<String> known = List.of("exists", "prefix", "suffix", "equals-ignore-case", "wildcard",
                    "anything-but", "numeric");
            if (map.size() != 1 || !known.contains(String.valueOf(map.keySet().iterator().next()))) {
                throw new IllegalArgumentException(
                        "field " + field + " of an event pattern: filter must be one of " + known + ", got " + map);
            }
        }
    }
}
