package io.segmenta.pipeline;

import static io.segmenta.pipeline.PipelineTest.customers;
import static io.segmenta.pipeline.PipelineTest.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.base.ConfigException;
import io.segmenta.pipeline.search.Candidate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Segments of sizes that were asked for. */
class SegmentSizesTest {

    @Test
    void train_leastSegmentSize_holdsAndTellsSo() {
        TrainingResult result = train(customers(300, 5),
                Map.of("clustering.k", "3", "clustering.min_segment_size", "80"));
        assertThat(result.model().segments()).extracting(segment -> segment.size()).containsExactly(120L, 100L, 80L);
        assertThat(result.choice().reasons().getFirst())
                .startsWith("The sizes asked for (80 to 300 rows) moved borders");
        assertThat(result.model().metrics().get("training_agreement")).isBetween(0.85, 0.95);
    }

    @Test
    void train_sizesAsShares_searchesOnlyWhatTheyAllow() {
        TrainingResult result = train(customers(300, 5),
                Map.of("clustering.min_segment_size", "0.15", "clustering.max_segment_size", "0.3"));
        assertThat(result.choice().candidates()).extracting(Candidate::k).containsExactly(4, 5, 6);
        assertThat(result.model().segments()).allMatch(segment -> segment.size() >= 45 && segment.size() <= 90);
    }

    @Test
    void train_sizesThatCannotHold_refusesWithTheFigures() {
        String data = customers(300, 5);
        assertThatThrownBy(() -> train(data, Map.of("clustering.k", "4", "clustering.min_segment_size", "80")))
                .isInstanceOf(ConfigException.class).hasMessage("clustering.min_segment_size: 4 segments of at least"
                        + " 80 rows need 320 rows, there are 300");
        assertThatThrownBy(() -> train(data, Map.of("clustering.k_max", "4", "clustering.max_segment_size", "70")))
                .isInstanceOf(ConfigException.class).hasMessage("clustering.max_segment_size: 4 segments of at most"
                        + " 70 rows hold 280 rows, there are 300");
        assertThatThrownBy(() -> train(data, Map.of("clustering.algorithm", "genie", "clustering.min_segment_size",
                "80"))).isInstanceOf(ConfigException.class)
                .hasMessage("clustering.min_segment_size: must be 0 for genie, whose segments have the size that the"
                        + " rows give them; kmeans keeps bounds");
    }
}
