package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.base.ConfigException;
import io.segmenta.config.ConfigHash;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.contract.RunOutcome;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.platform.Events;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.observe.Quiet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of a run, its limits, and what ends it as failed. */
class RunSettingsTest extends TrainingFixture {
    @Test
    void settingsOfTheUpload_overrideThoseOfTheDatasetAndAreAnotherRun() {
        upload("data/customers/pipeline.yaml", "clustering: {k: 3}\n");
        upload(KEY, "a\n1\n");
        JsonNode three = invokeOne(Events.text("training-s3-put"), "r1");
        store.upload(KEY, "a\n1\n".getBytes(StandardCharsets.UTF_8),
                Map.of("segmenta-set", "clustering.k=4&columns.exclude=Annual+Income+%28k%24%29"));
        JsonNode four = invokeOne(Events.text("training-s3-put"), "r2");
        assertThat(catalogue.run(id(three)).orElseThrow().metrics()).contains("{\"n_clusters\":3}");
        assertThat(catalogue.run(id(four)).orElseThrow().metrics()).contains("{\"n_clusters\":4}");
    }

    @Test
    void schemaOfTheDataset_isUsedAndItsFaultsEndTheRun() {
        upload(KEY, "a\n1\n");
        JsonNode without = invokeOne(Events.text("training-s3-put"), "r1");
        upload("data/customers/schema.json", "{");
        JsonNode broken = invokeOne(Events.text("training-s3-put"), "r2");
        assertThat(broken.path("status").textValue()).isEqualTo("FAILED");
        assertThat(broken.path("detail").textValue()).startsWith("data/customers/schema.json: ");
        upload("data/customers/schema.json", "{\"version\":1,\"columns\":[{\"name\":\"a\",\"role\":\"ordinal\"}]}");
        JsonNode with = invokeOne(Events.text("training-s3-put"), "r3");
        assertThat(with.path("status").textValue()).as(with.toString()).isEqualTo("SUCCEEDED");
        assertThat(store.bytes(with.path("prefix").textValue() + "model.tar.gz")).asString().contains("ordinal");
        assertThat(id(with)).isNotEqualTo(id(without));
    }

    @Test
    void run_isRecordedWithTheHashOfItsSettings() {
        upload("data/customers/pipeline.yaml", "clustering: {k: 3}\n");
        upload(KEY, "a\n1\n");
        PipelineConfig config = PipelineConfig.defaults().with(Map.of("clustering.k", "3"));
        Run run = catalogue.run(id(invokeOne(Events.text("training-s3-put"), "r1"))).orElseThrow();
        assertThat(run.configurationHash()).isEqualTo(ConfigHash.of(config));
        Notice notice = notices("training-s3-put").getFirst();
        Settings settings = Settings.read(store, Upload.of(UploadKey.parse(KEY).orElseThrow(), Optional.empty(),
                notice), false);
        assertThat(settings.json()).isEqualTo(config.json());
        assertThat(settings.hash()).isEqualTo(ConfigHash.of(config));
    }

    @ParameterizedTest
    @CsvSource({"registration.approval, automatic", "serving.instance_count, 50",
            "serving.instance_type, ml.p4d.24xlarge",
            "read.max_bytes, 1099511627776", "columns.use_protected, true"})
    void uploaderWhoDecidesForTheDeployment_isRefusedByName(String setting, String value) {
        store.upload(KEY, "a\n1\n".getBytes(StandardCharsets.UTF_8),
                Map.of("segmenta-set", setting + "=" + value));
        JsonNode run = invokeOne(Events.text("training-s3-put"), "r1");
        assertThat(run.path("reason").textValue()).isEqualTo("configuration");
        assertThat(run.path("detail").textValue()).isEqualTo("--set: " + setting
                + ": is for the deployment to decide, not for an upload; set it in config/pipeline.yaml");
        assertThat(trainer.calls()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"data/customers/pipeline.yaml, false, FAILED", "data/customers/pipeline.yaml, true, SUCCEEDED",
            "config/pipeline.yaml, false, SUCCEEDED"})
    void fileOfSettings_decidesForTheDeploymentWhereItMay(String key, boolean datasetsDecide, String status) {
        upload(KEY, "a\n1\n");
        upload(key, "registration: {approval: automatic}\n");
        TrainUpload training = training(catalogue, limits(datasetsDecide));
        RunOutcome outcome = train(training);
        assertThat(outcome.status()).hasToString(status);
        assertThat(outcome.detail()).isEqualTo(status.equals("FAILED")
                ? Optional.of(key + ": registration.approval: is for the deployment to decide, not for an upload; "
                        + "set it in config/pipeline.yaml")
                : Optional.empty());
    }

    @Test
    void settingsThatOnlyTheDataRefute_endTheRun() {
        upload(KEY, "a\n1\n");
        trainer.failNext(new ConfigException(List.of("clustering.k: no", "seed: no")));
        JsonNode run = invokeOne(Events.text("training-s3-put"), "r1");
        assertThat(run.path("status").textValue()).isEqualTo("FAILED");
        assertThat(run.path("reason").textValue()).isEqualTo("configuration");
        assertThat(run.path("detail").textValue()).isEqualTo("clustering.k: no\nseed: no");
    }

    @Test
    void brokenConfiguration_endsTheRunWithEveryProblem() {
        upload(KEY, "a\n1\n");
        upload("config/pipeline.yaml", "clustering: {k: 1, colour: blue}\n");
        upload("data/customers/pipeline.yaml", "seed: x\n");
        JsonNode run = invokeOne(Events.text("training-s3-put"), "r1");
        assertThat(run.path("reason").textValue()).isEqualTo("configuration");
        assertThat(run.path("detail").textValue()).isEqualTo("config/pipeline.yaml: clustering.colour: unknown key\n"
                + "data/customers/pipeline.yaml: seed: must be a whole number, got \"x\"\n"
                + "config/pipeline.yaml: clustering.k: must be 0 (search) or >= 2, got 1");
        assertThat(invokeOne(Events.text("training-s3-put"), "r2")).isEqualTo(run);
        upload("data/customers/pipeline.yaml", "seed: 7\n");
        upload("config/pipeline.yaml", "clustering: {k: 3}\n");
        JsonNode mended = invokeOne(Events.text("training-s3-put"), "r3");
        assertThat(mended.path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(mended.path("run_id")).isNotEqualTo(run.path("run_id"));
    }

    @Test
    void fileOfExactlyTheLimit_isTrained() {
        upload("config/pipeline.yaml", "read: {max_bytes: 8}\n");
        upload(KEY, "a,b\n1,2\n");
        assertThat(train(8).status()).isEqualTo(RunOutcome.Status.SUCCEEDED);
        upload(KEY, "a,b\n1,2\n\n");
        assertThat(train(9).detail()).contains("the file has 9 bytes, read.max_bytes allows 8");
        store.delete(KEY);
        assertThat(train(8).reason()).as("gone, and it would have been allowed").contains("not-found");
    }

    private RunOutcome train(long declared) {
        return training(catalogue, LIMITS).train(
                new Notice("ObjectCreated:Put", Events.BUCKET, KEY, Optional.empty(), "", declared, "uploader"), "r",
                Duration.ofMinutes(15), Quiet.log("training", clock)).getLast();
    }

    @Test
    void declaredSizeAboveTheLimit_isRefusedUnread() {
        JsonNode run = invokeOne(Events.text("training-too-large"), "r1");
        assertThat(run.path("status").textValue()).isEqualTo("FAILED");
        assertThat(run.path("reason").textValue()).isEqualTo("too-large");
        assertThat(run.path("detail").textValue())
                .isEqualTo("the file has 5368709120 bytes, read.max_bytes allows 4294967296");
        assertThat(trainer.calls()).isZero();
    }

    @Test
    void faultOfTheUsers_isRecordedAndNotTriedAgain() {
        upload("data/customers/empty.csv", "");
        for (String request : List.of("r1", "r1", "r2")) {
            JsonNode run = invokeOne(Events.text("training-empty-file"), request);
            assertThat(run.path("status").textValue()).isEqualTo("FAILED");
            assertThat(run.path("reason").textValue()).isEqualTo("empty-file");
            assertThat(run.path("detail").textValue()).isEqualTo("the file is empty");
            assertThat(store.bytes(run.path("prefix").textValue() + "failure.json")).asString()
                    .isEqualTo("{\"reason\":\"empty-file\",\"detail\":\"the file is empty\","
                            + "\"key\":\"data/customers/empty.csv\",\"object_version\":\""
                            + store.head("data/customers/empty.csv").orElseThrow().etag() + "\"}");
        }
        assertThat(trainer.calls()).isEqualTo(1);
    }

    @Test
    void tooLittleMemory_endsTheRun() {
        upload(KEY, "a\n1\n");
        trainer.failNext(new OutOfMemoryError("Java heap space"));
        JsonNode run = invokeOne(Events.text("training-s3-put"), "r1");
        assertThat(run.path("reason").textValue()).isEqualTo("too-large");
        assertThat(run.path("detail").textValue()).isEqualTo("the table does not fit in the "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB of memory the training function has");
    }
}
