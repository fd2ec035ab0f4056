package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.data.Matrix;

/**
 * An algorithm as a run uses it: configured, with all that the run asks of it beside the segments. One record for each,
 * and {@link Clusterers} knows which belongs to a setting. Immutable; every method gives the same bits at any number of
 * threads.
 */
public sealed interface Clusterer permits GivenNumber, FoundNumber {
    /** The algorithm as people configure it, with what makes it another: {@code kmeans}, {@code agglomerative ward}. */
    String name();

    /** Whether its time grows with the square of the rows however many there are. */
    default boolean isQuadratic() {
        return false;
    }

    /** Whether its segments follow chains of near rows rather than a centre. */
    default boolean followsChains() {
        return false;
    }

    /**
     * What one fit holds beside the rows and the labels of the candidates, in bytes.
     *
     * @param n number of rows
     * @param features number of columns of the matrix
     */
    double bytes(double n, int features);

    /**
     * How long a fit of all that is tried takes at least, in seconds: see {@link Effort}.
     *
     * @param n number of rows
     * @param features number of columns of the matrix
     * @param threads that share the work, where the algorithm can share it
     */
    double seconds(double n, int features, int threads);

    /** What resampling and comparing hold for each row of a sample, in bytes. */
    default int bytesPerSampledRow() {
        return 300;
    }

    /**
     * The labels of rows divided anew, for resampling and comparing: fewer restarts, the numbering as it comes,
     * negative outside of all; all negative where nothing is found.
     *
     * @param rows a draw of the rows, or others like them
     * @param of how many rows they were drawn from
     * @param k the number of segments, for algorithms that are told it
     * @param seed of every random choice
     */
    int[] labels(Rows rows, int of, int k, long seed, Workers workers);

    /** The rows of a draw that a training to compare with takes at most. */
    default int mostRetrained() {
        return 10_000;
    }

    /**
     * By which power of the share of the rows the margins that a training on a part finds are too wide beside those of
     * all: 1/2 where what varies is as an error of an estimate, less where some of it does not vanish with more rows,
     * such as local optima, and 0 where none of it does. As measured: decision 0060.
     */
    default double widening() {
        return 0;
    }

    /** Whether parts of the rows must be left out in turn to tell how far new rows are from their segment. */
    default boolean isJudgedInFolds() {
        return false;
    }

    /**
     * What a training on other rows would label new rows by.
     *
     * @param rows a draw of the rows
     * @param of how many rows they were drawn from
     * @param k the number of segments, for algorithms that are told it
     * @param seed of every random choice
     * @throws io.segmenta.model.base.DataException when it would find nothing
     */
    Assigner retrained(Rows rows, int of, int k, long seed, Workers workers);

    /**
     * How new rows are labelled: as the fit labelled its own, or by a stand-in whose agreement is measured.
     *
     * @param x every row that was divided, those outside of segments too
     * @param division what was made of them
     * @param seed of a draw of reference rows, where there is one
     */
    Assigner assigner(Matrix x, Division division, long seed);

    /**
     * An assigner of the same kind from some rows and their labels, as if the others had not been there.
     *
     * @param part the rows, each segment with one at least that can stand for it
     * @param division what was made of all rows
     * @param rows all rows
     */
    Assigner refit(LabelledRows part, Division division, Rows rows, long seed, Workers workers);
}
