package io.segmenta.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The options of a command line, names and values by turns, over their defaults. */
record Options(Map<String, String> values) {
    Options {
        values = Map.copyOf(values);
    }

    static Options of(Map<String, String> defaults, String... arguments) {
        Map<String, String> values = new HashMap<>(defaults);
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            values.put(arguments[i], arguments[i + 1]);
        }
        return new Options(values);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Returns the value of an option that has a default or must be given. */
    String text(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("option " + name + " is missing"));
    }
}
