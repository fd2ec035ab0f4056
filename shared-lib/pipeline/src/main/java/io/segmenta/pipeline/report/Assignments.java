package io.segmenta.pipeline.report;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.Segment;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.Assignment;
import io.segmenta.model.base.RowNumber;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.rows.IdentifierHash;
import io.segmenta.model.rows.RowBlocks;
import io.segmenta.model.rows.RowBlocksWriter;
import io.segmenta.model.rows.SafeCsv;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The segment of every row as gzipped CSV, written as it is computed, in members of equally many rows: the row's number
 * in the file (from 1, headers not counted), its identifier if the table has one, segment id, cluster number, segment
 * name, distance to the segment, confidence, fit, whether the row is outside, the segment it lies between its own and,
 * and the posterior. The gzip header holds no time, so equal assignments are equal bytes.
 */
public final class Assignments {
    /** Rows of one member of the file; what the bytes are depends on it. */
    private static final int BLOCK = RowBlocks.ROWS;
    /** Decimals of what is known to two at best. */
    private static final int PLACES = 4;
    private static final double SHARES = 1e4;
    private static final byte[] OUTSIDE = CsvBytes.of(",true,");
    private static final byte[] INSIDE = CsvBytes.of(",false,");

    private final Matrix features;
    private final int[] labels;
    private final Optional<Column> identifier;
    private final Assigner assigner;
    private final Calibration calibration;
    private final List<Segment> segments;
    private final Workers workers;
    /** How long each member is; none before the file has been written. */
    private int[] lengths = new int[0];

    /** What many lines have in common: per segment its cells in the middle of a line, and its id. */
    private static final class Cells {
        private final byte[][] middles;
        private final byte[][] ids;
        private final byte[] ofNone = middle(Segment.NONE);

        Cells(List<Segment> segments) {
            middles = segments.stream().map(Assignments::middle).toArray(byte[][]::new);
            ids = segments.stream().map(segment -> CsvBytes.of(SafeCsv.cell(segment.id()))).toArray(byte[][]::new);
        }
    }

    /**
     * Prepares the file; arrays are shared.
     *
     * @param features the features of every row of the file
     * @param labels the segment of every row, -1 for none
     * @param identifier the column that names rows, with as many rows
     * @param assigner answers distance and posterior
     * @param calibration answers the confidence
     * @param segments by cluster number
     * @param workers who writes, block by block; needed until the last writing has ended
     */
    public Assignments(Matrix features, int[] labels, Optional<Column> identifier, Assigner assigner,
            Calibration calibration, List<Segment> segments, Workers workers) {
        this.features = features;
        this.labels = labels;
        this.identifier = identifier;
        this.assigner = assigner;
        this.calibration = calibration;
        this.segments = List.copyOf(segments);
        this.workers = workers;
    }

    /** Writes the file and leaves the stream open. */
    public void writeTo(OutputStream out) throws IOException {
        Cells cells = new Cells(segments);
        int blocks = blocks();
        int[] written = new int[blocks];
        int atOnce = 2 * workers.threads();
        byte[][] members = new byte[atOnce][];
        for (int first = 0; first < blocks; first += atOnce) {
            int begin = first;
            int count = Math.min(atOnce, blocks - first);
            workers.forEachBlock(count, b -> members[b] = member(begin + b, cells));
            for (int b = 0; b < count; b++) {
                out.write(members[b]);
                written[begin + b] = members[b].length;
            }
        }
        lengths = written;
    }

    /** Writes the index by which rows are found in the file, and leaves the stream open. */
    public void writeIndexTo(OutputStream out) throws IOException {
        if (lengths.length == 0) {
            writeTo(OutputStream.nullOutputStream());
        }
        List<String> ids = Stream.concat(segments.stream(), Stream.of(Segment.NONE)).map(Segment::id).toList();
        RowBlocksWriter index = new RowBlocksWriter(header(), ids);
        for (int block = 0; block < lengths.length; block++) {
            int[] counts = new int[ids.size()];
            for (int i = block * BLOCK; i < Math.min(labels.length, (block + 1) * BLOCK); i++) {
                counts[labels[i] < 0 ? segments.size() : labels[i]]++;
            }
            index.add(lengths[block], counts);
        }
        if (identifier.isPresent()) {
            index.writeTo(out, hashes(identifier.get()), identifier.get()::isMissing);
        } else {
            index.writeTo(out);
        }
    }

    private long[] hashes(Column names) {
        long[] hashes = new long[labels.length];
        workers.forEachBlock(blocks(), block -> {
            IdentifierHash hash = new IdentifierHash();
            for (int i = block * BLOCK; i < Math.min(labels.length, (block + 1) * BLOCK); i++) {
                hashes[i] = hash.of(names.text(i));
            }
        });
        return hashes;
    }

    private int blocks() {
        return Math.max(1, (labels.length + BLOCK - 1) / BLOCK);
    }

    private String header() {
        return "row," + identifier.map(column -> SafeCsv.cell(column.name()) + ',').orElse("")
                + "segment_id,cluster,segment_name,distance,confidence,fit,outside,between,posterior";
    }

    /** The rows of a block as one member of the gzip file; members one after another are one file. */
    private byte[] member(int block, Cells cells) {
        int from = block * BLOCK;
        int to = Math.min(labels.length, from + BLOCK);
        return FastGzip.of(lines(from, to, cells));
    }

    private CsvBytes lines(int from, int to, Cells cells) {
        CsvBytes lines = new CsvBytes((to - from) * 96 + 128);
        if (from == 0) {
            lines.append(header()).append('\n');
        }
        float[] row = new float[features.columns()];
        double[] squared = new double[assigner.clusters()];
        int[] points = new int[assigner.clusters()];
        for (int i = from; i < to; i++) {
            lines.append(RowNumber.of(i)).append(',');
            if (identifier.isPresent()) {
                lines.append(SafeCsv.cell(identifier.get().text(i))).append(',');
            }
            features.row(i, row);
            Assignment answer = assigner.explain(row, squared, points);
            boolean none = labels[i] < 0;
            lines.append(none ? cells.ofNone : cells.middles[labels[i]]);
            double distance = none ? Arrays.stream(squared).min().orElseThrow() : squared[labels[i]];
            lines.appendRounded(Math.sqrt(distance)).append(',');
            lines.decimal(Math.round(calibration.confidence(answer, labels[i]) * SHARES), PLACES);
            lines.append(',');
            double fit = calibration.fit(answer);
            lines.decimal(Math.round(fit * SHARES), PLACES);
            lines.append(none || calibration.isOutside(answer, fit) ? OUTSIDE : INSIDE);
            int between = answer.cluster() == labels[i] ? calibration.between(answer) : -1;
            if (between >= 0) {
                lines.append(cells.ids[between]);
            }
            lines.append(',');
            double posterior = answer.cluster() == labels[i] ? answer.confidence()
                    : none ? 0 : assigner.confidence(row, squared, labels[i]);
            if (posterior == 0) {
                lines.append('0');
            } else {
                lines.appendRounded(posterior);
            }
            lines.append('\n');
        }
        return lines;
    }

    private static byte[] middle(Segment segment) {
        return CsvBytes.of(SafeCsv.cell(segment.id()) + "," + segment.cluster() + "," + SafeCsv.cell(segment.name())
                + ",");
    }
}
