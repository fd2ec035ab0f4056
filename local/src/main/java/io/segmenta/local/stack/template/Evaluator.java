package io.segmenta.local.stack.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settles CloudFormation's functions within a template: {@code Ref}, {@code Fn::Sub}, {@code Fn::GetAtt},
 * {@code Fn::Join}, {@code Fn::Select}, {@code Fn::Split}, {@code Fn::FindInMap}, {@code Fn::If} and the conditions.
 * Any other function is refused by name. What {@code AWS::NoValue} stands for is left out.
 */
final class Evaluator {

    private static final Object NO_VALUE = new Object();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]+)\\}");

    private final Map<String, Object> template;
    private final Map<String, Object> values;
    private final BinaryOperator<String> attributes;

    /**
     * @param values parameters and pseudo parameters: text, or a list of text
     * @param attributes from the logical id of a resource and the name of an attribute ("Ref" for the reference itself)
     * to its value
     */
    Evaluator(Map<String, Object> template, Map<String, Object> values, BinaryOperator<String> attributes) {
        this.template = template;
        this.values = values;
        this.attributes = attributes;
    }

    /** The value with every function in it settled; null when it stands for no value. */
    @Nullable
    Object settle(@Nullable Object value) {
        Object settled = settleOrNoValue(value);
        return settled == NO_VALUE ? null : settled;
    }

    private @Nullable Object settleOrNoValue(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<Object> settled = new ArrayList<>();
            for (Object element : list) {
                Object one = settleOrNoValue(element);
                if (one != NO_VALUE) {
                    settled.add(one);
                }
            }
            return settled;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        if (map.size() == 1) {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            String name = String.valueOf(only.getKey());
            if (name.equals("Ref") || name.startsWith("Fn::")) {
                return call(name, only.getValue());
            }
        }
        Map<String, Object> settled = new LinkedHashMap<>();
        map.forEach((key, element) -> {
            Object one = settleOrNoValue(element);
            if (one != NO_VALUE) {
                settled.put(String.valueOf(key), one);
            }
        });
        return settled;
    }

    private @Nullable Object call(String name, Object argument) {
        return switch (name) {
            case "Ref" -> reference(String.valueOf(argument));
            case "Fn::Sub" -> substitute(argument);
            case "Fn::GetAtt" -> attribute(argument);
            case "Fn::Join" -> join(list(argument, name));
            case "Fn::Select" -> {
                List<?> arguments = list(argument, name);
                yield list(settle(arguments.get(1)), name)
                        .get(Integer.parseInt(String.valueOf(settle(arguments.get(0)))));
            }
            case "Fn::Split" -> {
                List<?> arguments = list(argument, name);
                yield Arrays.asList(text(arguments.get(1)).split(Pattern.quote(text(arguments.get(0))), -1));
            }
            case "Fn::FindInMap" -> {
                List<?> arguments = list(argument, name);
                yield member(member(member(template, "Mappings"), text(arguments.get(0))), text(arguments.get(1)))
                        .get(text(arguments.get(2)));
            }
            case "Fn::If" -> {
                List<?> arguments = list(argument, name);
                yield settleOrNoValue(arguments.get(condition(String.valueOf(arguments.get(0))) ? 1 : 2));
            }
            case "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or" -> holds(Map.of(name, argument));
            default ->
                throw new IllegalArgumentException("the template uses " + name + ", which this stack does not support");
        };
    }

    private Object reference(String name) {
        if (name.equals("AWS::NoValue")) {
            return NO_VALUE;
        }
        Object value = values.get(name);
        return value == null ? attributes.apply(name, "Ref") : value;
    }

    private String attribute(Object argument) {
        if (argument instanceof String text) {
            int dot = text.indexOf('.');
            return attributes.apply(text.substring(0, dot), text.substring(dot + 1));
        }
        List<?> arguments = list(argument, "Fn::GetAtt");
        return attributes.apply(String.valueOf(arguments.get(0)), String.valueOf(arguments.get(1)));
    }

    private String substitute(Object argument) {
        Map<String, String> own = new LinkedHashMap<>();
        String text;
        if (argument instanceof List<?> arguments) {
            text = String.valueOf(arguments.get(0));
            ((Map<?, ?>) arguments.get(1)).forEach((key, value) -> own.put(String.valueOf(key), text(value)));
        } else {
            text = String.valueOf(argument);
        }
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(2).trim();
            String value;
            if (!matcher.group(1).isEmpty()) {
                value = "${" + name + "}";
            } else if (own.containsKey(name)) {
                value = own.get(name);
            } else if (values.containsKey(name) || name.indexOf('.') < 0) {
                value = String.valueOf(reference(name));
            } else {
                value = attribute(name);
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(result).toString();
    }

    private String join(List<?> arguments) {
        List<String> parts = new ArrayList<>();
        for (Object part : list(settle(arguments.get(1)), "Fn::Join")) {
            parts.add(String.valueOf(part));
        }
        return String.join(text(arguments.get(0)), parts);
    }

    /** Whether the named condition of the template holds. */
    boolean condition(String name) {
        Object condition = member(template, "Conditions").get(name);
        if (condition == null) {
            throw new IllegalArgumentException("the template has no condition " + name);
        }
        return holds(condition);
    }

    private boolean holds(Object condition) {
        Map.Entry<?, ?> call = ((Map<?, ?>) condition).entrySet().iterator().next();
        String name = String.valueOf(call.getKey());
        if (name.equals("Condition")) {
            return condition(String.valueOf(call.getValue()));
        }
        List<?> arguments = list(call.getValue(), name);
        return switch (name) {
            case "Fn::Equals" -> text(arguments.get(0)).equals(text(arguments.get(1)));
            case "Fn::Not" -> !holds(arguments.get(0));
            case "Fn::And" -> arguments.stream().allMatch(this::holds);
            case "Fn::Or" -> arguments.stream().anyMatch(this::holds);
            default -> throw new IllegalArgumentException("the template has a condition with " + name);
        };
    }

    private String text(@Nullable Object value) {
        return String.valueOf(settle(value));
    }

    private static List<?> list(@Nullable Object value, String function) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(function + " takes a list, got " + value);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> member(Map<String, Object> map, String key) {
        Object value = map.get(key);
        return value instanceof Map ? (Map<String, Object>) value : Map.of();
    }
}
