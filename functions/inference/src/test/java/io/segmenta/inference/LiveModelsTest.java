package io.segmenta.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentEdit;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.model.predict.Invocations;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveModelsTest {

    private final FakeStore store = new FakeStore();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private long seconds;
    private final LiveModels models = new LiveModels(store, Duration.ofSeconds(5), () -> seconds * 1_000_000_000L,
            Log.of("inference", InstantSource.system(), new PrintStream(log, true, StandardCharsets.UTF_8)));

    private List<String> lines() {
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String versionOf(String dataset) throws IOException {
        return models.live(dataset).map(Live::modelVersion).orElse("nothing");
    }

    @Test
    void live_withinRecheckTime_readsNothing() throws IOException {
        store.withModelHere("customers", "v1");
        assertThat(versionOf("customers")).isEqualTo("v1");
        int reads = store.reads();

        seconds = 4;

        assertThat(versionOf("customers")).isEqualTo("v1");
        assertThat(store.reads()).isEqualTo(reads);
    }

    @Test
    void live_unchangedPointer_isCheckedByTagOnly() throws IOException {
        store.withModelHere("customers", "v1");
        Live before = models.live("customers").orElseThrow();
        int bodies = store.bodies();

        seconds = 5;

        assertThat(models.live("customers")).containsSame(before);
        assertThat(store.bodies()).isEqualTo(bodies);
    }

    @Test
    void live_pointerMoved_takesNewModelAfterRecheckTime() throws IOException {
        store.withModelHere("customers", "v1");
        versionOf("customers");
        store.withModelHere("customers", "v2");

        assertThat(versionOf("customers")).isEqualTo("v1");
        seconds = 5;
        assertThat(versionOf("customers")).isEqualTo("v2");
    }

    @Test
    void modelBehindAnEndpoint_isCheckedAsWhatIsLiveIs() throws IOException {
        store.withModelHere("customers", "v1");
        Invocations before = models.ofEndpoint("customers");
        int reads = store.reads();
        int bodies = store.bodies();

        seconds = 4;
        assertThat(models.ofEndpoint("customers")).isSameAs(before);
        assertThat(store.reads()).isEqualTo(reads);
        seconds = 5;
        assertThat(models.ofEndpoint("customers")).isSameAs(before);
        assertThat(store.bodies()).isEqualTo(bodies);
        store.withModelHere("customers", "v2");
        seconds = 10;
        assertThat(models.ofEndpoint("customers")).isNotSameAs(before);
        store.remove("live/customers.json");
        seconds = 15;
        assertThatThrownBy(() -> models.ofEndpoint("customers")).isInstanceOf(IOException.class)
                .hasMessageContaining("nothing is live");
    }

    @Test
    void live_pointerRemoved_isNothingAfterRecheckTime() throws IOException {
        store.withModelHere("customers", "v1");
        versionOf("customers");
        store.remove("live/customers.json");

        seconds = 5;

        assertThat(versionOf("customers")).isEqualTo("nothing");
    }

    @Test
    void live_storeDown_keepsModelAndTriesAgainLater() throws IOException {
        store.withModelHere("customers", "v1");
        versionOf("customers");
        store.breakDown(true);
        seconds = 5;
        assertThat(versionOf("customers")).isEqualTo("v1");
        assertThat(lines()).singleElement().asString().contains("the current model keeps answering", "customers");

        store.breakDown(false);
        store.withModelHere("customers", "v2");

        assertThat(versionOf("customers")).isEqualTo("v1");
        seconds = 10;
        assertThat(versionOf("customers")).isEqualTo("v2");
    }

    @Test
    void live_newModelDamaged_keepsTheOldOne() throws IOException {
        store.withModelHere("customers", "v1");
        versionOf("customers");
        store.with("live/customers.json", FakeStore.pointer("customers", "v2")).with("runs/customers/model.tar.gz",
                "not a model");

        seconds = 5;

        assertThat(versionOf("customers")).isEqualTo("v1");
        assertThat(lines()).singleElement().asString().contains("SHA-256");
    }

    @Test
    void live_firstReadFails_saysSoAndRemembersNothing() throws IOException {
        store.breakDown(true);

        assertThatThrownBy(() -> models.live("customers")).isInstanceOf(IOException.class);

        assertThat(models.remembered()).isZero();
        store.breakDown(false);
        store.withModelHere("customers", "v1");
        assertThat(versionOf("customers")).isEqualTo("v1");
        assertThat(models.remembered()).isEqualTo(1);
    }

    @Test
    void live_nothingThere_isNotRemembered() throws IOException {
        assertThat(versionOf("customers")).isEqualTo("nothing");
        assertThat(models.remembered()).isZero();
    }

    @Test
    void live_brokenPointer_isAFaultNotAnAnswer() {
        store.with("live/customers.json", "{\"target\":\"moon\",\"model_version\":\"v1\"}");

        assertThatThrownBy(() -> models.live("customers")).isInstanceOf(IOException.class)
                .hasMessageContaining("customers");
    }

    @Test
    void datasets_noneAtFirst_findsTheFirstAtOnceAndTheNextAfterRecheckTime() throws IOException {
        assertThat(models.datasets()).isEmpty();

        store.withModelHere("b", "v1");
        assertThat(models.datasets()).containsExactly("b");
        store.withModelHere("a", "v1");
        assertThat(models.datasets()).containsExactly("b");
        seconds = 5;
        assertThat(models.datasets()).containsExactly("a", "b");
    }

    @Test
    void datasets_otherObjectsUnderLive_areLeftOut() throws IOException {
        store.withModelHere("b", "v1").withEndpoint("a", "v1").with("live/Not-A-Dataset.json", "{}")
                .with("live/readme.txt", "");

        assertThat(models.datasets()).containsExactly("a", "b");
    }

    @Test
    void forget_everything_readsAgain() throws IOException {
        store.withModelHere("customers", "v1");
        versionOf("customers");
        store.withModelHere("customers", "v2");

        models.forget();

        assertThat(versionOf("customers")).isEqualTo("v2");
    }

    @Test
    void live_pointerWrittenAnewForTheSameModel_keepsItUnread() throws IOException {
        store.withModelHere("customers", "v1");
        Live before = models.live("customers").orElseThrow();
        int reads = store.reads();
        store.with("live/customers.json", FakeStore.pointer("customers", "v1").replace("10:00:00Z", "11:00:00Z"));

        seconds = 5;

        assertThat(models.live("customers")).containsSame(before);
        assertThat(store.reads()).as("the pointer and the names").isEqualTo(reads + 2);
    }

    private static void edit(FakeStore store, String id, String name) {
        SegmentNames names = new SegmentNames("customers", 1,
                List.of(new SegmentEdit(id, name, NameSource.EDITED, "Write to them.")));
        store.with(SegmentNames.key("customers"), new String(names.write(), StandardCharsets.UTF_8));
    }

    private Segment first() throws IOException {
        return ((Live.Here) models.live("customers").orElseThrow()).model().predictor().model().segments().getFirst();
    }

    @Test
    void live_segmentEdited_isCalledSoAfterRecheckTime_byEveryVersion() throws IOException {
        store.withModelHere("customers", "v1");
        Segment before = first();
        edit(store, before.id(), "Regulars");
        assertThat(first().name()).isEqualTo(before.name());

        seconds = 5;

        assertThat(first().name()).isEqualTo("Regulars");
        assertThat(first().action()).isEqualTo("Write to them.");
        int bodies = store.bodies();
        seconds = 10;
        assertThat(first().name()).isEqualTo("Regulars");
        assertThat(store.bodies()).as("checked by tag").isEqualTo(bodies);
        store.withModelHere("customers", "v2");
        seconds = 15;
        assertThat(versionOf("customers")).isEqualTo("v2");
        assertThat(first().name()).isEqualTo("Regulars");
        edit(store, before.id(), "Friends");
        seconds = 20;
        assertThat(first().name()).isEqualTo("Friends");
    }

    @Test
    void live_namesThatCannotBeRead_areLoggedAndTheModelsAreTold() throws IOException {
        store.withModelHere("customers", "v1").with(SegmentNames.key("customers"), "{}");

        assertThat(first().name()).isNotBlank();

        assertThat(lines()).singleElement().asString().contains("names that people gave cannot be read", "customers");
    }

    @Test
    void live_endpoint_isToldNoNames() throws IOException {
        store.withEndpoint("customers", "v1");
        edit(store, "s-1", "Regulars");

        assertThat(models.live("customers")).containsInstanceOf(Live.AtEndpoint.class);

        assertThat(store.reads()).as("the pointer alone").isEqualTo(1);
    }

    @Test
    void live_answerOfTheBucketTookLong_isAsOldAsTheQuestion() throws IOException {
        store.withEndpoint("customers", "v1");
        ObjectReader slow = new ObjectReader() {
            @Override
            public Found find(String key, Optional<String> knownEtag) throws IOException {
                Found found = store.find(key, knownEtag);
                seconds += 3;
                return found;
            }

            @Override
            public List<String> list(String prefix) throws IOException {
                return store.list(prefix);
            }
        };
        LiveModels late = new LiveModels(slow, Duration.ofSeconds(5), () -> seconds * 1_000_000_000L,
                Log.of("inference", InstantSource.system(), new PrintStream(log, true, StandardCharsets.UTF_8)));
        assertThat(late.live("customers").orElseThrow().modelVersion()).isEqualTo("v1");
        store.withEndpoint("customers", "v2");

        seconds = 5;

        assertThat(late.live("customers").orElseThrow().modelVersion()).isEqualTo("v2");
    }

    @Test
    void instead_pointerMovedMeanwhile_isReadAtOnceAndRemembered() throws IOException {
        store.withEndpoint("customers", "v1");
        Live gone = models.live("customers").orElseThrow();
        assertThat(models.instead("customers", gone)).as("the same still").isEmpty();
        store.withEndpoint("customers", "v2");

        assertThat(models.instead("customers", gone).orElseThrow().modelVersion()).isEqualTo("v2");

        int reads = store.reads();
        assertThat(versionOf("customers")).isEqualTo("v2");
        assertThat(models.instead("customers", gone).orElseThrow().modelVersion()).as("known").isEqualTo("v2");
        assertThat(store.reads()).isEqualTo(reads);
        store.remove("live/customers.json");
        assertThat(models.instead("customers", models.live("customers").orElseThrow())).isEmpty();
        assertThat(models.remembered()).isZero();
    }

    @Test
    void datasets_afterLongUptime_areRememberedForTheRecheckTime() throws IOException {
        seconds = 1_000_000;
        store.withModelHere("b", "v1");
        assertThat(models.datasets()).containsExactly("b");
        store.withModelHere("a", "v1");

        seconds += 4;
        assertThat(models.datasets()).containsExactly("b");
        seconds++;
        assertThat(models.datasets()).containsExactly("a", "b");
    }
}
