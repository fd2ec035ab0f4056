package io.segmenta.training;

import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Schema;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.Names;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one run: the base of the deployment, the data set's own, those of the upload; and the data set's
 * schema, if it has one.
 *
 * @param hash of the settings; of what was written when that is not valid, so that such a run has an identity too
 * @param identity of settings and schema together
 */
record RunConfiguration(Optional<PipelineConfig> config, Optional<Schema> schema, Optional<RuntimeException> problem,
        String hash, String identity) {
    /** The user metadata in which an upload carries settings of its own, {@code key=value&key=value}, URL-encoded. */
    static final String METADATA = "segmenta-set";
    private static final int MAX_BYTES = 1 << 21;

    static RunConfiguration read(ObjectStore store, String dataset, Map<String, String> metadata) {
        List<ConfigSource> sources = new ArrayList<>();
        StringBuilder written = new StringBuilder();
        for (String key : List.of(Names.BASE_CONFIGURATION, Names.configuration(dataset))) {
            text(store, key).ifPresent(text -> {
                sources.add(ConfigSource.yaml(key, text));
                written.append(text).append('\n');
            });
        }
        String set = metadata.getOrDefault(METADATA, "");
        sources.add(ConfigSource.set(settings(set)));
        Optional<String> schema = text(store, Names.schema(dataset));
        try {
            PipelineConfig config = ConfigReader.read(sources);
            return of(Optional.of(config), Names.schema(dataset), schema, Optional.empty(), config.hash());
        } catch (ConfigException e) {
            return of(Optional.empty(), Names.schema(dataset), schema, Optional.of(e),
                    sha256(written.append(set).toString()));
        }
    }

    private static RunConfiguration of(Optional<PipelineConfig> config, String schemaKey, Optional<String> schemaText,
            Optional<RuntimeException> problem, String hash) {
        String identity = hash + schemaText.map(text -> "|" + sha256(text)).orElse("");
        try {
            return new RunConfiguration(config, schemaText.map(Schema::fromJson), problem, hash, identity);
        } catch (DataException e) {
            DataException told = new DataException(e.reason(), schemaKey + ": " + e.getMessage(), e);
            return new RunConfiguration(config, Optional.empty(), problem.or(() -> Optional.of(told)), hash, identity);
        }
    }

    private static String sha256(String text) {
        return Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> text(ObjectStore store, String key) {
        Optional<StoredObject> found = store.get(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (StoredObject object = found.get()) {
            // More than the reader of configurations accepts, so that it can say so; not more than memory bears.
            return Optional.of(new String(object.bytes().readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> settings(String encoded) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (!pair.isBlank()) {
                settings.put(decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return settings;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
