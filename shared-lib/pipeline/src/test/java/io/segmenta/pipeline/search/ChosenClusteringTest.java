package io.segmenta.pipeline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.Samples;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenClusteringTest {
    private static ClusteringConfig settings(String... pairs) {
        PipelineConfig config = PipelineConfig.defaults();
        for (int i = 0; i < pairs.length; i += 2) {
            config = config.with(Map.of("clustering." + pairs[i], pairs[i + 1]));
        }
        return config.clustering();
    }

    @Test
    void ks_goAsFarAsSettingsDistinctRowsAndRowsAllow() {
        Matrix five = Samples.column(1, 2, 3, 4, 5);
        assertThat(ChosenClustering.ks(five, settings("k_min", "2", "k_max", "3"))).containsExactly(2, 3);
        assertThat(ChosenClustering.ks(five, settings("k_min", "3", "k_max", "9"))).as("fewer than rows")
                .containsExactly(3, 4);
        assertThat(ChosenClustering.ks(Samples.column(1, 1, 2, 2, 3), settings())).as("as many as distinct rows")
                .containsExactly(2, 3);
        assertThat(ChosenClustering.ks(five, settings("k", "4"))).containsExactly(4);
    }

    @Test
    void ks_moreThanDistinctRowsOrAsManyAsRows_areRefused() {
        assertThatThrownBy(() -> ChosenClustering.ks(Samples.column(1, 1, 2, 2), settings("k", "3")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "only 2 of 4 rows differ in the columns that shape segments, and 3 segments need 3");
        assertThatThrownBy(() -> ChosenClustering.ks(Samples.column(1, 2), settings("k", "2")))
                .isInstanceOf(DataException.class)
                .hasMessage("2 rows are too few to find 2 segments in, which needs 3; upload more rows");
    }

    @Test
    void least_leavesOutWhatIsNotKnown() {
        assertThat(ChosenClustering.least(List.of(0.9, Double.NaN, 0.4))).isEqualTo(0.4);
        assertThat(ChosenClustering.least(List.of(Double.NaN))).isNaN();
        assertThat(ChosenClustering.least(List.of())).isNaN();
    }

    private static ChosenClustering run(Map<String, String> settings, List<String> heard) {
        PipelineConfig config = PipelineConfig.defaults().with(settings);
        try (Workers workers = new Workers(1)) {
            return ChosenClustering.of(Rows.of(Samples.blobs(90, 2, 3, 30, 3)), config, workers,
                    (stage, fraction, detail) -> {
                        assertThat(fraction).isBetween(0.0, 1.0);
                        heard.add(stage + " " + fraction + " " + detail);
                    });
        }
    }

    @Test
    void search_threeGroups_tellsStabilityAndGapOfEachCandidate() {
        List<String> heard = new ArrayList<>();
        ChosenClustering found = run(Map.of("clustering.k_max", "5", "clustering.stability_resamples", "3",
                "clustering.gap_references", "3"), heard);
        assertThat(found.choice().k()).isEqualTo(3);
        assertThat(found.judged().candidate().k()).isEqualTo(3);
        assertThat(found.stability()).containsExactly(1.0, 1.0, 1.0);
        assertThat(found.choice().chosen().stability()).isEqualTo(1);
        assertThat(found.choice().candidates()).extracting(Candidate::k).containsExactly(2, 3, 4, 5);
        assertThat(found.choice().candidates()).allSatisfy(one -> assertThat(one.stability()).isBetween(0.0, 1.0));
        assertThat(found.gap(found.choice().chosen())).isGreaterThan(2)
                .isEqualTo(found.reference().orElseThrow().gap(3));
        assertThat(found.density()).isEmpty();
        assertThat(found.searched()).isEmpty();
        assertThat(heard).contains("clustering 0.0 90 rows", "clustering 1.0 ", "judging 0.0 k = 2 to 5",
                "judging 0.7 3 draws of the rows", "judging 1.0 " + found.choice().verdict());
        assertThat(heard.stream().filter(line -> line.endsWith("with data that hold no groups"))).as("after 0.8")
                .isNotEmpty()
                .allSatisfy(line -> assertThat(Double.parseDouble(line.split(" ", -1)[1])).isBetween(0.8, 1.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kmeans", "agglomerative", "gaussian_mixture"})
    void numberGiven_withoutFurtherMeasures_isOneCandidate(String algorithm) {
        List<String> heard = new ArrayList<>();
        ChosenClustering found = run(Map.of("clustering.algorithm", algorithm, "clustering.k", "3",
                "clustering.stability_resamples", "0", "clustering.gap_references", "0"), heard);
        assertThat(found.choice().candidates()).hasSize(1);
        assertThat(found.choice().verdict()).startsWith("3 segments as configured: silhouette 0.9");
        assertThat(found.judged().partition().sizes()).containsExactly(30, 30, 30);
        assertThat(found.stability()).isEmpty();
        assertThat(found.reference()).isEmpty();
        assertThat(found.gap(found.choice().chosen())).isNaN();
        assertThat(heard).contains("judging 0.0 k = 3").noneMatch(line -> line.contains("draws of the rows"));
    }
}
