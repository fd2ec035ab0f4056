package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.RunOutcome;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.events.RuntimeJson;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One run for one upload, however often its notice comes and wherever an attempt breaks off. */
class RepeatedNoticeTest extends TrainingFixture {
    @Test
    void sameEventThreeTimes_isOneRun() {
        upload(KEY, "a\n1\n");
        JsonNode first = invokeOne(Events.text("training-s3-put"), "r1");
        assertThat(invokeOne(Events.text("training-s3-put"), "r2")).isEqualTo(first);
        assertThat(invokeOne(Events.text("training-s3-put"), "r3")).isEqualTo(first);
        assertThat(trainer.calls()).isEqualTo(1);
        assertThat(catalogue.runs(Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void secondDeliveryWhileTraining_isADuplicateAndSaysSo() {
        upload(KEY, "a\n1\n");
        trainer.during(() -> assertThat(invokeOne(Events.text("training-s3-put"), "r2").path("status").textValue())
                .isEqualTo("DUPLICATE"));
        assertThat(invokeOne(Events.text("training-s3-put"), "r1").path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(trainer.calls()).isEqualTo(1);
    }

    @Test
    void twoUploadsInEitherOrder_areTwoRunsAlways() {
        String first = Events.text("training-s3-put");
        String second = first.replace("supermarket.csv", "other.csv");
        upload(KEY, "a\n1\n");
        upload("data/customers/other.csv", "a\n2\n");
        for (String event : List.of(second, first, first, second)) {
            assertThat(invokeOne(event, "r").path("status").textValue()).isEqualTo("SUCCEEDED");
        }
        assertThat(trainer.calls()).isEqualTo(2);
        assertThat(catalogue.runs(Optional.of("customers"), 10)).hasSize(2);
    }

    @Test
    void deadInvocation_isTakenOverWhenItsLeaseEnds() {
        upload(KEY, "a\n1\n");
        trainer.failNext(new IllegalStateException("killed"));
        assertThatThrownBy(() -> invoke(Events.text("training-s3-put"), "r1")).hasMessage("killed");
        clock.advance(Duration.ofMinutes(15));
        assertThat(invokeOne(Events.text("training-s3-put"), "r2").path("status").textValue()).isEqualTo("DUPLICATE");
        clock.advance(Duration.ofMinutes(1));
        assertThat(invokeOne(Events.text("training-s3-put"), "r2").path("status").textValue()).isEqualTo("SUCCEEDED");
    }

    @Test
    void fileThatAnErasureWroteAnew_beforeItsRun_isTrainedOnOnceAsTheOneThatWasPut() {
        String event = Events.text("training-s3-put");
        store.upload(KEY, "a\n1\n".getBytes(StandardCharsets.UTF_8),
                Map.of(ErasureKey.MARK, "e", ErasureKey.ORIGINAL, "before"));
        assertThat(invokeOne(event, "r1").path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(onlyRun().version()).isEqualTo("before");
        assertThat(invokeOne(event, "r2").path("reason").textValue()).isEqualTo("erasure");
        assertThat(trainer.calls()).isEqualTo(1);
    }

    @Test
    void fileThatAnErasureWroteAnew_whileItsRunHadDied_isWhatTheRetryReads() {
        String event = Events.text("training-s3-put");
        upload(KEY, "a\n1\n");
        trainer.failNext(new IllegalStateException("killed"));
        assertThatThrownBy(() -> invoke(event, "r1")).hasMessage("killed");
        store.upload(KEY, "a\n".getBytes(StandardCharsets.UTF_8),
                Map.of(ErasureKey.MARK, "e", ErasureKey.ORIGINAL, onlyRun().version()));
        assertThat(invokeOne(event, "r1").path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(onlyRun().status()).isEqualTo(Run.Status.SUCCEEDED);
    }

    @Test
    void fileThatAnErasureOfAnEarlierReleaseWroteAnew_isLeftAlone() {
        store.upload(KEY, "a\n1\n".getBytes(StandardCharsets.UTF_8), Map.of(ErasureKey.MARK, "e"));
        assertThat(invokeOne(Events.text("training-s3-put"), "r1").path("reason").textValue()).isEqualTo("erasure");
        assertThat(catalogue.runs(Optional.empty(), 10)).isEmpty();
    }

    /** A machine that was put to sleep wakes up after another call has taken its run over. */
    @Test
    void attemptThatOutlivesItsLease_whenTheNextOneGaveTheRunUp_makesItSucceed() {
        String event = Events.text("training-s3-put");
        upload(KEY, "a\n1\n");
        trainer.during(() -> {
            clock.advance(Duration.ofMinutes(16));
            trainer.failNext(new DataException(DataException.Reason.NOT_FOUND, "the file is gone"));
            assertThat(invokeOne(event, "r2").path("status").textValue()).isEqualTo("FAILED");
        });
        JsonNode run = invokeOne(event, "r1");
        assertThat(run.path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(run.has("reason")).isFalse();
        assertThat(onlyRun().status()).isEqualTo(Run.Status.SUCCEEDED);
        assertThat(invokeOne(event, "r3")).isEqualTo(run);
    }

    @Test
    void attemptThatOutlivesItsLease_andFails_leavesTheRunToTheNextOne() {
        String event = Events.text("training-s3-put");
        upload(KEY, "a\n1\n");
        trainer.during(() -> {
            clock.advance(Duration.ofMinutes(16));
            catalogue.resume(onlyRun().id(), "r2", clock.instant(), clock.instant().plusSeconds(60));
            trainer.failNext(new DataException(DataException.Reason.NOT_FOUND, "the file is gone"));
        });
        assertThat(invokeOne(event, "r1").path("status").textValue()).isEqualTo("DUPLICATE");
        assertThat(onlyRun().status()).isEqualTo(Run.Status.RUNNING);
        assertThat(invokeOne(event, "r2").path("status").textValue()).isEqualTo("SUCCEEDED");
    }

    @Test
    void folderThatBecameWholeAfterItsRunWasGivenUp_makesItSucceed() {
        String event = Events.text("training-s3-put");
        upload(KEY, "a\n1\n");
        trainer.failNext(new IllegalStateException("killed"));
        assertThatThrownBy(() -> invoke(event, "r1")).hasMessage("killed");
        trainer.failNext(new DataException(DataException.Reason.NOT_FOUND, "the file is gone"));
        assertThat(invokeOne(event, "r1").path("status").textValue()).isEqualTo("FAILED");
        train(training(new InMemoryCatalogue(), LIMITS));
        assertThat(invokeOne(event, "r1").path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(onlyRun().reason()).isEmpty();
    }

    @Test
    void runThatBreaksOff_showsTheStageItWasIn() {
        upload(KEY, "a\n1\n");
        store.upload("live/customers.json", new byte[] {'{'}, Map.of());
        upload("config/pipeline.yaml", "clustering: {algorithm: kmeans, update: live}\n");
        assertThatThrownBy(() -> invoke(Events.text("training-s3-put"), "r1"))
                .isInstanceOf(ContractException.class);
        assertThat(onlyRun().stage()).isEqualTo("reading");
        store.delete("live/customers.json");
        trainer.failNext(new IllegalStateException("killed"));
        assertThatThrownBy(() -> invoke(Events.text("training-s3-put"), "r1")).hasMessage("killed");
        assertThat(onlyRun().stage()).isEqualTo("clustering");
        store.failAfter(0);
        assertThatThrownBy(() -> invoke(Events.text("training-s3-put"), "r1")).hasMessage("the network is down");
        assertThat(onlyRun().stage()).isEqualTo("storing");
    }

    @Test
    void crashBetweenArtefacts_resumedGivesTheSameBytes() {
        upload(KEY, "a\n1\n");
        InMemoryObjectStore undisturbed = store;
        for (int writes = 0; writes < 4; writes++) {
            store.failAfter(writes);
            trainer.during(() -> {});
            String event = Events.text("training-s3-put").replace("supermarket.csv", "crash" + writes + ".csv");
            upload("data/customers/crash" + writes + ".csv", "a\n1\n");
            assertThatThrownBy(() -> invoke(event, "r1")).hasMessage("the network is down");
            assertThat(store.list("runs/")).noneMatch(key -> key.endsWith("lineage.json")
                    && store.list(key.replace("lineage.json", "")).size() < 4);
            JsonNode run = invokeOne(event, "r1");
            assertThat(run.path("status").textValue()).isEqualTo("SUCCEEDED");
            String prefix = run.path("prefix").textValue();
            assertThat(new String(undisturbed.bytes(prefix + "model.tar.gz"), StandardCharsets.UTF_8))
                    .startsWith("crash" + writes + ".csv|");
            assertThat(store.list(prefix)).hasSize(6);
        }
        assertThat(store.written()).doesNotHaveDuplicates();
    }

    @Test
    void crashBeforeTheCatalogueIsTold_isFinishedWithoutTraining() {
        upload(KEY, "a\n1\n");
        JsonNode first = invokeOne(Events.text("training-s3-put"), "r1");
        InMemoryCatalogue lost = new InMemoryCatalogue();
        TrainUpload again = training(lost, LIMITS);
        RunOutcome outcome = train(again);
        assertThat(Json.parse(RuntimeJson.write(outcome.fields(), Object.class))).isEqualTo(first);
        assertThat(trainer.calls()).isEqualTo(1);
        assertThat(lost.run(id(first)).orElseThrow().metrics()).contains("{\"n_clusters\":0}");
    }

    @Test
    void folderWithoutItsMetrics_isThrown() {
        upload(KEY, "a\n1\n");
        String prefix = invokeOne(Events.text("training-s3-put"), "r1").path("prefix").textValue();
        store.delete(prefix + "metrics.json");
        TrainUpload again = training(new InMemoryCatalogue(), LIMITS);
        assertThatThrownBy(() -> train(again)).isInstanceOf(IllegalStateException.class)
                .hasMessage(prefix + " has a lineage but no metrics");
    }

    @Test
    void leftoverOfAnotherVersion_staysAndEndsTheRun() {
        upload(KEY, "a\n1\n");
        store.failAfter(2);
        assertThatThrownBy(() -> invoke(Events.text("training-s3-put"), "r1")).isInstanceOf(RuntimeException.class);
        assertThat(store.written().getFirst()).endsWith("/start.json");
        String leftover = store.written().getLast();
        store.upload(leftover, "other bytes".getBytes(StandardCharsets.UTF_8), Map.of());
        JsonNode run = invokeOne(Events.text("training-s3-put"), "r1");
        assertThat(run.path("reason").textValue()).isEqualTo("interrupted");
        assertThat(run.path("detail").textValue()).startsWith("the run was begun by another version of Segmenta, and "
                + leftover);
        assertThat(store.bytes(leftover)).asString().isEqualTo("other bytes");
    }
}
