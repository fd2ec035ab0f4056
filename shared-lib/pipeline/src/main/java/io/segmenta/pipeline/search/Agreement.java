package io.segmenta.pipeline.search;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.LabelledRows;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** How often an assigner gives rows the label that the clustering gave them. */
public final class Agreement {
    private static final int BLOCK = 8_192;
    /** One row in this many is held out. */
    private static final int FOLD = 5;
    /** Rows that are drawn of more. */
    private static final int MOST_ROWS = 100_000;

    private Agreement() {}

    /** The share of rows to which the assigner gives the label they were fitted with, in [0, 1]. */
    public static double of(Assigner assigner, Matrix x, int[] labels, Workers workers) {
        int blocks = (labels.length + BLOCK - 1) / BLOCK;
        int[] equal = new int[blocks];
        workers.forEachBlock(blocks, block -> {
            float[] row = new float[x.columns()];
            double[] squared = new double[assigner.clusters()];
            int[] points = new int[assigner.clusters()];
            for (int i = block * BLOCK; i < Math.min(labels.length, (block + 1) * BLOCK); i++) {
                x.row(i, row);
                equal[block] += cluster(assigner, row, squared, points) == labels[i] ? 1 : 0;
            }
        });
        return Arrays.stream(equal).asLongStream().sum() / (double) labels.length;
    }

    /** The cluster without its confidence, which would take far longer where distance decides. */
    private static int cluster(Assigner assigner, float[] row, double[] squared, int[] points) {
        boolean byDistance = assigner instanceof NearestCentroid || assigner instanceof NearestReference;
        if (!byDistance) {
            return assigner.explain(row, squared, points).cluster();
        }
        assigner.locate(row, squared, points);
        int nearest = 0;
        for (int c = 1; c < squared.length; c++) {
            nearest = squared[c] < squared[nearest] ? c : nearest;
        }
        return nearest;
    }

    /**
     * The same on rows that the assigner has not seen: of at most {@value #MOST_ROWS} rows, one made in the same way of
     * four fifths and their labels labels the others. Every segment keeps a row at least that can stand for it; NaN
     * when that leaves none to hold out.
     *
     * @param x n x d
     * @param labels n numbers in [0, k), -1 for rows in no segment
     * @param standing whether a row alone can stand for its segment; one in each can
     * @param seed of the draw
     * @param make makes an assigner of some rows and their labels, in the same numbering
     */
    public static double heldOut(Matrix x, int[] labels, int k, IntPredicate standing, long seed,
            Function<LabelledRows, Assigner> make, Workers workers) {
        return heldOut((_, wanted) -> Optional.of(x.selectRows(wanted)), labels, k, standing, seed, make, workers);
    }

    /** How rows look when of all rows some alone are known. */
    @FunctionalInterface
    public interface View {
        /**
         * Returns rows of the matrix.
         *
         * @param known numbers of the rows that are known, rising
         * @param wanted numbers of the rows to return
         * @return empty when too little is known
         */
        Optional<Matrix> of(int[] known, int[] wanted);
    }

    /**
     * The same of features that are made of known rows, so that rows held out look as new ones.
     *
     * @param view n rows of d features
     */
    public static double heldOut(View view, int[] labels, int k, IntPredicate standing, long seed,
            Function<LabelledRows, Assigner> make, Workers workers) {
        SplittableRandom random = new SplittableRandom(seed);
        double drawn = Math.min(1, MOST_ROWS / (double) labels.length);
        boolean[] seen = new boolean[k];
        IntStream.Builder kept = IntStream.builder();
        IntStream.Builder held = IntStream.builder();
        for (int i = 0; i < labels.length; i++) {
            double at = random.nextDouble();
            boolean first = labels[i] >= 0 && !seen[labels[i]] && standing.test(i);
            if (first) {
                seen[labels[i]] = true;
            }
            if (first || at < drawn * (FOLD - 1) / FOLD) {
                kept.add(i);
            } else if (at < drawn) {
                held.add(i);
            }
        }
        int[] others = held.build().toArray();
        if (others.length == 0) {
            return Double.NaN;
        }
        int[] known = kept.build().toArray();
        Optional<Matrix> part = view.of(known, known);
        Optional<Matrix> unseen = view.of(known, others);
        if (part.isEmpty() || unseen.isEmpty()) {
            return Double.NaN;
        }
        Assigner assigner = make.apply(new LabelledRows(known, part.get(), of(labels, known)));
        return of(assigner, unseen.get(), of(labels, others), workers);
    }

    private static int[] of(int[] labels, int[] rows) {
        return Arrays.stream(rows).map(row -> labels[row]).toArray();
    }
}
