package io.segmenta.config;

import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.WrittenSettings;

/**
 * What a run knows its settings by, 64 lower-case hexadecimal digits: the SHA-256 of what valid settings come to,
 * however they are spelled; of the text itself where it is refused, so that such a run has an identity too.
 */
public final class ConfigHash {

    private ConfigHash() {}

    /** The hash of settings that are valid. */
    public static String of(PipelineConfig config) {
        return Sha256.of(config.json());
    }

    /**
     * The hash of settings as people wrote them, valid or not.
     *
     * @param datasetsDecide as in {@link RunSettings#sources}
     */
    public static String of(WrittenSettings written, boolean datasetsDecide) {
        try {
            return of(ConfigReader.read(RunSettings.sources(written, datasetsDecide)));
        } catch (ConfigException refused) {
            return ofRefused(written);
        }
    }

    /**
     * The hash of settings that {@link ConfigReader} refuses: of their texts, each with a line feed, and the upload's.
     */
    public static String ofRefused(WrittenSettings written) {
        StringBuilder text = new StringBuilder();
        written.files().values().forEach(file -> text.append(file).append('\n'));
        return Sha256.of(text.append(written.upload()).toString());
    }
}
