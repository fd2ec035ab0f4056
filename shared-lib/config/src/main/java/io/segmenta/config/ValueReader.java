package io.segmenta.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads what was given for a setting as a value of its type, within its bounds. */
final class ValueReader {
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,19}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,4})?");

    private final Problems problems;

    ValueReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads the value of a setting.
     *
     * @param path the key as it was given, an entry of a map included
     * @return the value; nothing when it is a problem, which has been noted
     */
    Optional<Object> read(Assignments.Given found, String path, Layout.Key key, Type type) {
        if (!(type instanceof ParameterizedType list)) {
            return Optional.ofNullable(scalar(found, path, key, (Class<?>) type));
        }
        if (list.getRawType() == Optional.class) {
            boolean auto = found.node() instanceof ScalarNode scalar && scalar.getValue().equals(Binder.AUTO);
            return Optional.of(auto ? Optional.empty()
                    : Optional.ofNullable(scalar(found, path, key, (Class<?>) list.getActualTypeArguments()[0])));
        }
        if (!(found.node() instanceof SequenceNode sequence)) {
            problems.add(found.source(), path, "must be a list, got %s", YamlText.describe(found.node()));
            return Optional.empty();
        }
        List<Object> items = new ArrayList<>();
        int index = 0;
        for (Node item : sequence.getValue()) {
            Object value = scalar(new Assignments.Given(found.source(), path, item), path + "[" + index++ + "]", key,
                    (Class<?>) list.getActualTypeArguments()[0]);
            if (value != null) {
                items.add(value);
            }
        }
        return Optional.of(List.copyOf(items));
    }

    /** The value, or null when it is a problem. */
    private @Nullable Object scalar(Assignments.Given found, String path, Layout.Key key, Class<?> type) {
        Node node = found.node();
        String expected = expected(key, type);
        if (!(node instanceof ScalarNode scalar) || YamlText.isNothing(node)) {
            problems.add(found.source(), path, "must be %s, got %s", expected, YamlText.describe(node));
            return null;
        }
        Object value = parse(scalar.getValue(), key.setting(), type);
        if (value == null) {
            problems.add(found.source(), path, "must be %s, got %s", expected, YamlText.describe(node));
            return null;
        }
        if (value instanceof Number number && !inRange(number.doubleValue(), key.setting())) {
            boolean low = number.doubleValue() < key.setting().min();
            problems.add(found.source(), path, "must be %s %s, got %s", low ? ">=" : "<=",
                    Binder.bound(low ? key.setting().min() : key.setting().max()), scalar.getValue());
            return null;
        }
        return value;
    }

    private static @Nullable Object parse(String text, Setting setting, Class<?> type) {
        if (type == String.class) {
            boolean printable = text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\t');
            return printable && (setting.pattern().isEmpty() || Pattern.matches(setting.pattern(), text)) ? text : null;
        } else if (type == boolean.class) {
            return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
        } else if (Binder.isFraction(type)) {
            return NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text))
                    ? Double.valueOf(text)
                    : null;
        } else if (Binder.isWhole(type)) {
            return whole(text, type);
        } else if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).filter(constant -> Binder.spelling(constant).equals(text))
                    .findFirst().orElse(null);
        }
        throw new IllegalStateException("no setting can have the type " + type.getName());
    }

    private static @Nullable Object whole(String text, Class<?> type) {
        if (!WHOLE.matcher(text).matches()) {
            return null;
        }
        try {
            if (type == long.class) {
                return Long.valueOf(text);
            }
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean inRange(double value, Setting setting) {
        return value >= setting.min() && value <= setting.max();
    }

    private static String expected(Layout.Key key, Class<?> type) {
        if (type == String.class) {
            return key.setting().expected().isEmpty() ? "text" : key.setting().expected();
        } else if (type == boolean.class) {
            return "true or false";
        } else if (Binder.isFraction(type)) {
            return "a number";
        } else if (type.isEnum()) {
            return "one of " + (key.mayBeAuto() ? with(Binder.choices(type), Binder.AUTO) : Binder.choices(type));
        }
        return "a whole number";
    }

    private static List<String> with(List<String> choices, String other) {
        return Stream.concat(choices.stream(), Stream.of(other)).toList();
    }
}
