package io.segmenta.pipeline.search;

import io.segmenta.clustering.metrics.DensityValidity;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig.Algorithm;
import io.segmenta.config.ClusteringConfig.Criterion;
import io.segmenta.config.ClusteringConfig.Linkage;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A search over the algorithms that {@code auto} compares, or over the parameters of one that finds the number of segments:
 * every candidate of a {@link SearchSpace} is fitted and measured, and a {@link Rule} takes one.
 *
 * <p>
 * What is costly is sampled: the algorithms are compared on at most 50,000 rows, silhouettes on those that {@link Judged}
 * says, conductance and density-based validity on at most 5,000, stability on at most 2,000, gaps on at most 1,000. Each
 * sample is the same for all candidates. The algorithm taken is then fitted to all rows.
 */
final class Search {
    private static final int VALIDITY_ROWS = 5_000;

    private final Matrix x;
    private final List<int[]> categories;
    private final PipelineConfig config;
    private final ClusteringConfig settings;
    private final Workers workers;
    private final Progress progress;
    private final List<Fit> fits = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Search(Matrix x, List<int[]> categories, PipelineConfig config, Workers workers, Progress progress) {
        this.x = x;
        this.categories = categories;
        this.config = config;
        this.settings = config.clustering();
        this.workers = workers;
        this.progress = progress;
    }

    /** What one entry of the space gave: partitions of all rows, or one of those that are dense. */
    private record Fit(SearchSpace.Entry entry, Matrix rows, Optional<Divided> divided, Optional<Density> density,
            List<Partition> partitions) {
        /** The labels of all rows, negative outside every segment. */
        int[] labels(Partition partition) {
            return density.map(Density::labels).orElse(partition.labels());
        }

        double outside() {
            return density.map(found -> found.outside() / (double) found.labels().length).orElse(0.0);
        }
    }

    /** A candidate with all that is needed to take it. */
    private record Measured(Fit fit, Judged judged, Tried tried) {}

    /**
     * Searches.
     *
     * @param x n x d
     * @param categories the columns of each category, for k-prototypes
     * @param progress hears of the stages "clustering" and "judging"
     * @throws DataException when there are fewer distinct rows than segments asked for, or no candidate finds segments
     */
    static Clustered of(Matrix x, List<int[]> categories, PipelineConfig config, Workers workers, Progress progress) {
        boolean auto = config.clustering().algorithm() == Algorithm.AUTO;
        Matrix rows = !auto || x.rows() <= SearchSpace.MOST_ROWS ? x
                : x.selectRows(RowSample.of(x.rows(), SearchSpace.MOST_ROWS, new SplittableRandom(config.seed())));
        return new Search(rows, categories, config, workers, progress).run(x, auto);
    }

    private Clustered run(Matrix all, boolean auto) {
        List<Integer> ks = auto ? Clustered.ks(x, settings, Optional.empty()) : List.of();
        SearchSpace space = SearchSpace.of(config, all.rows(), ks);
        notes.addAll(space.leftOut());
        fit(space);
        Optional<NullReference> reference = settings.gapReferences() == 0 || !auto ? Optional.empty()
                : NullReference.of(x, ks.getFirst(), ks.getLast(), settings.gapReferences(), config.seed(), workers,
                        (_, fraction, detail) -> progress.report("judging", 0.1 * fraction, detail));
        List<Measured> measured = measure(reference, space.fitted());
        List<Tried> tried = measured.stream().map(Measured::tried).toList();
        Rule rule = auto ? Rule.byAlgorithm(tried, settings.k() > 0, criterion()) : Rule.byValidity(tried);
        Measured taken = measured.get(rule.taken());
        Searched searched = new Searched(
                IntStream.range(0, tried.size()).mapToObj(i -> tried.get(i).taken(i == rule.taken())).toList(),
                space.size(), x.rows(), String.join(" ", rule.reasons()), notes);
        List<String> why = new ArrayList<>(rule.reasons());
        why.addAll(notes);
        if (x != all) {
            why.add("Algorithms were compared on " + Numbers.count(x.rows()) + " rows drawn from all.");
        }
        progress.report("judging", 0.9, "comparing with data without groups");
        List<Candidate> same = measured.stream().filter(one -> one.fit() == taken.fit())
                .map(one -> one.tried().candidate()).toList();
        Clustered found = taken.fit().density().isPresent() ? dense(all, taken, why)
                : divided(all, taken, same, why, ks);
        progress.report("judging", 1, found.choice().verdict());
        return found.with(searched);
    }

    private Criterion criterion() {
        return settings.criterion() != Criterion.AUTO ? settings.criterion()
                : settings.stabilityResamples() > 0 ? Criterion.STABILITY : Criterion.SILHOUETTE;
    }

    private void fit(SearchSpace space) {
        int done = 0;
        DataException nothing = null;
        for (SearchSpace.Entry entry : space.entries()) {
            int before = done;
            Progress own = (_, fraction, _) -> {
                int part = (int) (fraction * entry.candidates());
                progress.report("clustering", (before + fraction * entry.candidates()) / space.fitted(),
                        before + part + " of " + space.fitted() + " candidates tried, now " + entry.told());
            };
            own.report("clustering", 0, "");
            try {
                fits.add(fit(entry, x, own));
            } catch (DataException impossible) {
                nothing = nothing == null ? impossible : nothing;
                notes.add("Nothing found by " + entry.told() + ": " + impossible.getMessage() + ".");
            }
            done += entry.candidates();
        }
        if (fits.isEmpty()) {
            throw nothing;
        }
        progress.report("clustering", 1, done + " of " + done + " candidates tried");
    }

    private Fit fit(SearchSpace.Entry entry, Matrix rows, Progress heard) {
        ClusteringConfig own = entry.config().clustering();
        if (!entry.ks().isEmpty()) {
            Divided divided = Divided.of(rows, categories, own, Optional.empty(), entry.ks(), config.seed(), workers,
                    heard);
            return new Fit(entry, rows, Optional.of(divided), Optional.empty(), divided.partitions());
        }
        Density density = Density.of(rows, own, workers);
        Matrix inside = density.outside() == 0 ? rows : rows.selectRows(density.members());
        int[] labels = Arrays.stream(density.members()).map(row -> density.labels()[row]).toArray();
        Partition partition = Partition.of(inside, labels, density.reach().length);
        return new Fit(entry, inside, Optional.empty(), Optional.of(density.numberedAs(partition)),
                List.of(partition));
    }

    private List<Measured> measure(Optional<NullReference> reference, int candidates) {
        Separation separation = Separation.of(x, config.seed(), workers);
        int[] dense = RowSample.of(x.rows(), VALIDITY_ROWS, new SplittableRandom(config.seed()));
        List<Measured> measured = new ArrayList<>();
        for (Fit fit : fits) {
            double before = 0.1 + 0.8 * measured.size() / candidates;
            progress.report("judging", before,
                    measured.size() + " of " + candidates + " candidates judged, now " + fit.entry().told());
            List<Judged> judged = Clustered.judge(fit.rows(), fit.partitions(), config.seed(), workers, Progress.NONE);
            List<List<Double>> stabilities = stabilities(fit, judged);
            for (int c = 0; c < judged.size(); c++) {
                Partition partition = judged.get(c).partition();
                int[] labels = fit.labels(partition);
                Candidate candidate = judged.get(c).candidate().withStability(Clustered.least(stabilities.get(c)));
                boolean byDensity = fit.density().isPresent();
                double gap = reference.isEmpty() || byDensity ? Double.NaN
                        : reference.get().gap(x, labels, partition.k());
                double validity = byDensity ? DensityValidity.of(x.selectRows(dense),
                        Arrays.stream(dense).map(row -> labels[row]).toArray(), workers) : Double.NaN;
                measured.add(new Measured(fit, judged.get(c),
                        new Tried(fit.entry().algorithm(), fit.entry().parameters(), candidate, gap,
                                stabilities.get(c), fit.outside(), separation.conductance(labels, partition.k()),
                                validity, false)));
            }
        }
        return measured;
    }

    private List<List<Double>> stabilities(Fit fit, List<Judged> judged) {
        if (fit.density().isEmpty()) {
            return Clustered.stabilities(x, categories, judged, Optional.empty(), fit.entry().config(), workers,
                    Progress.NONE);
        }
        if (settings.stabilityResamples() == 0) {
            return List.of(List.of());
        }
        Partition partition = fit.partitions().getFirst();
        double[] found = Stability.of(x, fit.labels(partition), partition.k(), settings.stabilityResamples(),
                config.seed(), part -> dense(part, fit.entry()));
        return List.of(Arrays.stream(found).boxed().toList());
    }

    /** The labels that an entry finds in some of the rows, sizes in rows scaled to them; none where it finds nothing. */
    private int[] dense(Matrix part, SearchSpace.Entry entry) {
        try {
            return Density.of(part, entry.config().clustering(), part.rows() / (double) x.rows(), workers)
                    .labels();
        } catch (DataException nothing) {
            int[] none = new int[part.rows()];
            Arrays.fill(none, -1);
            return none;
        }
    }

    /** Takes segments of a given number, fitted to all rows where the search looked at some. */
    private Clustered divided(Matrix all, Measured measured, List<Candidate> same, List<String> why,
            List<Integer> ks) {
        SearchSpace.Entry entry = measured.fit().entry();
        int k = measured.tried().candidate().k();
        Divided divided = measured.fit().divided().orElseThrow();
        Judged taken = measured.judged();
        if (all != x) {
            divided = Divided.of(all, categories, entry.config().clustering(), Optional.empty(), List.of(k),
                    config.seed(), workers, Progress.NONE);
            taken = Judged.of(all, divided.partitions().getFirst(), config.seed(), workers);
        }
        taken = taken.measuredFully(all, config.seed(), workers);
        Candidate candidate = taken.candidate().withStability(measured.tried().candidate().stability());
        Choice choice = Choice.compared(candidate, same, why).with(candidate);
        Optional<NullReference> reference = Optional.empty();
        if (settings.gapReferences() > 0) {
            reference = NullReference.of(all, k, ks.getLast(), settings.gapReferences(), config.seed(),
                    workers, Progress.NONE);
            choice = reference.map(choice::against).orElse(choice);
            boolean low = choice.structure() == Structure.NONE
                    || choice.structure() == Structure.WEAK && ofAnyShape(entry.config().clustering());
            if (low) {
                choice = choice.separated(Contrast.of(all, settings.gapReferences(), config.seed(), workers,
                        rows -> conductance(rows, entry, k)));
            }
        }
        List<String> told = divided.notes().getOrDefault(k, List.of());
        choice = choice.because(told).foundAgain(measured.tried().stability());
        return new Clustered(choice, taken, entry.config().clustering(), divided.tree(),
                Optional.ofNullable(divided.codebooks().get(k)), Optional.ofNullable(divided.mixtures().get(k)),
                reference, measured.tried().stability(), Optional.empty(), Optional.empty(), told);
    }

    /** Whether segments of an algorithm follow chains of near rows rather than a centre. */
    private static boolean ofAnyShape(ClusteringConfig settings) {
        return switch (settings.algorithm()) {
            case GENIE, DBSCAN, HDBSCAN -> true;
            case AGGLOMERATIVE -> settings.linkage() == Linkage.SINGLE;
            case KMEANS, KPROTOTYPES, SOM, SOM_KMEANS, GAUSSIAN_MIXTURE, AUTO -> false;
        };
    }

    private double conductance(Matrix rows, SearchSpace.Entry entry, int k) {
        int[] labels = Divided.labels(rows, categories, entry.config().clustering(), Optional.empty(), k,
                config.seed(), workers);
        return Separation.of(rows, config.seed(), workers).conductance(labels, k);
    }

    /** Takes segments found by density, in all rows where the search looked at some. */
    private Clustered dense(Matrix all, Measured measured, List<String> why) {
        Fit fit = all == x ? measured.fit() : fit(measured.fit().entry(), all, Progress.NONE);
        Density density = fit.density().orElseThrow();
        Judged judged = Judged.of(fit.rows(), fit.partitions().getFirst(), config.seed(), workers);
        Tried tried = measured.tried();
        Choice choice = Choice.found(judged.candidate().withStability(tried.candidate().stability()), fit.outside());
        if (settings.gapReferences() > 0) {
            choice = choice.denser(Contrast.of(x, settings.gapReferences(), config.seed(), workers,
                    rows -> DensityValidity.of(rows, dense(rows, fit.entry()), workers)));
        }
        return new Clustered(choice.because(why).foundAgain(tried.stability()), judged,
                fit.entry().config().clustering(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), tried.stability(), Optional.of(density), Optional.empty(), List.of());
    }
}
