package io.segmenta.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.segmenta.model.contract.RunOutcome.Status;
import io.segmenta.model.predict.AnswerShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told in metadata, headers, answers and the registry. */
class CallsTest {
    private static final UUID RUN = UUID.fromString("3b57bd5a-5485-305c-9282-9c4914e592c9");

    @Test
    void uploadSettings_areUrlEncodedPairsInOrder() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("columns.exclude", "Annual Income (k$)");
        settings.put("clustering.k", "4");
        settings.put("columns.roles", "a=NUMERIC&b");
        String encoded = "columns.exclude=Annual+Income+%28k%24%29&clustering.k=4&columns.roles=a%3DNUMERIC%26b";
        assertThat(UploadSettings.METADATA).isEqualTo("segmenta-set");
        assertThat(UploadSettings.encode(settings)).isEqualTo(encoded);
        assertThat(UploadSettings.decode(encoded)).containsExactlyEntriesOf(settings);
        assertThat(UploadSettings.encode(Map.of())).isEmpty();
        assertThat(UploadSettings.decode("")).isEmpty();
    }

    @Test
    void uploadSettings_writtenByHand_areTakenAsTheyStand() {
        assertThat(UploadSettings.decode("clustering.k&&seed=%zz&seed=100%&a.b=c=d&clustering.k=5")).containsExactly(
                entry("clustering.k", "5"), entry("seed", "100%"), entry("a.b", "c=d"));
    }

    @Test
    void writtenSettings_areReadFromBaseToUpload() {
        Map<String, String> bucket = Map.of("config/pipeline.yaml", "seed: 1", "data/customers/pipeline.yaml", "k: 2",
                "data/others/pipeline.yaml", "k: 3");
        WrittenSettings all = WrittenSettings.read("customers", "clustering.k=4",
                key -> Optional.ofNullable(bucket.get(key)));
        assertThat(all.files()).containsExactly(entry("config/pipeline.yaml", "seed: 1"),
                entry("data/customers/pipeline.yaml", "k: 2"));
        assertThat(all.upload()).isEqualTo("clustering.k=4");
        assertThat(WrittenSettings.read("customers", "", key -> Optional.empty()).files()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void callAttributes_everyShape_isReadAsItWasWritten(AnswerShape shape) {
        assertThat(CallAttributes.shape(CallAttributes.write(shape))).isEqualTo(shape);
    }

    @Test
    void callAttributes_areFoundAmongOthersAndPredictIsTheRest() {
        assertThat(CallAttributes.HEADER).isEqualTo("X-Amzn-SageMaker-Custom-Attributes");
        assertThat(CallAttributes.write(AnswerShape.API)).isEqualTo("shape=api");
        assertThat(CallAttributes.write(AnswerShape.PREDICT)).isEqualTo("shape=predict");
        assertThat(CallAttributes.shape("trace=1, SHAPE=API")).isEqualTo(AnswerShape.API);
        assertThat(CallAttributes.shape("")).isEqualTo(AnswerShape.PREDICT);
        assertThat(CallAttributes.shape("shape=round")).isEqualTo(AnswerShape.PREDICT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text/csv|CSV", "Text/CSV; charset=utf-8, application/json|CSV",
            "application/json, text/csv|PREDICT", "*/*|PREDICT", "''|PREDICT", "text/csvx|PREDICT"})
    void accepted_isATableWhenItIsNamedFirst(String accept, AnswerShape shape) {
        assertThat(AnswerShape.accepted(accept)).isEqualTo(shape);
        assertThat(AnswerShape.accepted(null)).isEqualTo(AnswerShape.PREDICT);
    }

    @Test
    void packageProperties_areInOrderAndWithoutWhatSageMakerRefuses() {
        PackageProperties properties = new PackageProperties(Optional.of(RUN.toString()), Optional.of("customers"),
                Optional.of("2"), Optional.of("0.500000"), Optional.of("abc"), Optional.of("c0"), Optional.of("def"),
                Optional.of("cad"));
        assertThat(properties.write()).containsExactly(entry("card_sha256", "cad"), entry("configuration_sha256", "c0"),
                entry("data_sha256", "def"),
                entry("dataset", "customers"),
                entry("k", "2"), entry("model_sha256", "abc"), entry("run_id", RUN.toString()),
                entry("silhouette", "0.500000"));
        assertThat(PackageProperties.read(properties.write())).isEqualTo(properties);
        assertThat(new PackageProperties(Optional.of("x".repeat(257)), Optional.of(""), Optional.empty(),
                Optional.empty(), Optional.of("x".repeat(256)), Optional.empty(), Optional.empty(), Optional.empty())
                .write())
                .containsExactly(entry("model_sha256", "x".repeat(256)));
        assertThat(PackageProperties.read(Map.of("somebody", "else")).run()).isEmpty();
        assertThat(properties.runId()).contains(RUN);
        assertThat(PackageProperties.read(Map.of("run_id", "another's run")).runId()).isEmpty();
    }

    @Test
    void runOutcome_isAListOfFieldsInOrder() {
        RunOutcome failed = new RunOutcome(Optional.of(RUN), Optional.of("customers"), Status.FAILED, "bucket",
                Optional.of("empty-file"), Optional.of("the file is empty"));
        assertThat(failed.fields()).containsExactly(entry("run_id", RUN.toString()), entry("dataset", "customers"),
                entry("status", "FAILED"), entry("bucket", "bucket"),
                entry("prefix", "runs/customers/" + RUN + "/"), entry("reason", "empty-file"),
                entry("detail", "the file is empty"));
        RunOutcome ignored = new RunOutcome(Optional.empty(), Optional.empty(), Status.IGNORED, "bucket",
                Optional.of("misplaced"), Optional.empty());
        assertThat(ignored.fields()).containsExactly(entry("status", "IGNORED"), entry("bucket", "bucket"),
                entry("reason", "misplaced"));
        assertThat(RunOutcome.read(Map.of("runs", List.of(failed.fields(), ignored.fields()))))
                .containsExactly(failed, ignored);
    }

    @Test
    void runOutcome_malformed_isRefusedWithTheField() {
        refused(Map.of(), "the training function's answer must have a list \"runs\", got null");
        refused(Map.of("runs", List.of(1)), "a run in the training function's answer must be an object, got 1");
        refused(Map.of("runs", List.of(Map.of("status", 1))), "field \"status\" must be a string, got 1");
        refused(Map.of("runs", List.of(Map.of("status", "DONE"))),
                "field \"status\" must be one of [SUCCEEDED, FAILED, CANCELLED, DUPLICATE, IGNORED], got \"DONE\"");
        refused(Map.of("runs", List.of(Map.of("status", "SUCCEEDED"))), "field \"dataset\" must be a string, got null");
        refused(Map.of("runs", List.of(Map.of("status", "SUCCEEDED", "dataset", "../x"))),
                "\"../x\" cannot name a data set (lower-case letters, digits and single hyphens, at most 41"
                        + " characters)");
        refused(Map.of("runs", List.of(Map.of("status", "SUCCEEDED", "dataset", "x"))),
                "field \"run_id\" must be a string, got null");
        refused(Map.of("runs", List.of(Map.of("status", "FAILED", "run_id", "7"))),
                "field \"run_id\" must be a UUID, got \"7\"");
        refused(Map.of("runs", List.of(Map.of("status", "IGNORED"))), "field \"bucket\" must be a string, got null");
    }

    private static void refused(Map<String, Object> answer, String message) {
        assertThatThrownBy(() -> RunOutcome.read(answer)).isInstanceOf(ContractException.class).hasMessage(message);
    }
}
