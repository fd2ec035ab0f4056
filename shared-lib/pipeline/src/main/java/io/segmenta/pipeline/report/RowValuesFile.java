package io.segmenta.pipeline.report;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.RowNumber;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.rows.RowBlocks;
import io.segmenta.model.rows.RowBlocksWriter;
import io.segmenta.model.rows.RowValues;
import io.segmenta.model.rows.SafeCsv;
import io.segmenta.model.steps.FeaturePipeline;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the model reads of every row as gzipped CSV, in the blocks of {@link RowValues}, so that it can be asked about
 * one customer long after the run: no identifier, no column that it does not read. Time O(n columns), shared out by
 * blocks; memory of a few blocks. The same bytes at any number of threads.
 */
final class RowValuesFile {
    private static final int BLOCK = RowBlocks.ROWS;

    private final List<Column> columns;
    private final Schema schema;
    private final int rows;
    private final Workers workers;
    /** How long each member is; none before the file has been written. */
    private int[] lengths = new int[0];

    private RowValuesFile(List<Column> columns, Schema schema, int rows, Workers workers) {
        this.columns = columns;
        this.schema = schema;
        this.rows = rows;
        this.workers = workers;
    }

    /** Prepares the file; empty where the model reads more than {@value RowValues#MOST_COLUMNS} columns. */
    static Optional<RowValuesFile> of(Table table, SegmentationModel model, Workers workers) {
        FeaturePipeline pipeline = model.pipeline();
        List<Column> columns = new ArrayList<>();
        List<String> sources = pipeline.sources();
        for (int s = 0; s < sources.size(); s++) {
            if (!pipeline.isDerived(s)) {
                columns.add(table.require(sources.get(s)));
            }
        }
        return columns.size() > RowValues.MOST_COLUMNS ? Optional.empty()
                : Optional.of(new RowValuesFile(columns, model.schema(), table.rows(), workers));
    }

    /** Writes the file and leaves the stream open. */
    void writeTo(OutputStream out) throws IOException {
        boolean[] dates = new boolean[columns.size()];
        for (int c = 0; c < dates.length; c++) {
            dates[c] = schema.column(columns.get(c).name()).map(ColumnSchema::role).filter(Role.DATE::equals)
                    .isPresent();
        }
        int[] written = new int[Math.max(1, Math.ceilDiv(rows, BLOCK))];
        int atOnce = 2 * workers.threads();
        byte[][] members = new byte[atOnce][];
        for (int first = 0; first < written.length; first += atOnce) {
            int begin = first;
            int count = Math.min(atOnce, written.length - first);
            workers.forEachBlock(count, b -> members[b] = FastGzip.of(lines((begin + b) * BLOCK, dates)));
            for (int b = 0; b < count; b++) {
                out.write(members[b]);
                written[begin + b] = members[b].length;
            }
        }
        lengths = written;
    }

    /** Writes the index of its blocks, and leaves the stream open. */
    void writeIndexTo(OutputStream out) throws IOException {
        if (lengths.length == 0) {
            writeTo(OutputStream.nullOutputStream());
        }
        // Nobody looks for the rows of a segment here.
        RowBlocksWriter index = new RowBlocksWriter(header(), List.of(""));
        for (int block = 0; block < lengths.length; block++) {
            index.add(lengths[block], new int[] {Math.min(BLOCK, rows - block * BLOCK)});
        }
        index.writeTo(out);
    }

    private String header() {
        StringBuilder header = new StringBuilder("row");
        columns.forEach(column -> header.append(',').append(SafeCsv.cell(column.name())));
        return header.toString();
    }

    private CsvBytes lines(int from, boolean[] dates) {
        int to = Math.min(rows, from + BLOCK);
        CsvBytes lines = new CsvBytes((to - from) * (8 + 8 * columns.size()) + 128);
        if (from == 0) {
            lines.append(header()).append('\n');
        }
        for (int i = from; i < to; i++) {
            lines.append(RowNumber.of(i));
            for (int c = 0; c < dates.length; c++) {
                lines.append(',');
                value(lines, columns.get(c), i, dates[c]);
            }
            lines.append('\n');
        }
        return lines;
    }

    private static void value(CsvBytes line, Column column, int row, boolean date) {
        if (column.isMissing(row)) {
            return;
        }
        if (!(column instanceof NumericColumn numbers)) {
            line.append('"').append(SafeCsv.defused(column.text(row)).replace("\"", "\"\"")).append('"');
            return;
        }
        double value = numbers.value(row);
        if (date && value == Math.rint(value)) {
            line.append('"').append(LocalDate.ofEpochDay((long) value).toString()).append('"');
        } else {
            line.appendExact(value);
        }
    }
}
