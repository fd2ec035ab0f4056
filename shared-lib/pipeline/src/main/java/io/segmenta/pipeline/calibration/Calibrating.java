package io.segmenta.pipeline.calibration;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.Assignment;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.confidence.ScoreTable;
import io.segmenta.model.confidence.StayCurve;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Clusterer;
import io.segmenta.pipeline.algorithm.Division;
import io.segmenta.pipeline.algorithm.Rows;
import io.segmenta.pipeline.search.Agreement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Learns the {@link Calibration} of a model: scores and margins of at most {@value #MOST_OF_SEGMENT} rows of each
 * segment, as if they had not been there, and how often answers stay in {@link Retrainings}. The same bits at any
 * number of threads.
 */
public final class Calibrating {
    private static final int FOLDS = 5;
    private static final int MOST_OF_SEGMENT = 10_000;
    /** The share of a segment's usual rows that may lie between it and another. */
    private static final double NARROW = 0.05;
    /** A segment with fewer rows borrows the curve of all. */
    private static final int FEWEST_OF_CURVE = 40;

    /** Of rows that cannot be divided once more: no other training would find what this one did. */
    private static final StayCurve NEVER = new StayCurve(new double[1], new double[1]);

    private final int k;
    private final long seed;

    private Calibrating(int k, long seed) {
        this.k = k;
        this.seed = seed;
    }

    /**
     * Learns.
     *
     * @param clusterer that divided the rows
     * @param division what it made
     * @param assigner that labels new rows
     * @param rows every row that was divided
     * @param seen the same as they would look as new rows, n x d
     * @param alpha the share of usual rows that may be called outside
     * @param seed of every random choice
     */
    public static Learned of(Clusterer clusterer, Division division, Assigner assigner, Rows rows, Matrix seen,
            double alpha, long seed, Workers workers) {
        return new Calibrating(assigner.clusters(), seed).learned(clusterer, division, assigner, rows, seen, alpha,
                workers);
    }

    /**
     * Returns rows as they look when a fifth of them in turn is new.
     *
     * @param x n x d, where nothing else is known
     * @param view how some rows look when others alone are known
     */
    public static Matrix inFolds(Matrix x, Agreement.View view) {
        float[][] columns = new float[x.columns()][];
        Arrays.setAll(columns, j -> x.column(j).clone());
        for (int fold = 0; fold < FOLDS; fold++) {
            int first = fold;
            int[] known = IntStream.range(0, x.rows()).filter(i -> i % FOLDS != first).toArray();
            int[] wanted = IntStream.range(0, x.rows()).filter(i -> i % FOLDS == first).toArray();
            Optional<Matrix> seen = wanted.length == 0 ? Optional.empty() : view.of(known, wanted);
            for (int j = 0; j < columns.length && seen.isPresent(); j++) {
                float[] column = seen.get().column(j);
                for (int i = 0; i < wanted.length; i++) {
                    columns[j][wanted[i]] = column[i];
                }
            }
        }
        return Matrix.ofColumns(x.names(), columns);
    }

    /**
     * What was learned, and of whom.
     *
     * @param heldOut what the model answers for rows as if each had not been there, at most {@value #MOST_OF_SEGMENT}
     * of each segment: the array itself
     */
    public record Learned(Calibration calibration, Assignment[] heldOut) {}

    private Learned learned(Clusterer clusterer, Division division, Assigner assigner, Rows rows, Matrix seen,
            double alpha, Workers workers) {
        LeftOut leftOut = LeftOut.of(clusterer, division, assigner, rows, seen, seed, workers);
        Assignment[] heldOut = leftOut.of(some(division.labels()), workers);
        Answers judged = Answers.of(heldOut, k);
        int[] inside = IntStream.range(0, judged.segments().length).filter(i -> judged.segments()[i] < k).toArray();
        Answers scored = judged.of(inside.length > 0 ? inside : IntStream.range(0, judged.segments().length).toArray());
        Pooled scores = new Pooled(scored.scores(), scored.segments(), k + 1);
        Pooled margins = new Pooled(scored.margins(), scored.segments(), k + 1);
        List<ScoreTable> tables = new ArrayList<>();
        double[] narrow = new double[k];
        for (int c = 0; c < k; c++) {
            tables.add(ScoreTable.of(scores.values(c, scores.rows(c, (int) Math.ceil(1 / alpha) - 1))));
            narrow[c] = least(margins.values(c, margins.rows(c, (int) Math.ceil(1 / NARROW) - 1)));
        }
        return new Learned(new Calibration(alpha, tables, narrow, stays(clusterer, assigner, rows, workers),
                examples(rows.x())), heldOut);
    }

    /** At most so many rows of each segment and of none, rising. */
    private int[] some(int[] labels) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] taken = new boolean[labels.length];
        for (int c = -1; c < k; c++) {
            int segment = c;
            int[] own = IntStream.range(0, labels.length).filter(i -> labels[i] == segment).toArray();
            Arrays.stream(RowSample.of(own.length, MOST_OF_SEGMENT, random)).forEach(i -> taken[own[i]] = true);
        }
        return IntStream.range(0, labels.length).filter(i -> taken[i]).toArray();
    }

    /** The margin below which a row is among the least: that of the rank that the promise allows. */
    private static double least(double[] margins) {
        double[] sorted = margins.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.floor(NARROW * (sorted.length + 1)) - 1;
        return rank < 0 ? Double.NEGATIVE_INFINITY : sorted[rank];
    }

    private List<StayCurve> stays(Clusterer clusterer, Assigner assigner, Rows rows, Workers workers) {
        int[] pool = RowSample.of(rows.count(), clusterer.mostRetrained(), new SplittableRandom(seed));
        Rows parted = pool.length == rows.count() ? rows : rows.with(rows.x().selectRows(pool));
        Retrainings found = Retrainings.of(clusterer, parted, rows.count(), assigner, seed, workers);
        Pooled margins = new Pooled(found.margins(), found.segments(), k + 2);
        List<StayCurve> curves = new ArrayList<>();
        for (int c = 0; c <= k; c++) {
            int[] every = margins.rows(c, Integer.MAX_VALUE);
            int[] own = margins.rows(c, FEWEST_OF_CURVE);
            curves.add(every.length == 0 ? NEVER
                    : Curves.mean(Curves.of(margins.values(c, own), of(found.stays(), own)),
                            Curves.of(margins.values(c, every), of(found.stays(), every))));
        }
        return curves;
    }

    private static double[] of(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
    }

    static double finite(double margin) {
        return Double.isNaN(margin) ? 0 : Math.clamp(margin, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /** Rows in an order that says nothing, as the first of equals may be taken. */
    private float[][] examples(Matrix x) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = RowSample.of(x.rows(), Calibration.MOST_EXAMPLES, random);
        int[] rows = Arrays.stream(Retrainings.shuffled(drawn.length, random)).map(i -> drawn[i]).toArray();
        float[][] examples = new float[rows.length][x.columns()];
        for (int i = 0; i < rows.length; i++) {
            x.row(rows[i], examples[i]);
        }
        return examples;
    }

    /**
     * What is answered for rows.
     *
     * @param segments of the rows, in [0, k], of which k is none
     */
    private record Answers(int[] segments, double[] scores, double[] margins) {
        static Answers of(Assignment[] answers, int k) {
            return new Answers(Arrays.stream(answers).mapToInt(one -> one.cluster() < 0 ? k : one.cluster()).toArray(),
                    Arrays.stream(answers).mapToDouble(one -> Math.min(one.score(), Double.MAX_VALUE)).toArray(),
                    Arrays.stream(answers).mapToDouble(one -> finite(one.margin())).toArray());
        }

        Answers of(int[] some) {
            return new Answers(Arrays.stream(some).map(i -> segments[i]).toArray(),
                    Arrays.stream(some).mapToDouble(i -> scores[i]).toArray(),
                    Arrays.stream(some).mapToDouble(i -> margins[i]).toArray());
        }
    }
}
