package io.segmenta.pipeline.read;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.pipeline.read.parquet.ParquetFile;
import io.segmenta.pipeline.read.parquet.TableOutline;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the columns of a Parquet file. Every row is one of the table, and every column has a name. */
final class ParquetTable {
    private final String source;
    private final PipelineConfig config;

    ParquetTable(String source, PipelineConfig config) {
        this.source = source;
        this.config = config;
    }

    /**
     * Reads.
     *
     * @param threads that decode
     * @param foreseen hears what the table will take before it is read, and may refuse it
     */
    RawTable read(InputStream in, int threads, Consumer<TableOutline> foreseen) throws IOException {
        ParquetFile file = ParquetFile.open(in, source, this::isLeftOut);
        List<String> names = names(file.names());
        PipelineConfig.Read settings = config.read();
        if (names.size() > settings.maxColumns()) {
            throw DataException.of(Reason.TOO_MANY_COLUMNS,
                    "%s: %d columns, more than the limit of %d (read.max_columns)", source, names.size(),
                    settings.maxColumns());
        }
        if (names.isEmpty()) {
            throw DataException.of(Reason.EMPTY_FILE, "%s: the file has no column of values", source);
        }
        TableLayout layout = new TableLayout(names.size(), names, 0, 1, 0, List.of(), List.of(), List.of());
        TableBuilder table = new TableBuilder(source, layout, settings.maxRows());
        if (file.rows() > settings.maxRows()) {
            throw DataException.of(Reason.TOO_MANY_ROWS, "%s: more than %d rows, the limit (read.max_rows)", source,
                    settings.maxRows());
        }
        table.beginRows(1, (int) file.rows());
        foreseen.accept(file.inspect());
        file.read(threads, j -> new ParquetCells(source, names.get(j), table.column(j)));
        List<String> evidence = new ArrayList<>();
        for (String name : file.leftOut()) {
            evidence.add(String.format(Locale.ROOT, "the column \"%s\" is none of a table and was left out", name));
        }
        table.finish();
        return new RawTable("parquet", "", "", "none", false, layout, table, evidence, List.of());
    }

    /** Whether the settings leave out a column that no table can have. */
    private boolean isLeftOut(String name) {
        PipelineConfig.Columns columns = config.columns();
        return columns.exclude().contains(name)
                || (!columns.include().isEmpty() && !columns.include().contains(name));
    }

    private List<String> names(List<String> given) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : given) {
            String shown = name.replaceAll("[\\s\\u00A0]+", " ").strip();
            names.add(shown.isEmpty() ? "c" + (names.size() + 1) : shown);
            if (!seen.add(names.getLast())) {
                throw DataException.of(Reason.DUPLICATE_COLUMN, "%s: two columns are called \"%s\"", source,
                        names.getLast());
            }
        }
        return names;
    }
}
