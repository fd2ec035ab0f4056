package io.segmenta.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the records of a layout from what was given, checking every value. */
final class Binder {
    /** What stands for a value that is found. */
    static final String AUTO = "auto";

    private final Layout layout;
    private final Assignments given;
    private final Problems problems;
    private final ValueReader values;

    Binder(Layout layout, Assignments given, Problems problems) {
        this.layout = layout;
        this.given = given;
        this.problems = problems;
        this.values = new ValueReader(problems);
    }

    <T extends Record> T bind(Class<T> type) {
        return type.cast(section(type, ""));
    }

    private Object section(Class<?> type, String prefix) {
        int before = problems.all().size();
        List<RecordComponent> components = Layout.components(type);
        Object[] arguments = new Object[components.size()];
        for (int i = 0; i < arguments.length; i++) {
            RecordComponent component = components.get(i);
            Layout.Key key = layout.find(prefix + Layout.snakeCase(component.getName())).orElseThrow();
            arguments[i] = key.isSection() ? section(component.getType(), key.path() + ".") : setting(key);
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
        return written.flatMap(found -> values.read(found, found.path(), key, type))
                .orElseGet(() -> layout.initial(key, () -> initial(key, type)));
    }

    /** The default, read by the same rules; a fault in it is the programmer's. */
    private static Object initial(Layout.Key key, Type type) {
        Problems faults = new Problems();
        ValueReader reader = new ValueReader(faults);
        return YamlText.override("default", key, key.setting().initial(), faults)
                .flatMap(node -> reader.read(new Assignments.Given("default", key.path(), node), key.path(), key, type))
                .filter(value -> faults.isEmpty()).orElseThrow(() -> new IllegalStateException(
                        "the default of " + key.path() + " is not valid: " + faults.all()));
    }

    private Object map(Layout.Key key, ParameterizedType type) {
        Map<String, Object> map = new TreeMap<>();
        given.entries(key.path()).forEach((name, found) -> {
            values.read(found, found.path(), key, type.getActualTypeArguments()[1])
                    .ifPresent(value -> map.put(name, value));
        });
        return Collections.unmodifiableMap(map);
    }

    static boolean isWhole(Class<?> type) {
        return type == int.class || type == long.class || type == Integer.class;
    }

    /** A number with or without a fraction; boxed in a list. */
    static boolean isFraction(Class<?> type) {
        return type == double.class || type == Double.class;
    }

    static String spelling(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(java.util.Locale.ROOT);
    }

    static List<String> choices(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Binder::spelling).toList();
    }

    static String bound(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static Object construct(Class<?> type, List<RecordComponent> components, Object[] arguments) {
        Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot create " + type.getName(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + type.getName(), e);
        }
    }
}
