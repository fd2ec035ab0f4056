package io.segmenta.pipeline.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Clusterers;
import io.segmenta.pipeline.algorithm.Division;
import io.segmenta.pipeline.algorithm.GivenNumber;
import io.segmenta.pipeline.algorithm.Partition;
import io.segmenta.pipeline.algorithm.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchedRowsTest {
    private static final int MANY = 420_000;
    private static final long SEED = 7;

    private static PipelineConfig config(String... pairs) {
        PipelineConfig config = PipelineConfig.defaults();
        for (int i = 0; i < pairs.length; i += 2) {
            config = config.with(Map.of("clustering." + pairs[i], pairs[i + 1]));
        }
        return config;
    }

    private static GivenNumber kMeans(PipelineConfig config) {
        return (GivenNumber) Clusterers.of(config.clustering()).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"400000, 10, 400000", "400001, 10, 200000", "10000000, 10, 200000", "500000, 300, 500000",
            "1000000, 300, 307200"})
    void searchedOn_manyRows_isASampleFromTwiceItsRowsOn(int rows, int most, int expected) {
        assertThat(kMeans(config()).searchedOn(rows, most)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"k, 4", "kmeans.batch_size, 5000", "min_segment_size, 0.1", "algorithm, gaussian_mixture"})
    void searchedOn_settingsThatASampleDoesNotServe_isAllRows(String key, String value) {
        assertThat(kMeans(config(key, value)).searchedOn(1_000_000, 10)).isEqualTo(1_000_000);
    }

    @Test
    void ofAll_figuresOfASample_growWithTheRows() {
        SearchedRows some = new SearchedRows(Rows.of(Samples.column(1, 2, 3, 4)), new int[] {0, 2, 4, 6}, 8, 2);

        Candidate told = some.ofAll(new Candidate(2, 10, 0.5, 3, 0.7, 0.25, 0.9, 0.01, 1));

        assertThat(told).isEqualTo(new Candidate(2, 20, 0.5, 9, 0.7, 0.25, 0.9, 0.01, 2));
        assertThat(SearchedRows.all(some.rows()).ofAll(told)).isSameAs(told);
    }

    @Test
    void of_manyRows_holdsThoseByWhichCandidatesAreCompared() {
        SearchedRows some = SearchedRows.of(Rows.of(Samples.blobs(MANY, 2, 3, 30, 3)), kMeans(config()), 10, SEED);

        assertThat(some.drawn()).hasSize(200_000).isSorted().doesNotHaveDuplicates();
        assertThat(Arrays.stream(some.compared(9, SEED)).map(place -> some.drawn()[place]).toArray())
                .containsExactly(Evaluation.sample(MANY, 10, SEED));
        assertThat(Arrays.stream(some.pool(new SplittableRandom(SEED))).map(place -> some.drawn()[place]).toArray())
                .containsExactly(Stability.pool(MANY, new SplittableRandom(SEED)));
    }

    @Test
    void ofAll_anotherDivisionThanThatOfTheSample_isNotTaken() {
        Rows rows = Rows.of(Samples.blobs(MANY, 2, 3, 30, 3));
        GivenNumber kMeans = kMeans(config());
        try (Workers workers = new Workers(2)) {
            SearchedRows some = SearchedRows.of(rows, kMeans, 10, SEED);
            Matrix x = some.rows().x();
            Division found = kMeans.divide(some.rows(), List.of(3), SEED, workers, Progress.NONE).getFirst();
            int[] other = found.labels().clone();
            for (int i = 0; i < other.length; i += 50) {
                other[i] = (other[i] + 1) % 3;
            }

            assertThat(some.ofAll(rows, kMeans, Division.of(Partition.of(x, other, 3)), SEED, workers)).isEmpty();
            assertThat(some.ofAll(rows, kMeans, found, SEED, workers)).hasValueSatisfying(all -> {
                assertThat(all.labels()).hasSize(MANY);
                assertThat(all.notes()).containsExactly("The number of segments was searched on 200,000 of 420,000"
                        + " rows, drawn by the seed; all rows were then divided, as the sample had been (adjusted Rand"
                        + " index 1.000).");
            });
        }
    }

    @Test
    void search_manyRows_tellsOfAllRowsAndWhatItWasSearchedOn() {
        Rows rows = Rows.of(Samples.blobs(MANY, 2, 3, 30, 3));
        try (Workers workers = new Workers(2)) {
            ChosenClustering found = ChosenClustering.of(rows, config("k_max", "5"), workers, Progress.NONE);
            ChosenClustering given = ChosenClustering.of(rows, config("k", "3"), workers, Progress.NONE);

            assertThat(found.choice().k()).isEqualTo(3);
            assertThat(found.choice().reasons()).first().asString().contains("searched on 200,000 of 420,000 rows");
            assertThat(found.division().labels()).isEqualTo(given.division().labels());
            assertThat(found.choice().chosen().inertia()).isEqualTo(given.choice().chosen().inertia());
            assertThat(found.choice().chosen().silhouette()).isEqualTo(given.choice().chosen().silhouette());
            assertThat(found.stability()).isEqualTo(given.stability());
            assertThat(found.choice().candidates()).extracting(Candidate::k).containsExactly(2, 3, 4, 5);
            assertThat(found.choice().candidates()).isSortedAccordingTo((one, other) -> Double
                    .compare(other.inertia(), one.inertia()));
        }
    }
}
