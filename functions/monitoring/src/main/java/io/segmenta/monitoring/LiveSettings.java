package io.segmenta.monitoring;

import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.RunFile;
import io.segmenta.platform.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The settings of the runs whose versions are live; the defaults where a run has left none. */
final class LiveSettings {
    private final ObjectStore store;

    LiveSettings(ObjectStore store) {
        this.store = store;
    }

    /** Of a data set. */
    PipelineConfig of(String dataset) {
        return store.readAll(LivePointer.key(dataset)).map(bytes -> of(LivePointer.parse(dataset, bytes)))
                .orElseGet(PipelineConfig::defaults);
    }

    /** Of the run whose version a pointer names. */
    PipelineConfig of(LivePointer pointer) {
        String key = RunFile.CONFIG.beside(pointer.modelKey());
        return store.readAll(key)
                .map(bytes -> ConfigReader.read(
                        List.of(ConfigSource.yaml(key, new String(bytes, StandardCharsets.UTF_8)))))
                .orElseGet(PipelineConfig::defaults);
    }
}
