package io.segmenta.config;

import io.segmenta.model.contract.SettingsKeys;
import io.segmenta.model.contract.UploadSettings;
import io.segmenta.model.contract.WrittenSettings;
import java.util.ArrayList;
import java.util.List;

/** Who wrote which of the settings of a run. */
public final class RunSettings {
    private RunSettings() {}

    /**
     * The sources in the order in which each overrides the one before: the deployment's, the data set's, the upload's.
     *
     * @param datasetsDecide whether the file in a data set's folder counts as the deployer's; the metadata of an upload
     * never does
     */
    public static List<ConfigSource> sources(WrittenSettings written, boolean datasetsDecide) {
        List<ConfigSource> sources = new ArrayList<>();
        written.files().forEach((key, text) -> sources.add(ConfigSource.yaml(key, text)
                .by(key.equals(SettingsKeys.BASE) || datasetsDecide ? ConfigSource.Author.DEPLOYER
                        : ConfigSource.Author.UPLOADER)));
        sources.add(ConfigSource.set(UploadSettings.decode(written.upload())).by(ConfigSource.Author.UPLOADER));
        return sources;
    }
}
