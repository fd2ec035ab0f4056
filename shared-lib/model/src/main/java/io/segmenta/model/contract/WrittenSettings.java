package io.segmenta.model.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of a run as people wrote them, before anything judges them: the deployment's, the data set's own, those
 * of the upload. Each overrides the one before.
 *
 * @param files the text of those that are there, by key, in that order
 * @param upload the metadata of the upload, as {@link UploadSettings} encodes it; empty when it carries none
 */
public record WrittenSettings(Map<String, String> files, String upload) {
    public WrittenSettings {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /**
     * Gathers them.
     *
     * @param text what is under a key; empty when there is nothing
     */
    public static WrittenSettings read(String dataset, String upload, Function<String, Optional<String>> text) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String key : List.of(SettingsKeys.BASE, SettingsKeys.settings(dataset))) {
            text.apply(key).ifPresent(found -> files.put(key, found));
        }
        return new WrittenSettings(files, upload);
    }
}
