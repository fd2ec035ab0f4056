package io.segmenta.pipeline.search;

import io.segmenta.clustering.metrics.DensityValidity;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.config.ClusteringConfig.Criterion;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Clusterer;
import io.segmenta.pipeline.algorithm.Density;
import io.segmenta.pipeline.algorithm.DensityClusterer;
import io.segmenta.pipeline.algorithm.Division;
import io.segmenta.pipeline.algorithm.FoundNumber;
import io.segmenta.pipeline.algorithm.GivenNumber;
import io.segmenta.pipeline.algorithm.Partition;
import io.segmenta.pipeline.algorithm.Rows;
import io.segmenta.pipeline.algorithm.Solution;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A search over the algorithms that {@code auto} compares, or over the parameters of one that finds the number of
 * segments: every candidate of a {@link SearchSpace} is fitted and measured, and a {@link Rule} takes one.
 *
 * <p>
 * What is costly is sampled: the algorithms are compared on at most 50,000 rows, silhouettes on those that
 * {@link Evaluation} says, conductance and density-based validity on at most 5,000, stability on at most 2,000, gaps on
 * at most 1,000. Each sample is the same for all candidates. The algorithm taken is then fitted to all rows.
 */
final class Search {
    private static final int VALIDITY_ROWS = 5_000;

    private final Rows rows;
    private final Matrix x;
    private final PipelineConfig config;
    private final ClusteringConfig settings;
    private final Workers workers;
    private final Progress progress;
    private final List<Fit> fits = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Search(Rows rows, PipelineConfig config, Workers workers, Progress progress) {
        this.rows = rows;
        this.x = rows.x();
        this.config = config;
        this.settings = config.clustering();
        this.workers = workers;
        this.progress = progress;
    }

    /** What one entry of the space gave: divisions of all rows, or one of those that are dense. */
    private record Fit(SearchSpace.Entry entry, Matrix inside, List<Division> divisions) {
        double outside() {
            return divisions.getFirst().solution() instanceof Solution.Dense(Density density)
                    ? density.outside() / (double) density.labels().length
                    : 0;
        }

        List<Partition> partitions() {
            return divisions.stream().map(Division::partition).toList();
        }
    }

    /** A candidate with all that is needed to take it. */
    private record Measured(Fit fit, Division division, Evaluation judged, EvaluatedCandidate tried) {}

    /** Whether two are cuts of the very same fit. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean areOfOneFit(Measured one, Measured other) {
        return one.fit() == other.fit();
    }

    /**
     * Searches.
     *
     * @param rows n x d
     * @param progress hears of the stages "clustering" and "judging"
     * @throws DataException when there are fewer distinct rows than segments asked for, or no candidate finds segments
     */
    static ChosenClustering of(Rows rows, PipelineConfig config, Workers workers, Progress progress) {
        boolean auto = config.clustering().algorithm().isEmpty();
        Matrix x = rows.x();
        Matrix looked = !auto || x.rows() <= SearchSpace.MOST_ROWS ? x
                : x.selectRows(RowSample.of(x.rows(), SearchSpace.MOST_ROWS, new SplittableRandom(config.seed())));
        return new Search(rows.with(looked), config, workers, progress).run(x, auto);
    }

    private ChosenClustering run(Matrix all, boolean auto) {
        List<Integer> ks = auto ? ChosenClustering.ks(x, settings) : List.of();
        SearchSpace space = SearchSpace.of(config, all.rows(), ks);
        notes.addAll(space.leftOut());
        fit(space);
        Optional<NullReference> reference = settings.gapReferences() == 0 || !auto ? Optional.empty()
                : NullReference.of(x, ks.getFirst(), ks.getLast(), settings.gapReferences(), config.seed(), workers,
                        (_, fraction, detail) -> progress.report("judging", 0.1 * fraction, detail));
        List<Measured> measured = measure(reference, space.fitted());
        List<EvaluatedCandidate> tried = measured.stream().map(Measured::tried).toList();
        Rule rule = auto ? Rule.byAlgorithm(tried, settings.k() > 0, criterion()) : Rule.byValidity(tried);
        Measured taken = measured.get(rule.taken());
        SearchResult searched = new SearchResult(
                IntStream.range(0, tried.size()).mapToObj(i -> tried.get(i).taken(i == rule.taken())).toList(),
                space.size(), x.rows(), String.join(" ", rule.reasons()), notes);
        List<String> why = new ArrayList<>(rule.reasons());
        why.addAll(notes);
        if (x != all) {
            why.add("Algorithms were compared on " + Numbers.count(x.rows()) + " rows drawn from all.");
        }
        progress.report("judging", 0.9, "comparing with data without groups");
        List<Candidate> same = measured.stream().filter(one -> areOfOneFit(one, taken))
                .map(one -> one.tried().candidate()).toList();
        ChosenClustering found = switch (taken.fit().entry().clusterer()) {
            case DensityClusterer clusterer -> dense(all, clusterer, taken, why);
            case Clusterer clusterer -> divided(all, clusterer, taken, same, why, ks);
        };
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
        String time = SearchTime.told(SearchTime.seconds(space, x.rows(), x.columns(), settings.stabilityResamples(),
                workers.threads()));
        for (SearchSpace.Entry entry : space.entries()) {
            int before = done;
            Progress own = (_, fraction, _) -> {
                int part = (int) (fraction * entry.candidates());
                progress.report("clustering", (before + fraction * entry.candidates()) / space.fitted(),
                        before + part + " of " + space.fitted() + " candidates tried, now " + entry.told() + ", "
                                + time + " in all");
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

    private Fit fit(SearchSpace.Entry entry, Matrix of, Progress heard) {
        return switch (entry.clusterer()) {
            case GivenNumber clusterer -> new Fit(entry, of,
                    clusterer.divide(rows.with(of), entry.ks(), config.seed(), workers, heard));
            case FoundNumber clusterer -> {
                Division division = clusterer.fit(rows.with(of), of.rows(), config.seed(), workers);
                yield new Fit(entry, division.inside(of), List.of(division));
            }
        };
    }

    private List<Measured> measure(Optional<NullReference> reference, int candidates) {
        Separation separation = Separation.of(x, config.seed(), workers);
        int[] dense = RowSample.of(x.rows(), VALIDITY_ROWS, new SplittableRandom(config.seed()));
        List<Measured> measured = new ArrayList<>();
        for (Fit fit : fits) {
            double before = 0.1 + 0.8 * measured.size() / candidates;
            progress.report("judging", before,
                    measured.size() + " of " + candidates + " candidates judged, now " + fit.entry().told());
            List<Evaluation> judged = ChosenClustering.judge(fit.inside(), fit.partitions(), config.seed(), workers,
                    Progress.NONE);
            List<List<Double>> stabilities = stabilities(fit, judged);
            for (int c = 0; c < judged.size(); c++) {
                Division division = fit.divisions().get(c);
                int[] labels = division.labels();
                int k = division.partition().k();
                Candidate candidate = judged.get(c).candidate()
                        .withStability(ChosenClustering.least(stabilities.get(c)));
                boolean byDensity = fit.entry().clusterer() instanceof DensityClusterer;
                double gap = reference.isEmpty() || byDensity ? Double.NaN : reference.get().gap(x, labels, k);
                double validity = byDensity ? DensityValidity.of(x.selectRows(dense),
                        Arrays.stream(dense).map(row -> labels[row]).toArray(), workers) : Double.NaN;
                measured.add(new Measured(fit, division, judged.get(c),
                        new EvaluatedCandidate(fit.entry().algorithm(), fit.entry().parameters(), candidate, gap,
                                stabilities.get(c), fit.outside(), separation.conductance(labels, k),
                                validity, false)));
            }
        }
        return measured;
    }

    private List<List<Double>> stabilities(Fit fit, List<Evaluation> judged) {
        return switch (fit.entry().clusterer()) {
            case DensityClusterer clusterer -> List.of(stability(clusterer, fit.divisions().getFirst()));
            case Clusterer clusterer ->
                ChosenClustering.stabilities(rows, clusterer, judged, config, workers, Progress.NONE);
        };
    }

    private List<Double> stability(DensityClusterer clusterer, Division division) {
        if (settings.stabilityResamples() == 0) {
            return List.of();
        }
        double[] found = Stability.of(x, division.labels(), division.partition().k(), settings.stabilityResamples(),
                config.seed(), part -> dense(part, clusterer));
        return Arrays.stream(found).boxed().toList();
    }

    /** The labels found in some of the rows, sizes in rows scaled to them; none where nothing is found. */
    private int[] dense(Matrix part, DensityClusterer clusterer) {
        return clusterer.labels(rows.with(part), x.rows(), 0, config.seed(), workers);
    }

    /** Takes segments of a given number, fitted to all rows where the search looked at some. */
    private ChosenClustering divided(Matrix all, Clusterer clusterer, Measured measured, List<Candidate> same,
            List<String> why, List<Integer> ks) {
        int k = measured.tried().candidate().k();
        Division division = measured.division();
        Evaluation taken = measured.judged();
        if (all != x) {
            division = switch (clusterer) {
                case GivenNumber given ->
                    given.divide(rows.with(all), List.of(k), config.seed(), workers, Progress.NONE).getFirst();
                case FoundNumber found -> found.fit(rows.with(all), all.rows(), config.seed(), workers);
            };
            k = division.partition().k();
            taken = Evaluation.of(all, division.partition(), config.seed(), workers);
        }
        int number = k;
        taken = taken.measuredFully(all, config.seed(), workers);
        Candidate candidate = taken.candidate().withStability(measured.tried().candidate().stability());
        Choice choice = Choice.compared(candidate, same, why.stream().<Ground>map(Ground.Note::new).toList())
                .with(candidate);
        Optional<NullReference> reference = Optional.empty();
        if (settings.gapReferences() > 0) {
            reference = NullReference.of(all, k, Math.max(k, ks.getLast()), settings.gapReferences(), config.seed(),
                    workers, Progress.NONE);
            choice = reference.map(choice::against).orElse(choice);
            boolean low = choice.structure() == Structure.NONE
                    || (choice.structure() == Structure.WEAK && clusterer.followsChains());
            if (low) {
                choice = choice.separated(Contrast.of(all, settings.gapReferences(), config.seed(), workers,
                        others -> conductance(others, clusterer, number)));
            }
        }
        choice = choice.because(division.notes()).foundAgain(measured.tried().stability());
        return new ChosenClustering(choice, taken, clusterer, division, reference, measured.tried().stability(),
                Optional.empty());
    }

    private double conductance(Matrix others, Clusterer clusterer, int k) {
        int[] labels = clusterer.labels(rows.with(others), others.rows(), k, config.seed(), workers);
        int most = Arrays.stream(labels).max().orElseThrow() + 1;
        return Separation.of(others, config.seed(), workers).conductance(labels, Math.max(k, most));
    }

    /** Takes segments found by density, in all rows where the search looked at some. */
    private ChosenClustering dense(Matrix all, DensityClusterer clusterer, Measured measured, List<String> why) {
        Fit fit = all == x ? measured.fit() : fit(measured.fit().entry(), all, Progress.NONE);
        Division division = fit.divisions().getFirst();
        Evaluation judged = Evaluation.of(fit.inside(), division.partition(), config.seed(), workers);
        EvaluatedCandidate tried = measured.tried();
        Choice choice = Choice.found(judged.candidate().withStability(tried.candidate().stability()), fit.outside());
        if (settings.gapReferences() > 0) {
            choice = choice.denser(Contrast.of(x, settings.gapReferences(), config.seed(), workers,
                    others -> DensityValidity.of(others, dense(others, clusterer), workers)));
        }
        return new ChosenClustering(choice.because(division.notes()).because(why).foundAgain(tried.stability()), judged,
                clusterer, division,
                Optional.empty(), tried.stability(), Optional.empty());
    }
}
