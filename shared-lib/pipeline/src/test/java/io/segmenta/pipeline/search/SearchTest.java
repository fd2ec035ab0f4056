package io.segmenta.pipeline.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    @Test
    void auto_twoMoons_findsBothAndSaysThatTheyAreNotRound() {
        ChosenClustering found = run(moons(400), Map.of("clustering.algorithm", "auto"), 2);
        assertThat(found.choice().k()).isEqualTo(2);
        assertThat(found.clusterer().name()).isEqualTo("genie");
        assertThat(found.judged().partition().sizes()).containsExactly(200, 200);
        SearchResult searched = found.searched().orElseThrow();
        assertThat(searched.tried()).hasSize(36).filteredOn(EvaluatedCandidate::taken).singleElement()
                .satisfies(taken -> assertThat(taken.algorithm()).isEqualTo("genie"));
        assertThat(searched.tried()).allSatisfy(tried -> {
            assertThat(tried.conductance()).isBetween(0.0, 1.0);
            assertThat(tried.gap()).isFinite();
            assertThat(tried.candidate().stability()).isBetween(0.0, 1.0);
            assertThat(tried.stability()).hasSize(tried.candidate().k());
            assertThat(tried.validity()).isNaN();
        });
    }

    @Test
    void auto_spiralsOfLowSilhouette_areClearAllTheSame() {
        ChosenClustering found = run(rings(600), Map.of("clustering.algorithm", "auto"), 2);
        assertThat(found.choice().k()).isEqualTo(2);
        assertThat(found.judged().candidate().silhouette()).isLessThan(0.25);
        assertThat(found.choice().structure()).isEqualTo(Structure.SHAPED);
        assertThat(found.choice().verdict()).startsWith("2 segments, clearly apart although not round: 0%");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void auto_noGroups_saysSo(long seed) {
        for (int d : new int[] {2, 5}) {
            ChosenClustering found = run(Samples.uniform(400, d, seed), Map.of("clustering.algorithm", "auto"), 2);
            assertThat(found.choice().structure()).isEqualTo(Structure.NONE);
            assertThat(found.choice().verdict()).startsWith("No clear segments");
        }
    }

    @Test
    void auto_budget_isKeptAndSaidAndTheProgressCountsCandidates() {
        List<String> heard = new ArrayList<>();
        ChosenClustering found = ChosenClustering.of(Rows.of(Samples.blobs(300, 2, 3, 12, 3)),
                PipelineConfig.defaults().with(Map.of("clustering.algorithm", "auto", "clustering.search.budget", "9")),
                new Workers(1), (stage, fraction, detail) -> {
                    assertThat(fraction).isBetween(0.0, 1.0);
                    heard.add(stage + ": " + detail);
                });
        SearchResult searched = found.searched().orElseThrow();
        assertThat(searched.tried()).hasSize(9);
        assertThat(searched.space()).isEqualTo(36);
        assertThat(found.choice().reasons()).anyMatch(reason -> reason.contains("paid for 9 of 36 candidates"));
        assertThat(heard).contains("clustering: 3 of 9 candidates tried, now agglomerative ward, about 3 s in all",
                "clustering: 9 of 9 candidates tried", "judging: 3 of 9 candidates judged, now agglomerative ward");
    }

    @Test
    void auto_otherCriterion_decidesBetweenNumbers() {
        Map<String, String> settings = Map.of("clustering.algorithm", "auto", "clustering.criterion", "silhouette",
                "clustering.stability_resamples", "0", "clustering.gap_references", "0");
        ChosenClustering found = run(Samples.blobs(300, 2, 3, 12, 3), settings, 1);
        assertThat(found.choice().k()).isEqualTo(3);
        assertThat(found.choice().reasons())
                .anyMatch(reason -> reason.startsWith("Between the numbers of segments the silhouette"));
    }

    @Test
    void auto_withDensity_comparesItToo() {
        ChosenClustering found = run(withStrays(moons(400)), Map.of("clustering.algorithm", "auto",
                "clustering.search.algorithms", "kmeans,hdbscan,som_kmeans", "clustering.k_max", "4"), 2);
        assertThat(found.clusterer().name()).isEqualTo("hdbscan");
        assertThat(found.density()).isPresent();
        assertThat(found.searched().orElseThrow().tried()).extracting(EvaluatedCandidate::algorithm).contains("kmeans",
                "som_kmeans");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dbscan", "hdbscan"})
    void density_parametersSearched_takesTheMostValid(String algorithm) {
        Map<String, String> settings = Map.of("clustering.algorithm", algorithm, "clustering.search.min_samples",
                "3,5,10", "clustering.search.radius_quantile", "0.9,0.99", "clustering.search.min_segment_size",
                "0.02,0.2");
        ChosenClustering one = run(withStrays(moons(400)), settings, 1);
        SearchResult searched = one.searched().orElseThrow();
        assertThat(searched.tried()).hasSize(6);
        EvaluatedCandidate taken = searched.tried().stream().filter(EvaluatedCandidate::taken).findFirst()
                .orElseThrow();
        assertThat(searched.tried()).allSatisfy(
                tried -> assertThat(tried.validity()).isLessThanOrEqualTo(taken.validity()));
        assertThat(one.choice().k()).isEqualTo(2);
        assertThat(one.choice().structure()).isNotEqualTo(Structure.NONE);
        assertThat(one.stability()).hasSize(2).allSatisfy(value -> assertThat(value).isGreaterThan(0.7));
        ChosenClustering three = run(withStrays(moons(400)), settings, 3);
        assertThat(three.searched()).isEqualTo(one.searched());
        assertThat(three.density().orElseThrow().labels()).isEqualTo(one.density().orElseThrow().labels());
    }

    @Test
    @Tag("slow")
    void auto_manyRows_searchesASampleAndFitsAll() {
        Matrix x = Samples.blobs(50_100, 2, 3, 12, 3);
        ChosenClustering found = run(x, Map.of("clustering.algorithm", "auto", "clustering.k_max", "4",
                "clustering.stability_resamples", "3", "clustering.gap_references", "0"), 2);
        assertThat(found.choice().k()).isEqualTo(3);
        assertThat(found.judged().partition().labels()).hasSize(50_100);
        assertThat(found.searched().orElseThrow().rows()).isEqualTo(50_000);
        assertThat(found.choice().reasons()).contains("Not tried above 50,000 rows: agglomerative, genie.",
                "Algorithms were compared on 50,000 rows drawn from all.");
    }

    private static ChosenClustering run(Matrix x, Map<String, String> settings, int threads) {
        try (Workers workers = new Workers(threads)) {
            return ChosenClustering.of(Rows.of(x), PipelineConfig.defaults().with(settings), workers, Progress.NONE);
        }
    }

    private static Matrix moons(int n) {
        SplittableRandom random = new SplittableRandom(11);
        float[][] columns = new float[2][n];
        for (int i = 0; i < n; i++) {
            double angle = Math.PI * random.nextDouble();
            boolean upper = i % 2 == 0;
            columns[0][i] = (float) ((upper ? Math.cos(angle) : 1 - Math.cos(angle)) + 0.05 * random.nextGaussian());
            columns[1][i] = (float) ((upper ? Math.sin(angle) : 0.5 - Math.sin(angle)) + 0.05 * random.nextGaussian());
        }
        return Matrix.ofColumns(List.of("x", "y"), columns);
    }

    private static Matrix rings(int n) {
        SplittableRandom random = new SplittableRandom(12);
        float[][] columns = new float[2][n];
        for (int i = 0; i < n; i++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double radius = i % 2 == 0 ? 1 : 3;
            columns[0][i] = (float) (radius * Math.cos(angle) + 0.05 * random.nextGaussian());
            columns[1][i] = (float) (radius * Math.sin(angle) + 0.05 * random.nextGaussian());
        }
        return Matrix.ofColumns(List.of("x", "y"), columns);
    }

    private static Matrix withStrays(Matrix x) {
        int n = x.rows();
        float[][] columns = {Arrays.copyOf(x.column(0), n + 4), Arrays.copyOf(x.column(1), n + 4)};
        float[][] strays = {{-3, 3}, {4, 3}, {4, -3}, {-3, -3}};
        for (int i = 0; i < strays.length; i++) {
            columns[0][n + i] = strays[i][0];
            columns[1][n + i] = strays[i][1];
        }
        return Matrix.ofColumns(x.names(), columns);
    }
}
