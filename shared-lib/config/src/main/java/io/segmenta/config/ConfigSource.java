package io.segmenta.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Where settings come from; a later source overrides an earlier one, key by key. */
public sealed interface ConfigSource permits ConfigSource.Yaml, ConfigSource.Overrides {
    /** The name that problems begin with, such as {@code pipeline_config.yaml}. */
    String name();

    /** A YAML (or JSON) document. */
    static ConfigSource yaml(String name, String text) {
        return new Yaml(name, text);
    }

    /** Single settings by dotted key, as {@code --set clustering.k=5} gives them. */
    static ConfigSource set(Map<String, String> settings) {
        return new Overrides("--set", settings);
    }

    /** Single settings by dotted key, from a place with another name than {@code --set}. */
    static ConfigSource set(String name, Map<String, String> settings) {
        return new Overrides(name, settings);
    }

    /** A document. */
    record Yaml(String name, String text) implements ConfigSource {
        public Yaml {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(text, "text");
        }
    }

    /** Single settings. A list is written {@code a, b} or {@code [a, b]}. */
    record Overrides(String name, Map<String, String> settings) implements ConfigSource {
        public Overrides {
            Objects.requireNonNull(name, "name");
            settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }
    }
}
