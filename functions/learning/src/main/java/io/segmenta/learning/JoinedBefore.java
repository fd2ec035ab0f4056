package io.segmenta.learning;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.view.JoinedColumns;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** What an earlier run joined to its file, from what it kept of that: its view may know more by now. */
final class JoinedBefore {
    private JoinedBefore() {}

    /**
     * The columns; empty where the settings of the run name no view.
     *
     * @param file the bytes of a file of the run
     */
    static Optional<JoinedColumns> of(PipelineConfig config, Function<RunFile, byte[]> file) {
        return config.features().viewName()
                .map(_ -> JoinedColumns.read(file.apply(RunFile.JOINED), schema(file.apply(RunFile.SCHEMA))));
    }

    /** The table of the run's upload with what the run joined to it. */
    static Table joined(Table table, PipelineConfig config, Function<RunFile, byte[]> file) {
        Optional<JoinedColumns> columns = of(config, file);
        return columns.isEmpty() ? table
                : schema(file.apply(RunFile.SCHEMA)).columns().stream()
                        .filter(column -> column.role() == Role.IDENTIFIER && table.column(column.name()).isPresent())
                        .findFirst().map(column -> columns.get().to(table, column.name())).orElse(table);
    }

    private static Schema schema(byte[] document) {
        return Schema.fromJson(new String(document, StandardCharsets.UTF_8));
    }
}
