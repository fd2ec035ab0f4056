package io.segmenta.pipeline.search;

import io.segmenta.clustering.metrics.Silhouette;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.DistinctRows;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Clusterer;
import io.segmenta.pipeline.algorithm.Clusterers;
import io.segmenta.pipeline.algorithm.Density;
import io.segmenta.pipeline.algorithm.DensityClusterer;
import io.segmenta.pipeline.algorithm.Division;
import io.segmenta.pipeline.algorithm.FoundNumber;
import io.segmenta.pipeline.algorithm.GivenNumber;
import io.segmenta.pipeline.algorithm.Partition;
import io.segmenta.pipeline.algorithm.Rows;
import io.segmenta.pipeline.algorithm.SegmentSizes;
import io.segmenta.pipeline.algorithm.Solution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The clustering that was chosen: the number of segments given, or the best of those searched.
 *
 * @param choice which number of segments, and why
 * @param judged the partition that was taken
 * @param clusterer that was taken
 * @param division what it made, of which the partition is judged
 * @param reference what is found where there are no groups; empty when it was not asked for
 * @param stability per segment its {@link Stability}; empty when it was not asked for
 * @param searched what a search over algorithms or parameters went through; empty when only k was searched
 */
public record ChosenClustering(Choice choice, Evaluation judged, Clusterer clusterer, Division division,
        Optional<NullReference> reference, List<Double> stability, Optional<SearchResult> searched) {
    /** Copies the list. */
    public ChosenClustering {
        stability = List.copyOf(stability);
    }

    /**
     * Clusters as configured. The search tries k from {@code k_min} to {@code k_max}, no more than there are distinct
     * rows.
     *
     * @param rows n x d
     * @param config the settings, of which {@code clustering} and {@code seed} count
     * @param workers who does the work
     * @param progress hears of the stages "clustering" and "judging"
     * @return the clustering
     * @throws DataException when there are fewer distinct rows than segments asked for
     * @throws io.segmenta.model.base.ConfigException when segments of the sizes asked for cannot hold the rows
     */
    public static ChosenClustering of(Rows rows, PipelineConfig config, Workers workers, Progress progress) {
        SegmentSizes.of(config.clustering(), rows.count());
        return Clusterers.of(config.clustering()).map(one -> switch (one) {
            case DensityClusterer _ -> Search.of(rows, config, workers, progress);
            case Clusterer clusterer -> of(rows, clusterer, config, workers, progress);
        }).orElseGet(() -> Search.of(rows, config, workers, progress));
    }

    private static ChosenClustering of(Rows rows, Clusterer clusterer, PipelineConfig config, Workers workers,
            Progress progress) {
        SearchedRows some = clusterer instanceof GivenNumber given
                ? SearchedRows.of(rows, given, ks(rows.x(), config.clustering(), given).getLast(), config.seed())
                : SearchedRows.all(rows);
        return searched(some, rows, clusterer, config, workers, progress)
                .or(() -> searched(SearchedRows.all(rows), rows, clusterer, config, workers, progress)).orElseThrow();
    }

    /** Empty when all rows are not divided as those were that the number of segments was searched on. */
    private static Optional<ChosenClustering> searched(SearchedRows some, Rows rows, Clusterer clusterer,
            PipelineConfig config, Workers workers, Progress progress) {
        ClusteringConfig settings = config.clustering();
        Matrix x = rows.x();
        progress.report("clustering", 0, x.rows() + " rows");
        List<Division> divisions = new ArrayList<>(switch (clusterer) {
            case GivenNumber given ->
                given.divide(some.rows(), ks(some.rows().x(), settings, given), config.seed(), workers, progress);
            case FoundNumber found -> List.of(found.fit(rows, x.rows(), config.seed(), workers));
        });
        progress.report("clustering", 1, "");
        List<Evaluation> judged = new ArrayList<>(judge(some, divisions.stream().map(Division::partition).toList(),
                config.seed(), workers, progress));
        List<List<Double>> stabilities = new ArrayList<>(
                stabilities(some, clusterer, judged, config, workers, progress));
        List<Candidate> candidates = new ArrayList<>();
        for (int c = 0; c < judged.size(); c++) {
            candidates.add(some.ofAll(judged.get(c).candidate()).withStability(least(stabilities.get(c))));
        }
        // The one taken is measured on all rows, so that a run knows one silhouette of it, and chosen among again.
        Choice choice = choose(clusterer, candidates, settings);
        int place = candidates.indexOf(choice.chosen());
        for (BitSet measured = new BitSet(); !measured.get(place); place = candidates.indexOf(choice.chosen())) {
            measured.set(place);
            if (some.isSample() && clusterer instanceof GivenNumber given) {
                Optional<Division> all = some.ofAll(rows, given, divisions.get(place), config.seed(), workers);
                if (all.isEmpty()) {
                    return Optional.empty();
                }
                divisions.set(place, all.get());
                judged.set(place, Evaluation.of(x, all.get().partition(), config.seed(), workers));
                stabilities.set(place, stabilities(rows, clusterer, List.of(judged.get(place)), config, workers,
                        progress).getFirst());
            } else {
                judged.set(place, judged.get(place).measuredFully(x, config.seed(), workers));
            }
            candidates.set(place, judged.get(place).candidate().withStability(least(stabilities.get(place))));
            choice = choose(clusterer, candidates, settings);
        }
        Evaluation taken = judged.get(place);
        Choice told = choice;
        Optional<NullReference> reference = settings.gapReferences() == 0 ? Optional.empty()
                : NullReference.of(x, choice.k(), Math.max(most(x, settings, clusterer), choice.k()),
                        settings.gapReferences(),
                        config.seed(), workers,
                        (_, fraction, detail) -> progress.report("judging", 0.8 + 0.2 * fraction, detail));
        if (reference.isPresent()) {
            told = told.against(reference.get());
        }
        told = told.because(divisions.get(place).notes()).foundAgain(stabilities.get(place));
        progress.report("judging", 1, told.verdict());
        return Optional.of(new ChosenClustering(told, taken, clusterer, divisions.get(place), reference,
                stabilities.get(place), Optional.empty()));
    }

    private static Choice choose(Clusterer clusterer, List<Candidate> candidates, ClusteringConfig settings) {
        return switch (clusterer) {
            case FoundNumber _ -> Choice.compared(candidates.getFirst(), candidates,
                    List.of(new Ground.NumberFound()));
            case GivenNumber _ -> settings.k() > 0 ? Choice.fixed(candidates.getFirst())
                    : Choice.search(candidates, settings.criterion());
        };
    }

    /** The rows that lie in and outside of segments, where the clusterer leaves some outside. */
    public Optional<Density> density() {
        return division.solution() instanceof Solution.Dense(Density density) ? Optional.of(density) : Optional.empty();
    }

    /**
     * The gap statistic of a candidate of the choice, NaN when not known: of its own segments where algorithms were
     * searched, else of those that k-means makes.
     */
    public double gap(Candidate candidate) {
        if (searched.isEmpty()) {
            return reference.map(known -> known.gap(candidate.k())).orElse(Double.NaN);
        }
        return searched.get().tried().stream()
                .filter(one -> one.algorithm().equals(clusterer.name()) && one.candidate().k() == candidate.k())
                .mapToDouble(EvaluatedCandidate::gap).findFirst().orElse(Double.NaN);
    }

    /** The same, of which the verdict says that so many rows were set aside before. */
    public ChosenClustering without(int rows) {
        return rows == 0 ? this
                : new ChosenClustering(choice.without(rows), judged, clusterer, division, reference, stability,
                        searched);
    }

    /**
     * The same, told by the features that were laid out too.
     *
     * @param before those features, row by row of what was divided
     */
    public ChosenClustering laidOutFrom(Matrix before, long seed, Workers workers) {
        Matrix inside = density().map(density -> before.selectRows(density.members())).orElse(before);
        double silhouette = Silhouette.of(inside, judged.partition().labels(), seed, workers).mean();
        return new ChosenClustering(choice.laidOutFrom(silhouette), judged, clusterer, division, reference, stability,
                searched);
    }

    ChosenClustering with(SearchResult through) {
        return new ChosenClustering(choice, judged, clusterer, division, reference, stability, Optional.of(through));
    }

    /** A clustering that was not searched for, by an algorithm that leaves nothing but labels and centroids. */
    public static ChosenClustering given(Choice choice, Evaluation judged, Clusterer clusterer) {
        return new ChosenClustering(choice, judged, clusterer, Division.of(judged.partition()),
                Optional.empty(), List.of(), Optional.empty());
    }

    /**
     * The numbers of segments to try: given or searched, as far as the rows and the clusterer allow.
     *
     * @throws DataException when the rows allow none
     */
    static List<Integer> ks(Matrix x, ClusteringConfig settings, GivenNumber clusterer) {
        GivenNumber.Range possible = clusterer.possible(range(x, settings), x.rows());
        return IntStream.rangeClosed(possible.least(), possible.most()).boxed().toList();
    }

    /** The greatest number of segments that may be tried. */
    private static int most(Matrix x, ClusteringConfig settings, Clusterer clusterer) {
        return switch (clusterer) {
            case GivenNumber given -> ks(x, settings, given).getLast();
            case FoundNumber _ -> settings.kMax();
        };
    }

    /** The same whatever the clusterer. */
    static List<Integer> ks(Matrix x, ClusteringConfig settings) {
        GivenNumber.Range possible = range(x, settings);
        return IntStream.rangeClosed(possible.least(), possible.most()).boxed().toList();
    }

    private static GivenNumber.Range range(Matrix x, ClusteringConfig settings) {
        int least = settings.k() > 0 ? settings.k() : settings.kMin();
        int most = settings.k() > 0 ? settings.k() : settings.kMax();
        int distinct = DistinctRows.count(x, most);
        refuse(x, least, distinct);
        return new GivenNumber.Range(least, Math.min(Math.min(most, distinct), x.rows() - 1));
    }

    /** Per candidate the stability of each segment, none where it was not asked for. */
    static List<List<Double>> stabilities(Rows rows, Clusterer clusterer, List<Evaluation> judged,
            PipelineConfig config, Workers workers, Progress progress) {
        return stabilities(SearchedRows.all(rows), clusterer, judged, config, workers, progress);
    }

    private static List<List<Double>> stabilities(SearchedRows some, Clusterer clusterer, List<Evaluation> judged,
            PipelineConfig config, Workers workers, Progress progress) {
        Rows rows = some.rows();
        Matrix x = rows.x();
        ClusteringConfig settings = config.clustering();
        if (settings.stabilityResamples() == 0) {
            return Collections.nCopies(judged.size(), List.of());
        }
        progress.report("judging", 0.7, settings.stabilityResamples() + " draws of the rows");
        double[][] found = new double[judged.size()][];
        workers.forEachBlock(found.length, c -> {
            Partition partition = judged.get(c).partition();
            found[c] = Stability.of(x, partition.labels(), partition.k(), settings.stabilityResamples(), config.seed(),
                    some::pool,
                    part -> clusterer.labels(rows.with(part), x.rows(), partition.k(), config.seed(), workers));
        });
        return Arrays.stream(found).map(values -> Arrays.stream(values).boxed().toList()).toList();
    }

    /** The stability of the least stable segment, NaN where none is known. */
    static double least(List<Double> stability) {
        return stability.stream().filter(value -> !value.isNaN()).mapToDouble(Double::doubleValue).min()
                .orElse(Double.NaN);
    }

    private static void refuse(Matrix x, int least, int distinct) {
        if (distinct < least) {
            throw DataException.of(Reason.TOO_FEW_DISTINCT_ROWS,
                    "only %d of %d rows differ in the columns that shape segments, and %d segments need %d; use more "
                            + "columns or upload more rows%s",
                    distinct, x.rows(), least, least, orFewer(least));
        }
        if (x.rows() <= least) {
            throw DataException.of(Reason.TOO_FEW_ROWS, "%d rows are too few to find %d segments in, which needs %d; "
                    + "upload more rows%s", x.rows(), least, least + 1, orFewer(least));
        }
    }

    private static String orFewer(int least) {
        return least > 2 ? ", or ask for fewer segments (clustering.k)" : "";
    }

    /** Measures partitions of the same rows. */
    static List<Evaluation> judge(Matrix x, List<Partition> partitions, long seed, Workers workers,
            Progress progress) {
        return judge(SearchedRows.all(Rows.of(x)), partitions, seed, workers, progress);
    }

    private static List<Evaluation> judge(SearchedRows some, List<Partition> partitions, long seed, Workers workers,
            Progress progress) {
        Matrix x = some.rows().x();
        progress.report("judging", 0, "k = " + partitions.getFirst().k()
                + (partitions.size() == 1 ? "" : " to " + partitions.getLast().k()));
        return partitions.size() == 1 ? List.of(Evaluation.of(x, partitions.getFirst(), seed, workers))
                : Evaluation.candidates(x, partitions, some.compared(partitions.getLast().k(), seed), seed, workers);
    }
}
