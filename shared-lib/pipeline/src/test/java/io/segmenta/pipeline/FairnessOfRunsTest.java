package io.segmenta.pipeline;

import static io.segmenta.pipeline.PipelineTest.artifact;
import static io.segmenta.pipeline.PipelineTest.customers;
import static io.segmenta.pipeline.PipelineTest.train;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.pipeline.read.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a run leaves of fairness. */
class FairnessOfRunsTest {

    /** Two kinds of customers, of whom women are 8 of 10 and 2 of 10. */
    private static String csv() {
        SplittableRandom random = new SplittableRandom(6);
        StringBuilder csv = new StringBuilder("visits,spend,gender\n");
        for (int i = 0; i < 400; i++) {
            int kind = i % 2;
            boolean woman = random.nextInt(10) < (kind == 0 ? 8 : 2);
            csv.append(kind * 20 + random.nextInt(6)).append(',').append(kind * 500 + 100 + random.nextInt(90))
                    .append(',').append(woman ? "Female" : "Male").append('\n');
        }
        return csv.toString();
    }

    private static TrainingResult trained(int threads) {
        Map<String, String> settings = Map.of("clustering.k", "2");
        try (Workers workers = new Workers(threads)) {
            return Pipeline.train(Reading.text(csv(), settings), PipelineConfig.defaults().with(settings), workers,
                    Progress.NONE);
        }
    }

    @Test
    void runWithAProtectedColumn_saysHowSegmentsStandToIt() {
        TrainingResult result = trained(1);
        JsonObject document = Json.parse(artifact(result, "fairness.json").bytes(), "fairness.json");
        assertThat(document.string("verdict")).startsWith("fairness by gender: 4 of 4 comparisons");
        assertThat(document.objects("representation")).extracting(one -> one.string("segment_id"))
                .hasSameElementsAs(result.model().segments().stream().map(segment -> segment.id()).toList());
        assertThat(new String(artifact(result, "plots/fairness.svg").bytes(), StandardCharsets.UTF_8))
                .contains("gender: Female");
        JsonObject report = Json.parse(artifact(result, "report.json").bytes(), "report.json");
        assertThat(report.objects("findings")).filteredOn(finding -> finding.string("kind").equals("fairness"))
                .extracting(finding -> finding.string("text")).contains(document.string("verdict"));
    }

    @Test
    void anyNumberOfThreads_givesTheSameBytes() {
        assertThat(artifact(trained(3), "fairness.json").bytes())
                .isEqualTo(artifact(trained(1), "fairness.json").bytes());
    }

    @Test
    void runWithoutProtectedColumns_saysNothingOfIt() {
        TrainingResult result = train(customers(300, 5), Map.of("clustering.k", "3"));
        assertThat(result.artifacts()).noneMatch(artifact -> artifact.path().contains("fairness"));
        assertThat(new String(artifact(result, "report.json").bytes(), StandardCharsets.UTF_8))
                .doesNotContain("fairness");
    }
}
