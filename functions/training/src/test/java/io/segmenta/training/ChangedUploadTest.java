package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.RunOutcome;
import io.segmenta.platform.Events;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.observe.Quiet;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of the runs of an upload whose file or settings are changed. */
class ChangedUploadTest extends TrainingFixture {
    @Test
    void settingsChangedBetweenTwoAttempts_theRunThatWasBegunEnds() {
        upload(KEY, "a\n1\n");
        trainer.failNext(new IllegalStateException("the network is down"));
        assertThatThrownBy(() -> invoke(Events.text("training-s3-put"), "r1"))
                .isInstanceOf(IllegalStateException.class);
        Run begun = catalogue.runs(Optional.empty(), 10).getFirst();
        upload("data/customers/pipeline.yaml", "clustering:\n  k: 4\n");
        JsonNode run = invokeOne(Events.text("training-s3-put"), "r1");
        assertThat(run.path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(id(run)).isNotEqualTo(begun.id());
        Run ended = catalogue.run(begun.id()).orElseThrow();
        assertThat(ended.status()).isEqualTo(Run.Status.FAILED);
        assertThat(ended.reason()).contains("superseded");
    }

    @Test
    void fileOverwrittenAfterTheRunSucceededButBeforeItWasTold_bothRunsAreTold() {
        String event = Events.text("training-s3-put").replaceAll("\"versionId\".*", "");
        upload(KEY, "a\n1\n");
        JsonNode first = invokeOne(event, "r1");
        upload(KEY, "a\n2\n");
        List<JsonNode> told = invoke(event, "r1");
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).isEqualTo(first);
        assertThat(id(told.getLast())).isNotEqualTo(id(first));
        catalogue.beginRegistration(id(first), "customers", clock.instant());
        catalogue.registered(id(first), 1, "arn", clock.instant());
        assertThat(invoke(event, "r1")).as("the first is registered now").hasSize(1);
    }

    @Test
    void fileOverwrittenWhileTheRunBegins_endsItAndTheNewFileHasItsOwn() {
        upload(KEY, "a\n1\n");
        JsonNode first = invokeOne(Events.text("training-s3-put"), "r1");
        upload(KEY, "a\n2\n");
        JsonNode second = invokeOne(Events.text("training-s3-put"), "r2");
        assertThat(id(second)).isNotEqualTo(id(first));
        assertThat(trainer.calls()).isEqualTo(2);
    }

    /** Each version has a notice of its own, whose attempts see to its run. */
    @Test
    void attemptOfAnotherVersion_leavesTheRunOfTheFirstAlone() {
        String first = Events.text("training-s3-put");
        upload(KEY, "a\n1\n");
        trainer.failNext(new IllegalStateException("the network is down"));
        assertThatThrownBy(() -> invoke(first, "r1")).hasMessage("the network is down");
        Run begun = onlyRun();
        upload(KEY, "a\n2\n");
        String second = first.replace("3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY", "another-version");
        assertThat(second).isNotEqualTo(first);
        assertThat(invokeOne(second, "r1").path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(catalogue.run(begun.id()).orElseThrow().status()).isEqualTo(Run.Status.RUNNING);
    }

    /** All was written but the end of the run, when the attempt broke off. */
    @Test
    void settingsChangedWhenTheFolderIsWhole_theRunThatWasBegunSucceedsAndIsTold() {
        String event = Events.text("training-s3-put");
        upload(KEY, "a\n1\n");
        trainer.failNext(new IllegalStateException("the network is down"));
        assertThatThrownBy(() -> invoke(event, "r1")).hasMessage("the network is down");
        Run begun = onlyRun();
        train(training(new InMemoryCatalogue(), LIMITS));
        upload("data/customers/pipeline.yaml", "clustering: {k: 4}\n");
        List<JsonNode> told = invoke(event, "r1");
        assertThat(told).extracting(run -> run.path("status").textValue()).containsExactly("SUCCEEDED", "SUCCEEDED");
        assertThat(id(told.getFirst())).isEqualTo(begun.id());
        assertThat(catalogue.run(begun.id()).orElseThrow().metrics()).contains("{\"n_clusters\":0}");
    }

    @Test
    void runThatItsOwnCallGoesOnWithMeanwhile_isNotEnded() {
        String event = Events.text("training-s3-put");
        upload(KEY, "a\n1\n");
        trainer.failNext(new IllegalStateException("the network is down"));
        assertThatThrownBy(() -> invoke(event, "r1")).hasMessage("the network is down");
        Run begun = onlyRun();
        clock.advance(Duration.ofMinutes(16));
        upload("data/customers/pipeline.yaml", "clustering: {k: 4}\n");
        TrainUpload another = training(afterRunsOf(() -> catalogue.resume(begun.id(), "r1", clock.instant(),
                clock.instant().plusSeconds(60))), LIMITS);
        List<RunOutcome> told = another.train(notices("training-s3-put").getFirst(), "r2", Duration.ofMinutes(15),
                Quiet.log("training", clock));
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().run()).isNotEqualTo(Optional.of(begun.id()));
        assertThat(catalogue.run(begun.id()).orElseThrow().status()).isEqualTo(Run.Status.RUNNING);
    }

    /** The catalogue, in which something happens as soon as the runs of an upload have been read. */
    private Catalogue afterRunsOf(Runnable event) {
        return (Catalogue) Proxy.newProxyInstance(Catalogue.class.getClassLoader(), new Class<?>[] {Catalogue.class},
                (proxy, method, arguments) -> {
                    Object answer = method.invoke(catalogue, arguments);
                    if (method.getName().equals("runsOf")) {
                        event.run();
                    }
                    return answer;
                });
    }

    @Test
    void settingsChangedWhenAFolderBecameWholeAfterItsRunWasGivenUp_theRunSucceedsAndIsTold() {
        String event = Events.text("training-s3-put");
        upload(KEY, "a\n1\n");
        trainer.failNext(new IllegalStateException("the network is down"));
        assertThatThrownBy(() -> invoke(event, "r1")).hasMessage("the network is down");
        trainer.failNext(new DataException(DataException.Reason.NOT_FOUND, "the file is gone"));
        Run givenUp = catalogue.run(id(invokeOne(event, "r1"))).orElseThrow();
        assertThat(givenUp.status()).isEqualTo(Run.Status.FAILED);
        train(training(new InMemoryCatalogue(), LIMITS));
        upload("data/customers/pipeline.yaml", "clustering: {k: 4}\n");
        List<JsonNode> told = invoke(event, "r1");
        assertThat(told).extracting(run -> run.path("status").textValue()).containsExactly("SUCCEEDED", "SUCCEEDED");
        assertThat(id(told.getFirst())).isEqualTo(givenUp.id());
    }

    @Test
    void runThatAnotherCallEnded_isToldAgainWhenThatCallHasHadAMinuteToTell() {
        String event = Events.text("training-s3-put");
        upload(KEY, "a\n1\n");
        JsonNode first = invokeOne(event, "r1");
        upload("data/customers/pipeline.yaml", "clustering: {k: 4}\n");
        clock.advance(Duration.ofMinutes(1));
        JsonNode second = invokeOne(event, "r2");
        assertThat(id(second)).isNotEqualTo(id(first));
        clock.advance(Duration.ofMillis(1));
        assertThat(invoke(event, "r2")).containsExactly(first, second);
    }
}
