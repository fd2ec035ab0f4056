package io.segmenta.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a job of Apache Spark writes, as documents written by hand. */
class LargeDocumentsTest {
    private static final UUID RUN = UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void folder_namesItsFiles_andKnowsTheResultsInIt() {
        LargeFolder folder = new LargeFolder("shop", RUN);
        assertThat(folder.key(LargeFile.SURVEY)).isEqualTo("large/shop/" + RUN + "/survey.json");
        assertThat(folder.job("fit", 2)).isEqualTo("large/shop/" + RUN + "/fit-2.json");
        assertThat(LargeFolder.ofResult(folder.key(LargeFile.FITTED))).contains(folder);
        assertThat(LargeFolder.ofResult(folder.key(LargeFile.FAULT))).contains(folder);
        assertThat(LargeFolder.ofResult(folder.key(LargeFile.PROGRESS))).isEmpty();
        assertThat(LargeFolder.ofResult(folder.key(LargeFile.FIT_RUN))).isEmpty();
        assertThat(LargeFolder.ofResult("large/No Set/" + RUN + "/survey.json")).isEmpty();
    }

    @Test
    void survey_isRead() {
        LargeSurvey survey = LargeSurvey.parse(bytes("""
                {"rows": 5, "files": ["s3://b/k"], "data_sha256": "ab", "range_bytes": 64, "columns": [
                  {"name": "age", "missing": 1, "numbers": 4, "min": 1, "max": 9, "mean": 4.5,
                   "standard_deviation": 3.5, "quantiles": {"0.01": 1, "0.25": 2, "0.5": 4, "0.75": 6.5}},
                  {"name": "city", "missing": 0, "texts": 5, "numbers": 0, "distinct": 2}]}"""));
        assertThat(survey).isEqualTo(new LargeSurvey(5, "ab",
                List.of(new LargeSurvey.Column("age", 1,
                        Optional.of(new LargeSurvey.Numbers(4, 1, 9, 4.5, 3.5, 2, 4, 6.5))),
                        new LargeSurvey.Column("city", 0, Optional.empty())),
                LargeFile.SAMPLE));
        assertThat(LargeSurvey.parse(bytes("{\"rows\": 5, \"data_sha256\": \"ab\", \"columns\": [], "
                + "\"sample\": \"sample.jsonl.gz\"}")).sample()).isEqualTo(LargeFile.RECORDS);
        assertThatThrownBy(() -> LargeSurvey.parse(bytes("{\"rows\": 5}"))).isInstanceOf(ContractException.class)
                .hasMessageContaining("data_sha256");
    }

    @Test
    void fitFaultAndProgress_areRead() {
        assertThat(LargeFit.parse(bytes("{\"rows\": 5, \"data_sha256\": \"ab\", \"model_sha256\": \"cd\"}")))
                .isEqualTo(new LargeFit(5, "ab", "cd"));
        assertThat(LargeFault.parse(bytes("{\"reason\": \"unreadable\", \"row\": 7, \"message\": \"row 7\"}")))
                .isEqualTo(new LargeFault("unreadable", "row 7"));
        assertThat(LargeProgress.parse(bytes("{\"step\": \"fit\", \"stage\": \"fit\", \"round\": 3, \"moved\": 0.5}")))
                .isEqualTo(new LargeProgress("fit", "fit", OptionalLong.of(3)));
        assertThat(LargeProgress.parse(bytes("{\"step\": \"survey\", \"stage\": \"scan\"}")).round()).isEmpty();
    }
}
