package io.segmenta.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.base.ConfigException;
import io.segmenta.model.hostile.Hostile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings as an uploader may write them. */
class HostileSettingsTest {

    @Test
    void settings_inYaml() throws Exception {
        new Hostile("settings in YAML", List.of(yaml(), "clustering:\n  algorithm: kmeans\n  k: 4\n"
                .getBytes(StandardCharsets.UTF_8)),
                List.of(":", "- ", "\n", "  ", "\t", "&a", "*a", "<<: *a", "!!java.net.URL [x]", "!!binary x", "{", "}",
                        "[", "]", "'", "\"", "|", ">", "%YAML 1.1\n---\n", "...", "#", "? ", "null", "~", "1e999",
                        "0o7",
                        "2001-01-01", "\u0000", "\uFEFF", "clustering", "k: ", "!!set", "=", "\ud83d\ude00"),
                text -> {
                    try {
                        ConfigReader.read(List.of(ConfigSource.yaml("hostile.yaml",
                                new String(text, StandardCharsets.UTF_8))));
                        return true;
                    } catch (ConfigException refused) {
                        assertThat(refused.getMessage()).isNotBlank().doesNotContain("Exception", "org.yaml");
                        return false;
                    }
                }).run(3_000);
    }

    /** The settings without their comments. */
    private static byte[] yaml() throws IOException {
        StringBuilder bare = new StringBuilder();
        for (String line : Files.readAllLines(Path.of("../../pipeline_config.yaml"))) {
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                bare.append(line).append('\n');
            }
        }
        return bare.toString().getBytes(StandardCharsets.UTF_8);
    }
}
