package io.segmenta.config;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects every problem of a configuration, so that they are told together. */
final class Problems {
    private final List<String> found = new ArrayList<>();

    @FormatMethod
    void add(String source, String key, @FormatString String template, Object... arguments) {
        String problem = String.format(Locale.ROOT, template, arguments);
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
