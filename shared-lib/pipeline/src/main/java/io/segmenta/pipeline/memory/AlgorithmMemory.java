package io.segmenta.pipeline.memory;

import io.segmenta.config.ClusteringConfig;
import io.segmenta.pipeline.algorithm.Clusterer;
import io.segmenta.pipeline.algorithm.Clusterers;
import io.segmenta.pipeline.algorithm.FoundNumber;
import java.util.List;

/** What an algorithm, or the costliest of a search, holds beside the table and the matrix, in bytes. */
final class AlgorithmMemory {
    /** How many rows the samples of resampling and comparing have in all. */
    private static final int SAMPLE_ROWS = 10_000;
    private static final int SAMPLED_ROW = 300;
    /** Of a row that is scored for calibration: its answer, and what is kept of it. */
    private static final int SCORED_ROW = 100;
    /** Rows of each segment that are. */
    private static final int SCORED_ROWS = 10_000;
    /** Rows that a search over algorithms looks at. */
    private static final int SEARCH_ROWS = 50_000;

    private AlgorithmMemory() {}

    /** What one fit of an algorithm, or the costliest of a search, holds beside the matrix and the labels. */
    static double fit(double n, int features, ClusteringConfig settings) {
        return clusterers(settings).stream().filter(one -> n <= SEARCH_ROWS || isAlone(settings) || !one.isQuadratic())
                .mapToDouble(one -> one.bytes(n, features)).max().orElse(0);
    }

    private static List<Clusterer> clusterers(ClusteringConfig settings) {
        return Clusterers.of(settings).map(List::of).orElseGet(() -> Clusterers.searched(settings));
    }

    private static boolean isAlone(ClusteringConfig settings) {
        return settings.algorithm().isPresent();
    }

    /**
     * What a search over algorithms or parameters holds: the rows it looks at, and of all candidates the labels, twice.
     */
    static double searching(double n, int features, ClusteringConfig settings) {
        ClusteringConfig.Search search = settings.search();
        boolean auto = !isAlone(settings);
        double density = search.minSamples().size()
                * (double) Math.max(search.minSegmentSize().size(), search.radiusQuantile().size());
        double candidates = auto
                ? search.algorithms().size()
                        * Math.max(density, settings.k() > 0 ? 1 : settings.kMax() - settings.kMin() + 1)
                : clusterers(settings).getFirst() instanceof FoundNumber ? density : 0;
        double fitted = search.budget() == 0 ? candidates : Math.min(candidates, search.budget());
        double rows = auto ? Math.min(n, SEARCH_ROWS) : n;
        double each = 8 * rows + (auto ? 0 : 4 * rows * features);
        return fitted * each + (n > rows ? 4 * rows * features : 0)
                + Math.max(sampled(n, settings), fit(rows, features, settings));
    }

    /** What resampling and comparing hold: most where every sample is divided into each number of segments anew. */
    static double sampled(double n, ClusteringConfig settings) {
        int bytes = Clusterers.of(settings).map(Clusterer::bytesPerSampledRow).orElse(SAMPLED_ROW);
        return bytes * Math.min(n, SAMPLE_ROWS);
    }

    /**
     * What calibration holds: in each thread the two halves of a draw and what is trained on them, with the answers of
     * thirty trainings for a tenth each; or the rows without a fifth, which the fit copies, and each scored row.
     */
    static double calibrating(double n, int features, ClusteringConfig settings, int threads) {
        int k = settings.k() > 0 ? settings.k() : settings.kMax();
        return clusterers(settings).stream().mapToDouble(one -> {
            double drawn = Math.min(n, one.mostRetrained());
            double halves = threads
                    * (0.9 * 4 * drawn * features + 2 * one.bytes(0.45 * drawn, features) + 12 * drawn) + 60 * drawn;
            double folds = one.isJudgedInFolds() ? 0.8 * (8 * n * features + one.bytes(n, features)) : 0;
            return Math.max(halves, folds + SCORED_ROW * Math.min(n, (double) SCORED_ROWS * k));
        }).max().orElse(0);
    }
}
