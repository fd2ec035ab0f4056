package io.segmenta.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Where settings come from; a later source overrides an earlier one, key by key. */
public sealed interface ConfigSource permits ConfigSource.Yaml, ConfigSource.Overrides {
    /** Who wrote it. */
    enum Author {
        /** Who runs the deployment, and may decide everything. */
        DEPLOYER,
        /** Who may upload files; what only the deployment decides is refused from there. */
        UPLOADER
    }

    /** The name that problems begin with, such as {@code pipeline_config.yaml}. */
    String name();

    /** Who wrote it. */
    Author author();

    /** The same by another author. */
    ConfigSource by(Author author);

    /** A YAML (or JSON) document by the deployer. */
    static ConfigSource yaml(String name, String text) {
        return new Yaml(name, text, Author.DEPLOYER);
    }

    /** Single settings by dotted key, as {@code --set clustering.k=5} gives them, by the deployer. */
    static ConfigSource set(Map<String, String> settings) {
        return set("--set", settings);
    }

    /** Single settings by dotted key, from a place with another name than {@code --set}, by the deployer. */
    static ConfigSource set(String name, Map<String, String> settings) {
        return new Overrides(name, settings, Author.DEPLOYER);
    }

    /** A document. */
    record Yaml(String name, String text, Author author) implements ConfigSource {
        public Yaml {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(text, "text");
        }

        @Override
        public ConfigSource by(Author other) {
            return new Yaml(name, text, other);
        }
    }

    /** Single settings. A list is written {@code a, b} or {@code [a, b]}. */
    record Overrides(String name, Map<String, String> settings, Author author) implements ConfigSource {
        public Overrides {
            Objects.requireNonNull(name, "name");
            settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }

        @Override
        public ConfigSource by(Author other) {
            return new Overrides(name, settings, other);
        }
    }
}
