package io.segmenta.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.contract.WrittenSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigHashTest {
    private static WrittenSettings written(String base, String upload) {
        return new WrittenSettings(Map.of("config/pipeline.yaml", base), upload);
    }

    @Test
    void of_isThatOfTheSettingsNotOfTheirSpelling() {
        Map<String, String> roles = new LinkedHashMap<>();
        roles.put("columns.roles.b", "numeric");
        roles.put("columns.roles.a", "ignored");
        PipelineConfig read = ConfigReader.read(List.of(ConfigSource.yaml("x.yaml",
                "columns:\n  roles: {a: ignored, b: numeric}\nclustering:\n  tolerance: 0.00010\n")));
        assertThat(ConfigHash.of(PipelineConfig.defaults().with(roles))).isEqualTo(ConfigHash.of(read))
                .matches("[0-9a-f]{64}");
        assertThat(ConfigHash.of(PipelineConfig.defaults())).isNotEqualTo(ConfigHash.of(read));
    }

    @Test
    void of_writtenSettingsThatAreValid_isThatOfWhatTheyComeTo() {
        assertThat(ConfigHash.of(written("seed:   1", "clustering.k=4"), true)).isEqualTo(
                ConfigHash.of(PipelineConfig.defaults().with(Map.of("seed", "1", "clustering.k", "4"))));
    }

    @Test
    void of_writtenSettingsThatAreRefused_isThatOfTheirText() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("config/pipeline.yaml", "seed: 1");
        files.put("data/customers/pipeline.yaml", "k: 2");
        // printf 'seed: 1\nk: 2\nclustering.k=4' | sha256sum
        assertThat(ConfigHash.of(new WrittenSettings(files, "clustering.k=4"), true))
                .isEqualTo("086cc2ae236fcee13eb786fba8ab8c8f288fbdb7481032a027b1dead1c36c6af");
        // printf '' | sha256sum
        assertThat(ConfigHash.ofRefused(new WrittenSettings(Map.of(), "")))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
