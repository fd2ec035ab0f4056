package io.segmenta.pipeline.calibration;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.Assignment;
import io.segmenta.model.assign.DensityReference;
import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Clusterer;
import io.segmenta.pipeline.algorithm.Codebook;
import io.segmenta.pipeline.algorithm.Division;
import io.segmenta.pipeline.algorithm.LabelledRows;
import io.segmenta.pipeline.algorithm.Rows;
import io.segmenta.pipeline.algorithm.Solution;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a model answers for rows of its training as if each had not been there: so they stand for new rows, and none
 * need be held back. Exact for means and mixtures; of reference rows the nearest other counts. Where the fit tells no
 * more, fifths of the rows are left out in turn; of large maps a unit counts as the mean of its rows.
 */
final class LeftOut {
    private static final int BLOCK = 512;
    private static final int FOLDS = 5;
    /** From here on a unit has so many rows that one hardly moves it. */
    private static final int MOST_IN_FOLDS = 20_000;

    private final Assigner assigner;
    private final Matrix x;
    private final Matrix seen;
    private final int[] labels;
    private final long[] sizes;
    /** Per row its place among the reference rows or units, -1 for none. */
    private final int[] own;
    private final int[] hits;
    private final Assigner[] folds;

    private LeftOut(Assigner assigner, Matrix x, Matrix seen, Division division, int[] own, int[] hits,
            Assigner[] folds) {
        this.assigner = assigner;
        this.x = x;
        this.seen = seen;
        this.labels = division.labels();
        this.sizes = division.partition().sizes();
        this.own = own;
        this.hits = hits;
        this.folds = folds;
    }

    /**
     * Prepares.
     *
     * @param seen the rows as new ones look, n x d
     */
    static LeftOut of(Clusterer clusterer, Division division, Assigner assigner, Rows rows, Matrix seen, long seed,
            Workers workers) {
        Matrix x = rows.x();
        if (division.solution() instanceof Solution.Units(Codebook codebook) && x.rows() > MOST_IN_FOLDS) {
            return new LeftOut(assigner, x, seen, division, codebook.map().labels(), codebook.map().hits(),
                    new Assigner[0]);
        }
        if (clusterer.isJudgedInFolds()) {
            Assigner[] folds = x.rows() < 2 * FOLDS ? new Assigner[0] : folds(clusterer, division, rows, seed, workers);
            return new LeftOut(assigner, x, seen, division, new int[0], new int[0], folds);
        }
        float[][] references = assigner instanceof NearestReference reference ? reference.rows()
                : assigner instanceof DensityReference reference ? reference.rows() : new float[0][];
        return new LeftOut(assigner, x, seen, division, places(x, references), new int[0], new Assigner[0]);
    }

    /** Per fold an assigner made without its rows, where that leaves every segment a row. */
    private static Assigner[] folds(Clusterer clusterer, Division division, Rows rows, long seed, Workers workers) {
        Assigner[] folds = new Assigner[FOLDS];
        int k = division.partition().k();
        for (int f = 0; f < FOLDS; f++) {
            int fold = f;
            int[] kept = IntStream.range(0, rows.count()).filter(i -> i % FOLDS != fold).toArray();
            LabelledRows part = LabelledRows.of(rows.x(), division.labels(), kept);
            if (Arrays.stream(part.labels()).distinct().count() < k) {
                return new Assigner[0];
            }
            folds[f] = clusterer.refit(part, division, rows, seed, workers);
        }
        return folds;
    }

    /** Per row its place among reference rows, which are some of the rows in their order; -1 for none. */
    private static int[] places(Matrix x, float[][] references) {
        int[] places = new int[x.rows()];
        Arrays.fill(places, -1);
        float[] row = new float[x.columns()];
        int next = 0;
        for (int i = 0; i < places.length && next < references.length; i++) {
            x.row(i, row);
            if (Arrays.equals(row, references[next])) {
                places[i] = next++;
            }
        }
        return places;
    }

    /** The answers for some rows. */
    Assignment[] of(int[] rows, Workers workers) {
        Assignment[] answers = new Assignment[rows.length];
        workers.forEachBlock(Math.ceilDiv(rows.length, BLOCK), block -> {
            float[] row = new float[x.columns()];
            for (int i = block * BLOCK; i < Math.min(rows.length, (block + 1) * BLOCK); i++) {
                seen.row(rows[i], row);
                answers[i] = answer(rows[i], row);
            }
        });
        return answers;
    }

    private Assignment answer(int i, float[] row) {
        if (hits.length > 0) {
            return drawnTo(assigner.explain(row), hits[own[i]]);
        }
        if (folds.length > 0) {
            return folds[i % FOLDS].explain(row);
        }
        return switch (assigner) {
            case NearestCentroid centroid -> centroid.without(row, labels[i], sizes[labels[i]]);
            case GaussianPosterior mixture -> mixture.without(row, x.rows());
            case NearestReference reference -> reference.without(row, own.length == 0 ? -1 : own[i]);
            case DensityReference reference -> reference.without(row, own[i]);
        };
    }

    /** As if a unit were the mean of its rows, which the row drew to itself. */
    private static Assignment drawnTo(Assignment answer, int rows) {
        double score = rows < 2 ? answer.otherScore() : answer.score() * rows / (rows - 1.0);
        return new Assignment(answer.cluster(), answer.runnerUp(), answer.distance(), answer.confidence(),
                answer.outside(), score, answer.otherScore(), answer.otherScore() - score);
    }
}
