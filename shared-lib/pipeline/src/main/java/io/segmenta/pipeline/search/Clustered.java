package io.segmenta.pipeline.search;

import io.segmenta.clustering.centroid.SizeBounds;
import io.segmenta.clustering.mixture.GaussianMixtureFit;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.DistinctRows;
import io.segmenta.config.ClusteringConfig.Algorithm;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The clustering that was chosen: the number of segments given, or the best of those searched.
 *
 * @param choice which number of segments, and why
 * @param judged the partition that was taken
 * @param settings those of the algorithm that was taken
 * @param tree of the linkage that was used, for agglomerative clustering
 * @param codebook the map that was used, for self-organising maps
 * @param mixture what was fitted, for Gaussian mixtures
 * @param reference what is found where there are no groups; empty when it was not asked for
 * @param stability per segment its {@link Stability}; empty when it was not asked for
 * @param density which rows are outside every segment, for algorithms that leave some: then the partition is of the others
 * @param searched what a search over algorithms or parameters went through; empty when only k was searched
 * @param notes what must be told of how the segments were made, such as sizes that were asked for
 */
public record Clustered(Choice choice, Judged judged, ClusteringConfig settings,
        Optional<Tree> tree, Optional<Codebook> codebook, Optional<GaussianMixtureFit> mixture,
        Optional<NullReference> reference, List<Double> stability, Optional<Density> density,
        Optional<Searched> searched, List<String> notes) {
    /** Copies the lists. */
    public Clustered {
        stability = List.copyOf(stability);
        notes = List.copyOf(notes);
    }

    /**
     * Clusters as configured. The search tries k from {@code k_min} to {@code k_max}, no more than there are distinct
     * rows.
     *
     * @param x n x d
     * @param config the settings, of which {@code clustering} and {@code seed} count
     * @param workers who does the work
     * @param progress hears of the stages "clustering" and "judging"
     * @return the clustering
     * @throws DataException when there are fewer distinct rows than segments asked for
     * @throws io.segmenta.model.base.ConfigException when segments of the sizes asked for cannot hold the rows
     */
    public static Clustered of(Matrix x, PipelineConfig config, Workers workers, Progress progress) {
        return of(x, List.of(), config, workers, progress);
    }

    /**
     * Clusters as {@link #of(Matrix, PipelineConfig, Workers, Progress)} does.
     *
     * @param categories the columns of each category, for k-prototypes
     */
    public static Clustered of(Matrix x, List<int[]> categories, PipelineConfig config, Workers workers,
            Progress progress) {
        ClusteringConfig settings = config.clustering();
        Optional<SizeBounds> sizes = SegmentSizes.of(settings, x.rows());
        if (settings.algorithm() == Algorithm.AUTO || Density.isFor(settings.algorithm())) {
            return Search.of(x, categories, config, workers, progress);
        }
        List<Integer> ks = ks(x, settings, sizes);
        progress.report("clustering", 0, x.rows() + " rows");
        Divided divided = Divided.of(x, categories, settings, sizes, ks, config.seed(), workers, progress);
        progress.report("clustering", 1, "");
        List<Judged> judged = judge(x, divided.partitions(), config.seed(), workers, progress);
        List<List<Double>> stabilities = stabilities(x, categories, judged, sizes, config, workers, progress);
        List<Candidate> candidates = new ArrayList<>();
        for (int c = 0; c < judged.size(); c++) {
            candidates.add(judged.get(c).candidate().withStability(least(stabilities.get(c))));
        }
        Choice choice = settings.k() > 0 ? Choice.fixed(candidates.getFirst())
                : Choice.search(candidates, settings.criterion(), x.rows());
        int place = candidates.indexOf(choice.chosen());
        Judged taken = judged.get(place).measuredFully(x, config.seed(), workers);
        Choice told = choice.with(taken.candidate().withStability(choice.chosen().stability()));
        Optional<NullReference> reference = settings.gapReferences() == 0 ? Optional.empty()
                : NullReference.of(x, choice.k(), Math.max(ks.getLast(), choice.k()), settings.gapReferences(),
                        config.seed(), workers,
                        (_, fraction, detail) -> progress.report("judging", 0.8 + 0.2 * fraction, detail));
        if (reference.isPresent()) {
            told = told.against(reference.get());
        }
        List<String> notes = divided.notes().getOrDefault(choice.k(), List.of());
        told = told.because(notes).foundAgain(stabilities.get(place));
        progress.report("judging", 1, told.verdict());
        return new Clustered(told, taken, settings, divided.tree(),
                Optional.ofNullable(divided.codebooks().get(choice.k())),
                Optional.ofNullable(divided.mixtures().get(choice.k())), reference, stabilities.get(place),
                Optional.empty(), Optional.empty(), notes);
    }

    /**
     * The gap statistic of a candidate of the choice, NaN when not known: of its own segments where algorithms were
     * searched, else of those that k-means makes.
     */
    public double gap(Candidate candidate) {
        if (searched.isEmpty()) {
            return reference.map(known -> known.gap(candidate.k())).orElse(Double.NaN);
        }
        String algorithm = Configured.name(settings);
        return searched.get().tried().stream()
                .filter(one -> one.algorithm().equals(algorithm) && one.candidate().k() == candidate.k())
                .mapToDouble(Tried::gap).findFirst().orElse(Double.NaN);
    }

    Clustered with(Searched through) {
        return new Clustered(choice, judged, settings, tree, codebook, mixture, reference, stability, density,
                Optional.of(through), notes);
    }

    /** A clustering that was not searched for, by an algorithm that leaves nothing but labels and centroids. */
    public static Clustered given(Choice choice, Judged judged, ClusteringConfig settings) {
        return new Clustered(choice, judged, settings, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * The numbers of segments to try: given or searched, as far as the rows and the sizes allow.
     *
     * @throws DataException when the rows allow none
     */
    static List<Integer> ks(Matrix x, ClusteringConfig settings, Optional<SizeBounds> sizes) {
        SegmentSizes.Range wanted = range(x, settings);
        SegmentSizes.Range possible = sizes.isEmpty() ? wanted
                : SegmentSizes.possible(wanted.least(), wanted.most(), sizes.get(), x.rows());
        return IntStream.rangeClosed(possible.least(), possible.most()).boxed().toList();
    }

    /** The same without the sizes. */
    private static SegmentSizes.Range range(Matrix x, ClusteringConfig settings) {
        int least = settings.k() > 0 ? settings.k() : settings.kMin();
        int most = settings.k() > 0 ? settings.k() : settings.kMax();
        int distinct = DistinctRows.count(x, most);
        refuse(x, least, distinct);
        return new SegmentSizes.Range(least, Math.min(Math.min(most, distinct), x.rows() - 1));
    }

    /** Per candidate the stability of each segment, none where it was not asked for. */
    static List<List<Double>> stabilities(Matrix x, List<int[]> categories, List<Judged> judged,
            Optional<SizeBounds> sizes, PipelineConfig config, Workers workers, Progress progress) {
        ClusteringConfig settings = config.clustering();
        if (settings.stabilityResamples() == 0) {
            return Collections.nCopies(judged.size(), List.of());
        }
        progress.report("judging", 0.7, settings.stabilityResamples() + " draws of the rows");
        double[][] found = new double[judged.size()][];
        workers.forEachBlock(found.length, c -> {
            Partition partition = judged.get(c).partition();
            found[c] = Stability.of(x, partition, settings.stabilityResamples(), config.seed(),
                    part -> Divided.labels(part, categories, settings,
                            sizes.map(bounds -> bounds.forPart(part.rows(), x.rows())), partition.k(), config.seed(),
                            workers));
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
                    "k must not exceed the number of distinct rows: k=%d, distinct rows=%d", least, distinct);
        }
        if (x.rows() <= least) {
            throw DataException.of(Reason.TOO_FEW_ROWS, "k must be below the number of rows: k=%d, rows=%d", least,
                    x.rows());
        }
    }

    /** Measures partitions of the same rows. */
    static List<Judged> judge(Matrix x, List<Partition> partitions, long seed, Workers workers,
            Progress progress) {
        progress.report("judging", 0, "k = " + partitions.getFirst().k()
                + (partitions.size() == 1 ? "" : " to " + partitions.getLast().k()));
        return partitions.size() == 1 ? List.of(Judged.of(x, partitions.getFirst(), seed, workers))
                : Judged.candidates(x, partitions, Judged.sample(x.rows(), partitions.getLast().k(), seed), seed,
                        workers);
    }
}
