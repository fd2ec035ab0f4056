package io.segmenta.config;

import io.segmenta.model.base.ConfigException;
import java.util.List;

/**
 * Reads settings. All problems of all sources are reported in one {@link ConfigException}, each as
 * {@code pipeline_config.yaml: clustering.k_min: must be >= 2, got 1}. Stateless.
 */
public final class ConfigReader {
    private ConfigReader() {}

    /**
     * The defaults overridden by each source in turn. A list is replaced whole; a map is joined key by key.
     *
     * @throws ConfigException with every unknown key, wrong type, value out of range and disagreement
     */
    public static PipelineConfig read(List<ConfigSource> sources) {
        return read(PipelineConfig.class, sources);
    }

    static <T extends Record> T read(Class<T> type, List<ConfigSource> sources) {
        Problems problems = new Problems();
        Layout layout = Layout.of(type);
        Assignments given = new Assignments(layout, problems);
        sources.forEach(given::add);
        T bound = new Binder(layout, given, problems).bind(type);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.all());
        }
        return bound;
    }
}
