package io.segmenta.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Makes the records of a layout from what was given, checking every value. */
final class Binder {
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,19}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,4})?");

    /** What stands for a value that is found. */
    static final String AUTO = "auto";

    private final Layout layout;
    private final Assignments given;
    private final Problems problems;

    Binder(Layout layout, Assignments given, Problems problems) {
        this.layout = layout;
        this.given = given;
        this.problems = problems;
    }

    <T extends Record> T bind(Class<T> type) {
        return type.cast(section(type, ""));
    }

    private Object section(Class<?> type, String prefix) {
        int before = problems.all().size();
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Layout.Key key = layout.find(prefix + Layout.snakeCase(components[i].getName())).orElseThrow();
            arguments[i] = key.isSection() ? section(components[i].getType(), key.path() + ".") : setting(key);
        }
        Object section = construct(type, components, arguments);
        // Disagreements between values that are themselves wrong would only confuse.
        if (section instanceof CrossChecked checked && problems.all().size() == before) {
            String source = given.lastSource(prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1));
            checked.check((key, problem) -> problems.add(source, prefix + key, "%s", problem));
        }
        return section;
    }

    private Object setting(Layout.Key key) {
        Type type = key.component().getGenericType();
        if (key.isMap()) {
            return map(key, (ParameterizedType) type);
        }
        Optional<Assignments.Given> written = given.value(key.path());
        Object value = written.map(found -> convert(found, found.path(), key, type)).orElse(null);
        return value == null ? initial(key, type) : value;
    }

    /** The default, read by the same rules; a fault in it is the programmer's. */
    private static Object initial(Layout.Key key, Type type) {
        Problems faults = new Problems();
        Binder binder = new Binder(null, null, faults);
        Object value = YamlText.override("default", key, key.setting().initial(), faults)
                .map(node -> binder.convert(new Assignments.Given("default", key.path(), node), key.path(), key, type))
                .orElse(null);
        if (value == null || !faults.isEmpty()) {
            throw new IllegalStateException("the default of " + key.path() + " is not valid: " + faults.all());
        }
        return value;
    }

    private Object map(Layout.Key key, ParameterizedType type) {
        Map<String, Object> map = new TreeMap<>();
        given.entries(key.path()).forEach((name, found) -> {
            Object value = convert(found, found.path(), key, type.getActualTypeArguments()[1]);
            if (value != null) {
                map.put(name, value);
            }
        });
        return Collections.unmodifiableMap(map);
    }

    private Object convert(Assignments.Given found, String path, Layout.Key key, Type type) {
        if (!(type instanceof ParameterizedType list)) {
            return scalar(found, path, key, (Class<?>) type);
        }
        if (list.getRawType() == Optional.class) {
            boolean auto = found.node() instanceof ScalarNode scalar && scalar.getValue().equals(AUTO);
            return auto ? Optional.empty()
                    : Optional.ofNullable(scalar(found, path, key, (Class<?>) list.getActualTypeArguments()[0]));
        }
        if (!(found.node() instanceof SequenceNode sequence)) {
            problems.add(found.source(), path, "must be a list, got %s", YamlText.describe(found.node()));
            return null;
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
        return List.copyOf(items);
    }

    /** The value, or null when it is a problem. */
    private Object scalar(Assignments.Given found, String path, Layout.Key key, Class<?> type) {
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
                    bound(low ? key.setting().min() : key.setting().max()), scalar.getValue());
            return null;
        }
        return value;
    }

    private static Object parse(String text, Setting setting, Class<?> type) {
        if (type == String.class) {
            boolean printable = text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\t');
            return printable && (setting.pattern().isEmpty() || Pattern.matches(setting.pattern(), text)) ? text : null;
        } else if (type == boolean.class) {
            return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
        } else if (isFraction(type)) {
            return NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text))
                    ? Double.valueOf(text)
                    : null;
        } else if (isWhole(type)) {
            return whole(text, type);
        } else if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).filter(constant -> spelling(constant).equals(text))
                    .findFirst().orElse(null);
        }
        throw new IllegalStateException("no setting can have the type " + type.getName());
    }

    static boolean isWhole(Class<?> type) {
        return type == int.class || type == long.class || type == Integer.class;
    }

    /** A number with or without a fraction; boxed in a list. */
    static boolean isFraction(Class<?> type) {
        return type == double.class || type == Double.class;
    }

    private static Object whole(String text, Class<?> type) {
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

    static String spelling(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(java.util.Locale.ROOT);
    }

    static List<String> choices(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Binder::spelling).toList();
    }

    private static List<String> with(List<String> choices, String other) {
        return Stream.concat(choices.stream(), Stream.of(other)).toList();
    }

    static String bound(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String expected(Layout.Key key, Class<?> type) {
        if (type == String.class) {
            return key.setting().expected().isEmpty() ? "a text" : key.setting().expected();
        } else if (type == boolean.class) {
            return "true or false";
        } else if (isFraction(type)) {
            return "a number";
        } else if (type.isEnum()) {
            return "one of " + (key.mayBeAuto() ? with(choices(type), AUTO) : choices(type));
        }
        return "a whole number";
    }

    private static Object construct(Class<?> type, RecordComponent[] components, Object[] arguments) {
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot make " + type.getName(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + type.getName(), e);
        }
    }
}
