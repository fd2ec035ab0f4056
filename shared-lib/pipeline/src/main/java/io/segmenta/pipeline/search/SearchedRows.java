package io.segmenta.pipeline.search;

import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.pipeline.algorithm.Division;
import io.segmenta.pipeline.algorithm.GivenNumber;
import io.segmenta.pipeline.algorithm.Rows;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The rows on which the number of segments is searched: all of them, or of very many a sample drawn by the seed. All
 * rows are divided anew into the number that was taken, and the search begins again with all of them unless they are
 * divided as the sample was.
 *
 * @param rows those that are searched on
 * @param drawn the place of each among all rows, rising; empty when they are all
 * @param all how many rows there are
 * @param most the greatest number of segments that was to be tried when the sample was drawn, 0 for none
 */
record SearchedRows(Rows rows, int[] drawn, int all, int most) {
    /** Two divisions that agree as much tell the same. */
    private static final double LEAST_AGREEMENT = 0.99;

    /** Every row. */
    static SearchedRows all(Rows rows) {
        return new SearchedRows(rows, new int[0], rows.count(), 0);
    }

    /**
     * As many as the algorithm asks for, those among them by which candidates are compared: silhouettes and stabilities
     * are then of the same rows as if all had been searched on, and nearly the same.
     *
     * @param most the greatest number of segments that is tried
     */
    static SearchedRows of(Rows rows, GivenNumber clusterer, int most, long seed) {
        int n = rows.count();
        int enough = clusterer.searchedOn(n, most);
        if (enough >= n) {
            return all(rows);
        }
        BitSet taken = new BitSet(n);
        Arrays.stream(Evaluation.sample(n, most, seed)).forEach(taken::set);
        Arrays.stream(Stability.pool(n, new SplittableRandom(seed))).forEach(taken::set);
        int[] others = IntStream.range(0, n).filter(row -> !taken.get(row)).toArray();
        Arrays.stream(RowSample.of(others.length, enough - taken.cardinality(), new SplittableRandom(seed)))
                .forEach(place -> taken.set(others[place]));
        int[] drawn = taken.stream().toArray();
        return new SearchedRows(rows.with(rows.x().selectRows(drawn)), drawn, n, most);
    }

    /**
     * The rows by which candidates are compared, as {@link Evaluation#sample} gives them of all rows.
     *
     * @param k the greatest number of segments that is compared
     */
    int[] compared(int k, long seed) {
        return places(Evaluation.sample(all, isSample() ? most : k, seed));
    }

    /** The rows that are drawn from for stability, as {@link Stability#pool} gives them of all rows. */
    int[] pool(SplittableRandom random) {
        return places(Stability.pool(all, random));
    }

    private int[] places(int[] ofAll) {
        return isSample() ? Arrays.stream(ofAll).map(row -> Arrays.binarySearch(drawn, row)).toArray() : ofAll;
    }

    boolean isSample() {
        return drawn.length > 0;
    }

    /** What was measured of the sample, told of all rows: sums of squares grow with them. */
    Candidate ofAll(Candidate measured) {
        if (!isSample()) {
            return measured;
        }
        double share = (double) all / drawn.length;
        double freedom = (all - (double) measured.k()) / (drawn.length - (double) measured.k());
        return new Candidate(measured.k(), measured.inertia() * share, measured.silhouette(),
                measured.calinskiHarabasz() * freedom, measured.daviesBouldin(), measured.smallestShare(),
                measured.stability(), measured.silhouetteError(), Math.round(measured.smallestRows() * share));
    }

    /**
     * Divides all rows into as many segments as the sample.
     *
     * @param ofSample what was taken
     * @return empty when their rows are not those of the sample's segments
     */
    Optional<Division> ofAll(Rows every, GivenNumber clusterer, Division ofSample, long seed, Workers workers) {
        Division found = clusterer.divide(every, List.of(ofSample.partition().k()), seed, workers, Progress.NONE)
                .getFirst();
        int[] labels = found.labels();
        double agreement = AdjustedRandIndex.of(ofSample.labels(),
                Arrays.stream(drawn).map(row -> labels[row]).toArray());
        List<String> notes = new ArrayList<>(found.notes());
        notes.add(String.format(Locale.ROOT, "The number of segments was searched on %s of %s rows, drawn by the seed;"
                + " all rows were then divided, as the sample had been (adjusted Rand index %.3f).",
                Numbers.count(drawn.length), Numbers.count(all), agreement));
        return agreement < LEAST_AGREEMENT ? Optional.empty()
                : Optional.of(new Division(found.partition(), found.solution(), notes));
    }
}
