package io.segmenta.training;

import io.segmenta.config.ConfigHash;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.PipelineConfig;
import io.segmenta.config.RunSettings;
import io.segmenta.learning.Task;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.SettingsKeys;
import io.segmenta.model.contract.UploadSettings;
import io.segmenta.model.contract.WrittenSettings;
import io.segmenta.model.data.Schema;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The settings of one run, judged: the base of the deployment, the data set's own, those of the upload; and the data
 * set's schema, if it has one.
 */
sealed interface Settings {
    /** Of one file: more than the reader of settings accepts, so that it can say so; not more than memory bears. */
    int MAX_BYTES = 1 << 21;

    /** Of the settings; of what was written when that is not valid, so that such a run has an identity too. */
    String hash();

    /** Of settings and schema together. */
    String identity();

    /** Canonical JSON of the settings; {@code {}} when they are not valid. */
    String json();

    /** How large a file may be, in bytes; the default when the settings are not valid. */
    long maxBytes();

    /**
     * A run can be made by them.
     *
     * @param declared the schema in which the user says what the columns are, as it is written
     */
    record Valid(PipelineConfig config, Optional<String> declared, String identity) implements Settings {
        /** What the user declares of the columns. */
        Optional<Schema> schema() {
            return declared.map(Schema::fromJson);
        }

        @Override
        public String hash() {
            return ConfigHash.of(config);
        }

        @Override
        public String json() {
            return config.json();
        }

        @Override
        public long maxBytes() {
            return config.read().maxBytes();
        }
    }

    /** No run can be made by them. */
    record Refused(Fault fault, String hash, String identity, String json, long maxBytes) implements Settings {}

    /**
     * Reads and judges what is in the bucket for a data set, and what the upload carries.
     *
     * @param datasetsDecide whether the file in a data set's folder may say what else only the deployment decides
     */
    static Settings read(ObjectStore store, Upload upload, boolean datasetsDecide) {
        String dataset = upload.key().dataset();
        WrittenSettings written = WrittenSettings.read(dataset,
                upload.metadata().getOrDefault(UploadSettings.METADATA, ""), key -> text(store, key));
        String schemaKey = SettingsKeys.schema(dataset);
        Optional<String> schema = text(store, schemaKey);
        try {
            return judged(ConfigReader.read(RunSettings.sources(written, datasetsDecide)), schemaKey, schema);
        } catch (ConfigException e) {
            String hash = ConfigHash.ofRefused(written);
            return new Refused(Fault.of(e), hash, Task.identity(hash, schema), "{}",
                    PipelineConfig.defaults().read().maxBytes());
        }
    }

    private static Settings judged(PipelineConfig config, String schemaKey, Optional<String> schema) {
        String identity = Task.identity(config, schema);
        try {
            schema.ifPresent(Schema::fromJson);
            return new Valid(config, schema, identity);
        } catch (DataException e) {
            return new Refused(new Fault(e.reason().code(), schemaKey + ": " + e.getMessage()), ConfigHash.of(config),
                    identity,
                    config.json(), config.read().maxBytes());
        }
    }

    private static Optional<String> text(ObjectStore store, String key) {
        return store.get(key).map(object -> {
            try (StoredObject open = object) {
                return new String(open.bytes().readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
