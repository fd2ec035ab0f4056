package io.segmenta.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects every problem of a configuration, so that they are told together. */
final class Problems {
    private final List<String> found = new ArrayList<>();

    void add(String source, String key, String template, Object... arguments) {
        String problem = arguments.length == 0 ? template : String.format(Locale.ROOT, template, arguments);
        String sentence = key.isEmpty() ? source + ": " + problem : source + ": " + key + ": " + problem;
        // A key that means several settings is wrong once.
        if (!found.contains(sentence)) {
            found.add(sentence);
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<String> all() {
        return List.copyOf(found);
    }
}
