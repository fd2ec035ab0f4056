package io.segmenta.clustering.result;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import io.segmenta.model.Segment;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.Matrix;

/**
 * The segment of every row as gzipped CSV, written as it is computed: the row's number in the file (from 1, headers not
 * counted), its identifier if the table has one, segment id, cluster number, segment name, distance to the segment and
 * confidence. The gzip header holds no time, so equal assignments are equal bytes.
 */
public final class Assignments {
    private static final int FLUSH = 1 << 16;

    private final Matrix features;
    private final int[] labels;
    private final Optional<Column> identifier;
    private final Assigner assigner;
    private final List<Segment> segments;

    /**
     * Prepares the file; arrays are shared.
     *
     * @param features the features of every row of the file
     * @param labels the segment of every row
     * @param identifier the column that names rows, with as many rows
     * @param assigner answers distance and confidence
     * @param segments by cluster number
     */
    public Assignments(Matrix features, int[] labels, Optional<Column> identifier, Assigner assigner,
            List<Segment> segments) {
        this.features = features;
        this.labels = labels;
        this.identifier = identifier;
        this.assigner = assigner;
        this.segments = List.copyOf(segments);
    }

    /** Writes the file and leaves the stream open. */
    public void writeTo(OutputStream out) throws IOException {
        GZIPOutputStream gzip = new GZIPOutputStream(out, FLUSH);
        StringBuilder lines = new StringBuilder(FLUSH + 1_000);
        lines.append("row,");
        identifier.ifPresent(column -> lines.append(SafeCsv.cell(column.name())).append(','));
        lines.append("segment_id,cluster,segment_name,distance,confidence\n");
        String[] middles = segments.stream()
                .map(s -> SafeCsv.cell(s.id()) + "," + s.cluster() + "," + SafeCsv.cell(s.name()) + ",")
                .toArray(String[]::new);
        float[] row = new float[features.columns()];
        double[] squared = new double[assigner.clusters()];
        int[] points = new int[assigner.clusters()];
        for (int i = 0; i < labels.length; i++) {
            lines.append(i + 1).append(',');
            if (identifier.isPresent()) {
                lines.append(SafeCsv.cell(identifier.get().text(i))).append(',');
            }
            features.row(i, row);
            assigner.locate(row, squared, points);
            lines.append(middles[labels[i]]);
            number(lines, Math.sqrt(squared[labels[i]])).append(',');
            number(lines, confidence(squared, labels[i])).append('\n');
            if (lines.length() >= FLUSH) {
                gzip.write(lines.toString().getBytes(StandardCharsets.UTF_8));
                lines.setLength(0);
            }
        }
        gzip.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        gzip.finish();
    }

    /** The posterior of the given segment under the mixture that the assigner's Javadoc describes. */
    private double confidence(double[] squared, int label) {
        double nearest = squared[0];
        for (double value : squared) {
            nearest = Math.min(nearest, value);
        }
        double twice = 2 * assigner.variance();
        double all = 0;
        double own = 0;
        for (int c = 0; c < squared.length; c++) {
            double weight = twice > 0 ? assigner.share(c) * Math.exp((nearest - squared[c]) / twice)
                    : squared[c] == nearest ? assigner.share(c) : 0;
            all += weight;
            own += c == label ? weight : 0;
        }
        return own / all;
    }

    private static StringBuilder number(StringBuilder out, double value) {
        return out.append(new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toPlainString());
    }
}
