package io.segmenta.pipeline.report;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.Segment;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.base.RowNumber;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.rows.SafeCsv;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The customers nearest to a boundary as gzipped CSV: for each ordered pair of segments those of the first that are
 * least sure not to be of the second, at most {@value #MOST}. A line has both segments, the row's number in the file
 * (from 1, headers not counted), its identifier if the table has one, and the margin: the distance to the second
 * segment less that to the first, of a mixture the logarithm of the odds. Pairs in the order of the segments, least
 * margins first, then rows. Holds people's rows.
 *
 * <p>
 * Time O(n (k d + k log 100)), shared out by segments; memory O(k) lists of 100 rows per segment. The same bytes at any
 * number of threads.
 */
public final class Border {
    /** Its path, apart from the evidence of the run because it holds rows of people. */
    public static final String PATH = "people/assignments-border.csv.gz";

    static final int MOST = 100;
    /** In all; where there are many segments each pair has fewer. */
    private static final int MOST_LINES = 400_000;

    private final Matrix features;
    private final int[] served;
    private final Optional<Column> identifier;
    private final Assigner assigner;
    private final List<Segment> segments;
    private final Workers workers;

    /**
     * Prepares the file; arrays are shared.
     *
     * @param features of every row of the file
     * @param served the cluster that the model answers for each row, -1 for none
     * @param identifier the column that names rows
     * @param assigner of the model
     * @param segments by cluster number
     */
    Border(Matrix features, int[] served, Optional<Column> identifier, Assigner assigner, List<Segment> segments,
            Workers workers) {
        this.features = features;
        this.served = served;
        this.identifier = identifier;
        this.assigner = assigner;
        this.segments = List.copyOf(segments);
        this.workers = workers;
    }

    /** The rows of least margin, found so far, in order; a later row goes behind an equal margin. */
    private static final class Least {
        private final double[] margins;
        private final int[] rows;
        private int count;

        Least(int most) {
            margins = new double[most];
            rows = new int[most];
        }

        void offer(double margin, int row) {
            int most = margins.length;
            if (most == 0 || (count == most && margin >= margins[most - 1])) {
                return;
            }
            int at = count == most ? most - 1 : count++;
            while (at > 0 && margins[at - 1] > margin) {
                margins[at] = margins[at - 1];
                rows[at] = rows[at - 1];
                at--;
            }
            margins[at] = margin;
            rows[at] = row;
        }
    }

    /** Writes the file and leaves the stream open: a member for the head, then one for each segment. */
    void writeTo(OutputStream out) throws IOException {
        CsvBytes head = new CsvBytes(128).append("segment_id,segment_name,other_id,other_name,row,");
        identifier.ifPresent(column -> head.append(SafeCsv.cell(column.name())).append(','));
        out.write(FastGzip.of(head.append("margin\n")));
        int atOnce = 2 * workers.threads();
        byte[][] members = new byte[atOnce][];
        for (int first = 0; first < segments.size(); first += atOnce) {
            int begin = first;
            int count = Math.min(atOnce, segments.size() - first);
            workers.forEachBlock(count, c -> members[c] = FastGzip.of(lines(begin + c)));
            for (int c = 0; c < count; c++) {
                out.write(members[c]);
            }
        }
    }

    private CsvBytes lines(int cluster) {
        Least[] least = new Least[segments.size()];
        for (int other = 0; other < least.length; other++) {
            least[other] = new Least(Math.min(MOST, MOST_LINES / (least.length * least.length)));
        }
        float[] row = new float[features.columns()];
        double[] scores = new double[segments.size()];
        int[] points = new int[segments.size()];
        for (int i = 0; i < served.length; i++) {
            if (served[i] == cluster) {
                features.row(i, row);
                margins(row, cluster, scores, points);
                for (int other = 0; other < scores.length; other++) {
                    if (other != cluster) {
                        least[other].offer(scores[other], i);
                    }
                }
            }
        }
        byte[][] names = segments.stream().map(Border::name).toArray(byte[][]::new);
        CsvBytes lines = new CsvBytes(1 << 13);
        for (int other = 0; other < least.length; other++) {
            for (int place = 0; place < least[other].count; place++) {
                int at = least[other].rows[place];
                lines.append(names[cluster]).append(names[other]).append(RowNumber.of(at)).append(',');
                identifier.ifPresent(column -> lines.append(SafeCsv.cell(column.text(at))).append(','));
                lines.appendRounded(least[other].margins[place]).append('\n');
            }
        }
        return lines;
    }

    /** Per segment how much farther it is than the row's own. */
    private void margins(float[] row, int own, double[] into, int[] points) {
        if (assigner instanceof GaussianPosterior mixture) {
            double[] logs = mixture.logWeights(row);
            for (int k = 0; k < into.length; k++) {
                into[k] = logs[own] - logs[k];
            }
            return;
        }
        assigner.locate(row, into, points);
        double distance = Math.sqrt(into[own]);
        for (int k = 0; k < into.length; k++) {
            into[k] = Math.sqrt(into[k]) - distance;
        }
    }

    private static byte[] name(Segment segment) {
        return CsvBytes.of(SafeCsv.cell(segment.id()) + ',' + SafeCsv.cell(segment.name()) + ',');
    }
}
