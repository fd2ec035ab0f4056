package io.segmenta.pipeline.features;

import io.segmenta.clustering.manifold.Umap;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.UmapPlace;
import io.segmenta.pipeline.features.Finding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Features laid out by UMAP, so that segments are found among places. Of more rows than the model may keep, a sample is
 * laid out; every row, of the sample too, is then placed by {@link UmapPlace} as a new row is. The same bits at any
 * number of threads. Not a value type: the arrays are shared.
 *
 * @param features the places, with the layout as a further step
 * @param before the features that were laid out, row by row
 * @param step the layout
 * @param sample for each of its reference rows the row it is, rising
 */
public record Embedding(FittedFeatures features, Matrix before, UmapPlace step, int[] sample) {
    /** Neighbours of a row in the graph that is laid out. */
    private static final int NEIGHBORS = 30;
    private static final int LEAST_ROWS = 10;
    private static final int BLOCK = 256;
    /** Seconds that one product of a distance takes at least. */
    private static final double PRODUCT = 2e-10;
    /** Seconds that one edge takes at least in one pass over the graph. */
    private static final double EDGE = 2e-8;
    private static final int PASSES = 500;

    /** Whether the settings ask for it. */
    public static boolean isOn(PipelineConfig config) {
        return config.features().umapComponents() > 0;
    }

    /**
     * Lays out.
     *
     * @param plain features of at least ten rows
     * @throws DataException when there are fewer rows, or a magnitude is above 1e15
     */
    public static Embedding of(FittedFeatures plain, PipelineConfig config, Workers workers) {
        Matrix x = plain.matrix();
        if (x.rows() < LEAST_ROWS) {
            throw DataException.of(Reason.TOO_FEW_ROWS,
                    "%d rows are too few to be laid out (features.umap_components); at least %d are needed", x.rows(),
                    LEAST_ROWS);
        }
        int components = Math.min(config.features().umapComponents(), x.columns());
        int[] sample = RowSample.of(x.rows(), UmapPlace.maxRows(x.columns(), components),
                new SplittableRandom(config.seed()));
        Matrix laid = sample.length == x.rows() ? x : x.selectRows(sample);
        int neighbors = Math.min(NEIGHBORS, laid.rows() - 1);
        float[][] layout = RangeRemedy.added(() -> new Umap(neighbors, components, 0, 0).fit(laid, config.seed(),
                workers)).layout();
        float[][] rows = new float[laid.rows()][x.columns()];
        for (int i = 0; i < rows.length; i++) {
            laid.row(i, rows[i]);
        }
        UmapPlace step = new UmapPlace(x.names(), neighbors, rows, layout);
        List<FeatureStep> steps = new ArrayList<>(plain.pipeline().steps());
        steps.add(step);
        List<Finding> findings = new ArrayList<>(plain.findings());
        findings.add(Finding.ofTable(Kind.CHANGED, step.describe()));
        findings.add(Finding.ofTable(Kind.NOTICE, "the model keeps the features of " + step.size()
                + " rows, without names, to place others by (features.umap_components)"));
        FittedFeatures features = new FittedFeatures(new FeaturePipeline(steps, step.outputs()),
                place(step, x, workers), List.copyOf(findings), plain.keptRows(), plain.outliers());
        return new Embedding(features, x, step, sample);
    }

    private static Matrix place(UmapPlace step, Matrix x, Workers workers) {
        float[][] columns = new float[step.components()][x.rows()];
        workers.forEachBlock(Math.ceilDiv(x.rows(), BLOCK), block -> {
            UmapPlace.Near near = step.near();
            float[] row = new float[x.columns()];
            double[] place = new double[columns.length];
            for (int i = block * BLOCK; i < Math.min(x.rows(), (block + 1) * BLOCK); i++) {
                x.row(i, row);
                near.place(row, place);
                for (int c = 0; c < place.length; c++) {
                    columns[c][i] = (float) place[c];
                }
            }
        });
        return Matrix.ofColumns(step.outputs(), columns);
    }

    /**
     * Places rows as if the layout had kept none but some.
     *
     * @param known the rows that may be reference rows, rising
     * @param wanted the rows to place
     * @return empty when no reference row is left
     */
    public Optional<Matrix> without(int[] known, int[] wanted, Workers workers) {
        int[] left = IntStream.range(0, sample.length).filter(i -> Arrays.binarySearch(known, sample[i]) >= 0)
                .toArray();
        return left.length == 0 ? Optional.empty()
                : Optional.of(place(step.with(left), before.selectRows(wanted), workers));
    }

    /** How long laying out takes at least, in seconds. */
    public static double seconds(double n, int features, int components, int threads) {
        double sampled = Math.min(n, UmapPlace.maxRows(features, components));
        return (n + sampled) * sampled * features * PRODUCT / threads + PASSES * sampled * NEIGHBORS * EDGE;
    }

    /** What laying out holds beside the features, in bytes: the sample twice, its graph, and the places of all rows. */
    public static double bytes(double n, int features, int components) {
        double sampled = Math.min(n, UmapPlace.maxRows(features, components));
        return 4 * n * components + sampled * (12.0 * (features + components) + 80.0 * NEIGHBORS);
    }
}
