package io.segmenta.pipeline.preview;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.cost.CostModel;
import io.segmenta.pipeline.cost.Forecast;
import io.segmenta.pipeline.features.FeatureFitter;
import io.segmenta.pipeline.features.Finding;
import io.segmenta.pipeline.features.FittedFeatures;
import io.segmenta.pipeline.memory.MemoryPlan;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run would make of a file: what each column is and why, which of them tell segments apart, the first rows, and
 * about what the run would take. Told from the beginning of the file by the code that reads it in a run, so that both
 * say the same of the same rows. Values of personal data are masked. Deterministic.
 */
public final class Preview {
    private static final int ROWS = 20;

    private Preview() {}

    /**
     * Looks at a file, of text at its first {@value Beginning#TEXT} bytes.
     *
     * @param in its content, not closed
     * @param file its name, for messages
     * @param size in bytes
     * @param declared what somebody says of its columns
     * @param heap bytes that looking may take
     * @param costs of the function that would train
     * @return the document as maps and lists, for JSON
     * @throws DataException when the file cannot be read, with the reason that a run would give
     */
    public static Map<String, Object> of(InputStream in, String file, long size, PipelineConfig config,
            Optional<Schema> declared, long heap, CostModel costs, Workers workers) throws IOException {
        Beginning beginning = Beginning.of(in, file, size);
        byte[] content = beginning.content();
        MemoryPlan.refuseHeld(Arrays.copyOf(content, Math.min(content.length, MemoryPlan.HEAD)), content.length, heap);
        ReadResult read = TableReader.read(new ByteArrayInputStream(content), file, config, declared, workers,
                outline -> MemoryPlan.of(outline, config, workers.threads()).refuseAbove(heap));
        Optional<FittedFeatures> features = Optional.empty();
        Optional<String> problem = Optional.empty();
        try {
            features = Optional.of(FeatureFitter.fit(read.table(), read.schema(), config, workers));
        } catch (DataException none) {
            problem = Optional.of(none.getMessage());
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rows_read", read.table().rows());
        document.put("complete", beginning.isWhole());
        document.put("format", read.report().format());
        document.put("columns", columns(read, features, workers));
        document.put("rows", rows(read));
        document.put("notes", read.report().notes());
        problem.ifPresent(why -> document.put("problem", why));
        features.ifPresent(fitted -> document.put("forecast",
                forecast(read.table(), fitted, beginning, config, costs, workers.threads())));
        return document;
    }

    private static List<Map<String, Object>> columns(ReadResult read, Optional<FittedFeatures> features,
            Workers workers) {
        Map<String, String> dropped = features.map(FittedFeatures::findings).orElse(List.of()).stream()
                .filter(finding -> finding.kind() == Finding.Kind.DROPPED && finding.column().isPresent())
                .collect(Collectors.toMap(finding -> finding.column().get(), Finding::text, (one, _) -> one));
        List<ColumnSchema> schemas = read.schema().columns();
        List<Map<String, Object>> columns = new ArrayList<>();
        schemas.forEach(_ -> columns.add(new LinkedHashMap<>()));
        workers.forEachBlock(schemas.size(), j -> {
            ColumnSchema schema = schemas.get(j);
            Column values = read.table().require(schema.name());
            Map<String, Object> column = columns.get(j);
            column.put("name", schema.name());
            column.put("role", schema.role().name().toLowerCase(Locale.ROOT));
            column.put("reason", schema.reason());
            schema.description().ifPresent(text -> column.put("description", text));
            column.put("used", features.isPresent() && !dropped.containsKey(schema.name()));
            Optional.ofNullable(dropped.get(schema.name())).ifPresent(why -> column.put("left_out", why));
            column.put("missing", values.missing());
            column.put("shape", ColumnShape.of(values, schema));
        });
        return columns;
    }

    private static List<List<Object>> rows(ReadResult read) {
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < Math.min(ROWS, read.table().rows()); row++) {
            List<Object> cells = new ArrayList<>();
            for (ColumnSchema schema : read.schema().columns()) {
                cells.add(ColumnShape.shown(read.table().require(schema.name()), schema, row));
            }
            rows.add(cells);
        }
        return rows;
    }

    /** What the whole file would take. */
    private static Map<String, Object> forecast(Table table, FittedFeatures features, Beginning beginning,
            PipelineConfig config, CostModel costs, int threads) {
        long rows = Math.round(table.rows() / beginning.share());
        Forecast foreseen = costs.forecast(rows, table.columns().size(), config);
        Map<String, Object> forecast = new LinkedHashMap<>();
        forecast.put("rows", rows);
        forecast.put("features", features.matrix().columns());
        forecast.put("seconds", (long) Math.ceil(foreseen.seconds().middle()));
        Map<String, Object> usd = new LinkedHashMap<>();
        usd.put("low", foreseen.usd().low());
        usd.put("high", foreseen.usd().high());
        forecast.put("usd", usd);
        long text = Math.round(beginning.content().length / beginning.share());
        MemoryPlan.of(Arrays.copyOf(beginning.content(), Math.min(beginning.content().length, MemoryPlan.HEAD)), text,
                config, threads).ifPresent(plan -> forecast.put("memory_mb", plan.bytes() >> 20));
        return forecast;
    }
}
