package io.segmenta.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.inference.LiveExperiments.Ready;
import io.segmenta.model.CustomerModel;
import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.SegmentEdit;
import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.model.experiment.ExperimentKind;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.observe.Log;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LiveExperimentsTest {
    private static final Instant ENDS = Instant.parse("2026-11-28T10:00:00Z");
    private static final String MODEL = "runs/shop/model.tar.gz";

    private final FakeStore store = new FakeStore().with(MODEL, CustomerModel.FILE);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Queue<Runnable> aside = new ArrayDeque<>();
    private boolean busy;
    private long nanos;
    private final LiveExperiments experiments = new LiveExperiments(store, this::later, () -> nanos,
            Log.of("inference", InstantSource.system(), new PrintStream(log, true, StandardCharsets.UTF_8)));

    private void later(Runnable task) {
        if (busy) {
            throw new RejectedExecutionException("no place");
        }
        aside.add(task);
    }

    private void runs(String challenger) {
        store.with(LiveExperiment.key("shop"), new LiveExperiment(new UUID(4, 2), "shop", ExperimentKind.AB, "v3",
                challenger, MODEL, ModelFile.id(CustomerModel.FILE), 0.5, ENDS).write());
    }

    private void edit(String name) {
        String id = CustomerModel.MODEL.segments().getFirst().id();
        store.with(SegmentNames.key("shop"), new SegmentNames("shop", 1,
                List.of(new SegmentEdit(id, name, NameSource.EDITED, "Write to them."))).write());
    }

    private String challenger() {
        return experiments.of("shop").map(ready -> ready.experiment().challenger()).orElse("none");
    }

    private void pass() {
        nanos += LiveExperiment.RECHECK.toNanos();
    }

    private void workAside() {
        while (!aside.isEmpty()) {
            aside.remove().run();
        }
    }

    @Test
    void of_unseen_isLookedAtAtOnce_andOneThatIsKnownIsNot() {
        runs("v4");
        assertThat(challenger()).isEqualTo("v4");
        assertThat(experiments.of("shop").orElseThrow().identifiers()).containsExactly("customer_id");
        runs("v5");
        nanos = LiveExperiment.RECHECK.toNanos() - 1;
        assertThat(challenger()).isEqualTo("v4");
        assertThat(aside).isEmpty();
    }

    @Test
    void of_olderThanTheRecheck_isLookedAtAside_whileWhatIsKnownAnswers() {
        nanos = 7;
        runs("v4");
        challenger();
        runs("v5");
        pass();
        assertThat(challenger()).isEqualTo("v4");
        assertThat(aside).hasSize(1);
        workAside();
        assertThat(challenger()).isEqualTo("v5");
        assertThat(aside).as("it has been looked at").isEmpty();
    }

    @Test
    void of_unchanged_readsNoModelAgain() {
        runs("v4");
        edit("Our best");
        Ready before = experiments.of("shop").orElseThrow();
        int bodies = store.bodies();
        pass();
        challenger();
        workAside();
        assertThat(experiments.of("shop")).containsSame(before);
        assertThat(store.bodies()).isEqualTo(bodies);
    }

    @Test
    void of_oneThatHasEnded_isNoneWhenItIsLookedAt() {
        runs("v4");
        challenger();
        store.remove(LiveExperiment.key("shop"));
        pass();
        challenger();
        workAside();
        assertThat(challenger()).isEqualTo("none");
    }

    @Test
    void of_storeThatDoesNotAnswer_keepsWhatIsKnown_andIsAskedAgainLater() {
        runs("v4");
        challenger();
        runs("v5");
        store.breakDown(true);
        pass();
        challenger();
        workAside();
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("what is known of it holds").contains("shop");
        store.breakDown(false);
        assertThat(challenger()).isEqualTo("v4");
        assertThat(aside).as("not before the time").isEmpty();
        pass();
        challenger();
        workAside();
        assertThat(challenger()).isEqualTo("v5");
    }

    @Test
    void of_storeThatDoesNotAnswerAtFirst_isNoneUntilItIsAskedAgain() {
        runs("v4");
        store.fail(1);
        assertThat(challenger()).isEqualTo("none");
        pass();
        challenger();
        workAside();
        assertThat(challenger()).isEqualTo("v4");
    }

    @Test
    void of_asideHasNoPlace_answersByWhatIsKnown_andAsksAgain() {
        runs("v4");
        challenger();
        runs("v5");
        pass();
        busy = true;
        assertThat(challenger()).isEqualTo("v4");
        busy = false;
        challenger();
        workAside();
        assertThat(challenger()).isEqualTo("v5");
    }

    @Test
    void of_segmentsThatPeopleCallOtherwise_areCalledSoByTheChallengerToo() {
        edit("Our best");
        runs("v4");
        assertThat(firstName()).isEqualTo(Optional.of("Our best"));
        edit("Our very best");
        pass();
        challenger();
        workAside();
        assertThat(firstName()).isEqualTo(Optional.of("Our very best"));
    }

    private Optional<String> firstName() {
        return experiments.of("shop")
                .map(ready -> ready.challenger().predictor().model().segments().getFirst().name());
    }

    @Test
    void of_namesThatCannotBeRead_leaveTheModels() {
        runs("v4");
        store.with(SegmentNames.key("shop"), "{}");
        assertThat(firstName()).isEqualTo(Optional.of(CustomerModel.MODEL.segments().getFirst().name()));
    }

    @Test
    void forget_isAsUnseen() {
        runs("v4");
        challenger();
        runs("v5");
        experiments.forget();
        assertThat(challenger()).isEqualTo("v5");
    }
}
