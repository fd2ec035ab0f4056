package io.segmenta.pipeline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.metrics.DensityValidity;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Searches over so few rows that each figure is known. */
class SmallSearchTest {
    private static final Workers ONE = new Workers(1);
    /** Three groups of twenty, far apart; row i is of group i % 3. */
    private static final Matrix THREE = Samples.blobs(60, 2, 3, 30, 3);
    private static final Map<String, String> TWO_ALGORITHMS = Map.of("clustering.algorithm", "auto",
            "clustering.search.algorithms", "kmeans,genie", "clustering.k_max", "4", "clustering.stability_resamples",
            "2", "clustering.gap_references", "2");
    private static final Map<String, String> DENSE = Map.of("clustering.algorithm", "dbscan",
            "clustering.search.min_samples", "3,4", "clustering.dbscan.radius", "3", "clustering.stability_resamples",
            "2", "clustering.gap_references", "2");

    private final List<String> heard = new ArrayList<>();
    private final List<Double> fractions = new ArrayList<>();

    private ChosenClustering run(Matrix x, Map<String, String> settings, String... more) {
        PipelineConfig config = PipelineConfig.defaults().with(settings);
        for (int i = 0; i < more.length; i += 2) {
            config = config.with(Map.of(more[i], more[i + 1]));
        }
        return ChosenClustering.of(Rows.of(x), config, ONE, (stage, fraction, detail) -> {
            heard.add(stage + " " + Math.round(1000 * fraction) + " " + detail.replaceFirst(", about .* in all$", ""));
            fractions.add((stage.equals("judging") ? 1 : 0) + fraction);
        });
    }

    @Test
    void auto_threeGroups_measuresEveryCandidateOfEachAlgorithm() {
        ChosenClustering found = run(THREE, TWO_ALGORITHMS);
        SearchResult searched = found.searched().orElseThrow();
        assertThat(searched.space()).isEqualTo(6);
        assertThat(searched.rows()).isEqualTo(60);
        assertThat(searched.tried()).extracting(one -> one.algorithm() + " " + one.candidate().k()).containsExactly(
                "kmeans 2", "kmeans 3", "kmeans 4", "genie 2", "genie 3", "genie 4");
        assertThat(searched.tried()).filteredOn(one -> one.candidate().k() == 3).hasSize(2).allSatisfy(three -> {
            assertThat(three.conductance()).isZero();
            assertThat(three.stability()).containsExactly(1.0, 1.0, 1.0);
            assertThat(three.candidate().stability()).isEqualTo(1);
            assertThat(three.outside()).isZero();
            assertThat(three.validity()).isNaN();
        });
        assertThat(searched.tried()).extracting(EvaluatedCandidate::gap).allMatch(Double::isFinite);
        assertThat(searched.tried()).filteredOn(EvaluatedCandidate::taken)
                .extracting(one -> one.algorithm() + " " + one.candidate().k()).containsExactly("kmeans 3");
        assertThat(searched.decision()).startsWith("6 candidates were compared.");
    }

    @Test
    void auto_threeGroups_tellsWhatWasTakenAndWhatItWasComparedWith() {
        ChosenClustering found = run(THREE, TWO_ALGORITHMS);
        assertThat(found.choice().k()).isEqualTo(3);
        assertThat(found.clusterer().name()).isEqualTo("kmeans");
        assertThat(found.choice().candidates()).as("those of the same algorithm").extracting(Candidate::k)
                .containsExactly(2, 3, 4);
        assertThat(found.choice().chosen().stability()).isEqualTo(1);
        assertThat(found.stability()).containsExactly(1.0, 1.0, 1.0);
        assertThat(found.judged().partition().sizes()).containsExactly(20, 20, 20);
        assertThat(found.reference()).isPresent();
        assertThat(found.choice().reasons()).anyMatch(reason -> reason.startsWith("Data without groups do worse"))
                .noneMatch(reason -> reason.contains("drawn from all"));
        for (EvaluatedCandidate one : found.searched().orElseThrow().tried().subList(0, 3)) {
            assertThat(found.gap(one.candidate())).isEqualTo(one.gap());
        }
        assertThat(found.gap(new Candidate(9, 1, 1, 1, 1, 1))).isNaN();
    }

    @Test
    void auto_progress_risesAndCountsCandidates() {
        ChosenClustering found = run(THREE, TWO_ALGORITHMS);
        assertThat(fractions).isSorted();
        assertThat(heard).startsWith("clustering 0 0 of 6 candidates tried, now kmeans").containsSubsequence(
                "clustering 500 3 of 6 candidates tried, now genie", "clustering 1000 6 of 6 candidates tried",
                "judging 0 with data that hold no groups", "judging 50 with data that hold no groups",
                "judging 100 with data that hold no groups", "judging 100 0 of 6 candidates judged, now kmeans",
                "judging 500 3 of 6 candidates judged, now genie",
                "judging 900 comparing with data without groups").endsWith(
                        "judging 1000 " + found.choice().verdict());
    }

    @Test
    void auto_withoutFurtherMeasures_decidesBySilhouette() {
        ChosenClustering found = run(THREE, TWO_ALGORITHMS, "clustering.stability_resamples", "0",
                "clustering.gap_references", "0");
        assertThat(found.choice().k()).isEqualTo(3);
        assertThat(found.choice().reasons()).anyMatch(reason -> reason.contains("the silhouette decided"));
        assertThat(found.reference()).isEmpty();
        assertThat(found.stability()).isEmpty();
        assertThat(found.searched().orElseThrow().tried()).allSatisfy(one -> {
            assertThat(one.gap()).isNaN();
            assertThat(one.stability()).isEmpty();
            assertThat(one.candidate().stability()).isNaN();
        });
        assertThat(run(THREE, TWO_ALGORITHMS).choice().reasons())
                .anyMatch(reason -> reason.contains("found again most reliably"));
        assertThat(run(THREE, TWO_ALGORITHMS, "clustering.criterion", "davies_bouldin").choice().reasons())
                .anyMatch(reason -> reason.contains("Davies-Bouldin decided"));
    }

    @Test
    void auto_numberGiven_comparesAlgorithmsOnly() {
        ChosenClustering found = run(THREE, TWO_ALGORITHMS, "clustering.k", "2");
        assertThat(found.choice().k()).isEqualTo(2);
        assertThat(found.searched().orElseThrow().tried()).extracting(one -> one.candidate().k())
                .containsExactly(2, 2);
        assertThat(found.choice().reasons()).anyMatch(reason -> reason.startsWith("Of the algorithms "));
    }

    @Test
    void auto_noGroups_areToldFromChance() {
        ChosenClustering found = run(Samples.uniform(80, 2, 1), TWO_ALGORITHMS);
        assertThat(found.choice().structure()).isEqualTo(Structure.NONE);
        assertThat(found.choice().reasons()).anyMatch(reason -> reason.startsWith("Data without groups do as well"));
    }

    @Test
    void auto_algorithmThatFindsTheNumber_isOneCandidate() {
        ChosenClustering found = run(THREE, TWO_ALGORITHMS, "clustering.search.algorithms", "xmeans");
        assertThat(found.searched().orElseThrow().tried()).singleElement()
                .satisfies(one -> assertThat(one.algorithm()).isEqualTo("xmeans"));
        assertThat(found.judged().partition().sizes()).containsExactly(20, 20, 20);
    }

    /** Three groups and four rows that lie in none. */
    private static Matrix withStrays() {
        float[][] rows = new float[64][];
        float[][] strays = {{-90, 90}, {90, 90}, {90, -90}, {-90, -90}};
        for (int i = 0; i < 64; i++) {
            rows[i] = i < 60 ? new float[] {THREE.get(i, 0), THREE.get(i, 1)} : strays[i - 60];
        }
        return Matrix.ofRows(List.of("x", "y"), rows);
    }

    @Test
    void dense_threeGroupsAndStrays_areToldWithWhatLiesOutside() {
        Matrix x = withStrays();
        ChosenClustering found = run(x, DENSE);
        assertThat(found.choice().verdict()).startsWith("3 segments found by density, 6.3% of the rows outside");
        assertThat(found.density().orElseThrow().outside()).isEqualTo(4);
        assertThat(found.judged().partition().sizes()).containsExactly(20, 20, 20);
        assertThat(found.choice().structure()).isEqualTo(Structure.STRONG);
        assertThat(found.stability()).hasSize(3);
        assertThat(found.choice().chosen().stability()).isEqualTo(ChosenClustering.least(found.stability()));
        int[] labels = IntStream.range(0, 64).map(i -> i < 60 ? i % 3 : -1).toArray();
        assertThat(found.searched().orElseThrow().tried()).hasSize(2).allSatisfy(one -> {
            assertThat(one.outside()).isEqualTo(4 / 64.0);
            assertThat(one.validity()).isCloseTo(DensityValidity.of(x, labels, ONE), within(1e-12));
            assertThat(one.gap()).isNaN();
            assertThat(one.conductance()).isPositive();
        });
        assertThat(found.choice().reasons())
                .anyMatch(reason -> reason.startsWith("Of 2 settings, "))
                .anyMatch(reason -> reason.startsWith("Data without groups do worse: density-based validity"));
    }

    @Test
    void dense_withoutFurtherMeasures_leavesThemOut() {
        ChosenClustering found = run(withStrays(), DENSE, "clustering.stability_resamples", "0",
                "clustering.gap_references", "0");
        assertThat(found.stability()).isEmpty();
        assertThat(found.choice().chosen().stability()).isNaN();
        assertThat(found.choice().reasons()).noneMatch(reason -> reason.contains("Data without groups"));
    }

    @Test
    void dense_settingThatFindsNothing_isToldAndTheOthersGoOn() {
        ChosenClustering found = run(withStrays(), DENSE, "clustering.search.min_samples", "3,40");
        assertThat(found.choice().k()).isEqualTo(3);
        assertThat(found.searched().orElseThrow().tried()).hasSize(1);
        assertThat(found.choice().reasons())
                .anyMatch(reason -> reason.startsWith("Nothing found by dbscan (min_samples 40"));
        assertThat(heard).contains("clustering 1000 2 of 2 candidates tried");
        assertThatThrownBy(() -> run(withStrays(), DENSE, "clustering.search.min_samples", "40,50"))
                .isInstanceOf(DataException.class);
    }
}
