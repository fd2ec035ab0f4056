package io.segmenta.spark;

import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.steps.FeatureRow;
import io.segmenta.model.steps.RowEncoder;
import io.segmenta.spark.Fault.FaultException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of stretches as blocks of features, by the model's own steps. For one task. */
final class Encoding implements Iterator<Block> {

    private final Source source;
    private final Iterator<FileRange> ranges;
    private final RowEncoder encoder;
    private final InputRecord record;
    private final FeatureRow row;
    /** By column of the file its place in the model's schema, or -1. */
    private final int[] places;
    private @Nullable FileRange range;
    private @Nullable Rows reader;
    private @Nullable Block next;
    private boolean ended;

    Encoding(Source source, byte[] file, Iterator<FileRange> ranges) throws IOException {
        SegmentationModel model = ModelFile.read(new ByteArrayInputStream(file));
        this.source = source;
        this.ranges = ranges;
        this.encoder = model.pipeline().encoder(model.schema());
        this.record = new InputRecord(model.schema());
        this.row = encoder.newRow();
        this.places = source.header().stream().mapToInt(model.schema()::indexOf).toArray();
    }

    /** Refuses files that lack a column of which the model makes features. */
    static void check(Source source, SegmentationModel model) {
        for (int s = 0; s < model.pipeline().sources().size(); s++) {
            String name = model.pipeline().sources().get(s);
            if (!model.pipeline().isDerived(s) && !source.header().contains(name)) {
                throw DataException.of(Reason.MISSING_COLUMN, "%s: expected the column \"%s\", found %s",
                        source.ranges().get(0).file(), name, source.header());
            }
        }
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && !ended) {
                next = read();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return next != null;
    }

    @Override
    public Block next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Block block = next;
        next = null;
        return block;
    }

    private @Nullable Block read() throws IOException {
        if (reader == null || range == null) {
            ended = !ranges.hasNext();
            if (!ended) {
                range = ranges.next();
                reader = source.open(range);
            }
            return null;
        }
        float[][] columns = new float[row.values().length][Block.ROWS];
        int count = 0;
        long first = reader.row() + 1;
        Fault fault = null;
        try {
            for (List<String> cells = reader.next(); !cells.isEmpty(); cells = reader.next()) {
                float[] values = encode(cells, range, reader.row());
                for (int j = 0; j < values.length; j++) {
                    columns[j][count] = values[j];
                }
                if (++count == Block.ROWS) {
                    return new Block(first, count, columns, null);
                }
            }
        } catch (FaultException found) {
            fault = found.fault();
            ended = true;
        }
        reader.close();
        reader = null;
        int rows = count;
        Arrays.setAll(columns, j -> Arrays.copyOf(columns[j], rows));
        return count == 0 && fault == null ? null : new Block(first, count, columns, fault);
    }

    private float[] encode(List<String> cells, FileRange of, long number) {
        String[] aligned = source.aligned(cells, of, number);
        record.clear();
        for (int c = 0; c < aligned.length; c++) {
            if (places[c] >= 0) {
                record.setText(places[c], aligned[c]);
            }
        }
        if (!encoder.encode(record, row)) {
            FieldProblem problem = encoder.problems(record, 0).get(0);
            throw new FaultException(new Fault(Reason.UNPARSEABLE_VALUE, of.file(), number, of.rowOfFile(number),
                    problem.field(), problem.value() == null ? "" : problem.value(), problem.expected()));
        }
        return row.values();
    }
}
