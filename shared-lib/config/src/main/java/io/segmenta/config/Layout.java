package io.segmenta.config;

import io.segmenta.model.base.Nearest;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The keys that a record type defines, in order: its components in snake case, joined by dots. */
final class Layout {
    private static final ClassValue<Layout> LAYOUTS = new ClassValue<>() {
        @Override
        protected Layout computeValue(Class<?> type) {
            Layout layout = new Layout();
            layout.collect(type, "", List.of(), false);
            return layout;
        }
    };
    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return List.of(type.getRecordComponents());
        }
    };

    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final Map<String, Object> initials = new ConcurrentHashMap<>();
    private final Map<String, List<String>> aliases = new LinkedHashMap<>();

    /**
     * A section when its type is a record, else one setting.
     *
     * @param deployers whether it, or a section that it is in, is for the deployment to decide
     */
    record Key(String path, RecordComponent component, Setting setting, boolean deployers) {
        boolean isSection() {
            return component.getType().isRecord();
        }

        /** Whether "auto" stands for a value that is found. */
        boolean mayBeAuto() {
            return component.getType() == Optional.class;
        }

        boolean isMap() {
            return component.getType() == Map.class;
        }

        /** Whether each value of a map is a list. */
        boolean holdsLists() {
            return isMap() && ((ParameterizedType) component.getGenericType())
                    .getActualTypeArguments()[1] instanceof ParameterizedType;
        }

        String name() {
            return path.substring(path.lastIndexOf('.') + 1);
        }

        int depth() {
            return (int) path.chars().filter(c -> c == '.').count();
        }
    }

    private Layout() {}

    /** Found once for each type: reflection is slow, and a record never changes. */
    static Layout of(Class<? extends Record> type) {
        return LAYOUTS.get(type);
    }

    /** In their order, found once for each type. */
    static List<RecordComponent> components(Class<?> type) {
        return COMPONENTS.get(type);
    }

    /** @param others prefixes that mean the section as well */
    private void collect(Class<?> type, String prefix, List<String> others, boolean deployers) {
        for (RecordComponent component : components(type)) {
            Setting setting = component.getAnnotation(Setting.class);
            if (setting == null) {
                throw new IllegalStateException(type.getName() + "." + component.getName() + " has no @Setting");
            }
            String name = snakeCase(component.getName());
            Key key = new Key(prefix + name, component, setting, deployers || setting.deployers());
            keys.put(key.path(), key);
            List<String> names = new ArrayList<>(others.stream().map(other -> other + name).toList());
            for (String alias : setting.aliases()) {
                if (alias.contains(".")) {
                    names.add(alias);
                } else {
                    names.add(prefix + alias);
                    others.forEach(other -> names.add(other + alias));
                }
            }
            names.forEach(alias -> aliases.computeIfAbsent(alias, unused -> new ArrayList<>()).add(key.path()));
            if (key.isSection()) {
                collect(component.getType(), key.path() + ".", names.stream().map(alias -> alias + ".").toList(),
                        key.deployers());
            }
        }
    }

    /** The default of a key, read once; every value of a setting is immutable. */
    Object initial(Key key, Supplier<Object> read) {
        return initials.computeIfAbsent(key.path(), path -> read.get());
    }

    Iterable<Key> keys() {
        return keys.values();
    }

    List<Key> settings() {
        return keys.values().stream().filter(key -> !key.isSection()).toList();
    }

    Optional<Key> find(String path) {
        return all(path).stream().findFirst();
    }

    /** The keys that a path means: one, several of an alias that has been divided, or none. */
    List<Key> all(String path) {
        return keys.containsKey(path) ? List.of(keys.get(path))
                : aliases.getOrDefault(path, List.of()).stream().map(keys::get).toList();
    }

    /** The map setting that the path goes into, if any: {@code columns.roles} for {@code columns.roles.age}. */
    Optional<Key> mapAround(String path) {
        return keys.values().stream().filter(key -> key.isMap() && path.startsWith(key.path() + ".")).findFirst();
    }

    /** What an unknown key most probably meant: a short sentence to put after the problem. */
    String suggestion(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (Key key : keys.values()) {
            int distance = Math.min(Nearest.distance(path, key.path()),
                    Nearest.distance(name, key.name()) + (sameSection(path, key.path()) ? 0 : 1));
            if (distance < least) {
                least = distance;
                nearest = key.path();
            }
        }
        return Nearest.isNear(least, name) ? ", did you mean " + nearest + "?" : "";
    }

    private static boolean sameSection(String path, String other) {
        return section(path).equals(section(other));
    }

    static String section(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    static String snakeCase(String camelCase) {
        StringBuilder snake = new StringBuilder(camelCase.length() + 4);
        for (int i = 0; i < camelCase.length(); i++) {
            char letter = camelCase.charAt(i);
            if (letter >= 'A' && letter <= 'Z') {
                snake.append('_').append((char) (letter - 'A' + 'a'));
            } else {
                snake.append(letter);
            }
        }
        return snake.toString();
    }
}
