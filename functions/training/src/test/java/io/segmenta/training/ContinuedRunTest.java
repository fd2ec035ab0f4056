package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.learning.EarlierLine;
import io.segmenta.model.Identity;
import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentEdit;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.model.contract.UploadSettings;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.privacy.OptedOut;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Uploads of one data set whose runs go on with the model of the run before. */
class ContinuedRunTest {

    private final TickingClock clock = new TickingClock();
    private final InMemoryObjectStore store = new InMemoryObjectStore(Events.BUCKET);
    private final InMemoryCatalogue catalogue = new InMemoryCatalogue();
    private final Workers workers = new Workers(1);
    private final TrainUpload training = new TrainUpload(store, catalogue,
            new PipelineTrainer(workers, new EarlierLine(store, workers), OptedOut.in(store),
                    new Views(store, () -> OptedOut.KEYS)),
            clock, TrainingFixture.LIMITS);

    /** Two groups of forty, far apart. */
    private static String table(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("id,income,score\n");
        for (int i = 0; i < 80; i++) {
            int centre = i % 2 == 0 ? 20 : 90;
            text.append("c").append(i).append(',').append(centre + random.nextInt(9)).append(',')
                    .append(centre + random.nextInt(9)).append('\n');
        }
        return text.toString();
    }

    private Run train(String file, String content) {
        return train(file, content, "last");
    }

    private Run train(String file, String content, String update) {
        String key = "data/customers/" + file;
        store.upload(key, content.getBytes(StandardCharsets.UTF_8),
                Map.of(UploadSettings.METADATA, "clustering.k=2&clustering.update=" + update));
        clock.advance(Duration.ofMinutes(1));
        training.train(new Notice("ObjectCreated:Put", Events.BUCKET, key, Optional.empty(), "",
                content.length(), "uploader"),
                "request", Duration.ofMinutes(15), Quiet.log("training", clock));
        return catalogue.runs(Optional.of("customers"), 1).getFirst();
    }

    private byte[] file(Run run, String name) {
        return store.bytes("runs/customers/" + run.id() + "/" + name);
    }

    private JsonNode json(Run run, String name) {
        return Json.parse(new String(file(run, name), StandardCharsets.UTF_8));
    }

    /** As deployment writes it. */
    private void live(Run run, String version) {
        String key = "runs/customers/" + run.id() + "/model.tar.gz";
        store.upload("live/customers.json", new LivePointer("customers", new LivePointer.Lambda(), key,
                Sha256.of(store.bytes(key)), version, "arn:" + version, clock.instant()).write(), Map.of());
    }

    private List<String> ids(Run run) throws IOException {
        return model(run).segments().stream().map(Segment::id).sorted().toList();
    }

    private SegmentationModel model(Run run) throws IOException {
        return ModelFile.read(new ByteArrayInputStream(file(run, "model.tar.gz")));
    }

    @Test
    void secondUpload_keepsTheSegmentsOfTheFirst() throws IOException {
        Run first = train("may.csv", table(1));
        assertThat(first.status()).isEqualTo(Run.Status.SUCCEEDED);
        Run second = train("june.csv", table(2));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.status()).isEqualTo(Run.Status.SUCCEEDED);
        assertThat(model(second).segments()).extracting(Segment::id)
                .containsExactlyInAnyOrderElementsOf(model(first).segments().stream().map(Segment::id).toList());
        assertThat(model(second).pipeline()).isEqualTo(model(first).pipeline());
        assertThat(model(second).assigner().spread()).isNotEqualTo(model(first).assigner().spread());
        JsonNode lineage = json(second, "lineage.json");
        assertThat(lineage.path("continues_run_id").textValue()).isEqualTo(first.id().toString());
        assertThat(lineage.has("continues_model_version")).isFalse();
        assertThat(json(first, "lineage.json").has("continues_run_id")).isFalse();
    }

    private String transitions(Run run) {
        return json(run, "transitions.json").path("transitions").valueStream()
                .map(transition -> transition.path("kind").textValue()).sorted().toList().toString();
    }

    @Test
    void secondUpload_foundAnew_keepsIdsNamesAndColoursOfWhatIsLive() throws IOException {
        Run first = train("may.csv", table(1), "none");
        assertThat(transitions(first)).isEqualTo("[birth, birth]");
        live(first, "v1");
        Run other = train("june.csv", table(2), "none");
        Run third = train("july.csv", table(3), "none");

        assertThat(transitions(other)).isEqualTo("[continue, continue]");
        assertThat(ids(other)).isEqualTo(ids(first));
        assertThat(ids(third)).isEqualTo(ids(first));
        assertThat(model(third).core().segments()).as("what was found itself").extracting(Segment::id)
                .doesNotContainAnyElementsOf(ids(first));
        assertThat(model(third).segments()).extracting(Segment::name).containsExactlyInAnyOrderElementsOf(
                model(first).segments().stream().map(Segment::name).toList());
        JsonNode lineage = json(third, "lineage.json");
        assertThat(lineage.path("reference_run_id").textValue()).isEqualTo(first.id().toString());
        assertThat(lineage.path("reference_model_version").textValue()).isEqualTo("v1");
        assertThat(json(third, "migration.json").path("customers_in_both").intValue()).isEqualTo(80);
    }

    @Test
    void secondUpload_keepsTheNamesThatPeopleGave_asTheyWereWhenItBegan() throws IOException {
        Run first = train("may.csv", table(1), "none");
        live(first, "v1");
        String edited = ids(first).getFirst();
        String proposed = nameOf(first, edited).name();
        names(2, new SegmentEdit(edited, "Regulars", NameSource.EDITED, "Write to them."));
        Run second = train("june.csv", table(2), "none");

        assertThat(nameOf(second, edited).name()).isEqualTo("Regulars");
        assertThat(nameOf(second, edited).nameSource()).isEqualTo(NameSource.EDITED);
        assertThat(nameOf(second, edited).action()).isEqualTo("Write to them.");
        assertThat(json(second, "start.json").at("/names/version").intValue()).isEqualTo(2);
        assertThat(json(second, "transitions.json").toString()).contains("\\\"Regulars\\\" goes on");

        live(second, "v2");
        names(3, new SegmentEdit(edited, proposed, NameSource.PROPOSED, ""));
        assertThat(nameOf(train("july.csv", table(3), "none"), edited).name()).isEqualTo(proposed);
        store.upload(SegmentNames.key("customers"), "{}".getBytes(StandardCharsets.UTF_8), Map.of());
        Run unread = train("august.csv", table(4), "none");
        assertThat(nameOf(unread, edited).name()).as("that of the model before").isEqualTo("Regulars");
    }

    private void names(long version, SegmentEdit... edits) {
        store.upload(SegmentNames.key("customers"),
                new SegmentNames("customers", version, List.of(edits)).write(), Map.of());
    }

    private Identity.Named nameOf(Run run, String id) throws IOException {
        return model(run).identity().orElseThrow().segments().stream().filter(named -> named.id().equals(id))
                .findFirst().orElseThrow();
    }

    @Test
    void runTakenUpAgain_comparesWithWhatItFirstStartedFrom() {
        Run first = train("may.csv", table(1), "none");
        Run second = train("june.csv", table(2), "none");
        String key = "runs/customers/" + second.id() + "/";
        JsonNode before = json(second, "transitions.json");
        store.delete(key + "lineage.json");
        store.delete(key + "manifest.json");
        live(second, "v9");
        byte[] start = file(second, "start.json");

        assertThat(new RunWriter(store).begin(second, () -> {
            throw new AssertionError("noted before");
        }).reference()).hasValueSatisfying(reference -> assertThat(reference.run()).isEqualTo(first.id()));
        assertThat(file(second, "start.json")).isEqualTo(start);
        assertThat(before.path("reference").path("run").textValue()).isEqualTo(first.id().toString());
    }

    @Test
    void earlierUploadGone_comparesWithTheRowsThatWereKept() throws IOException {
        Run first = train("may.csv", table(1), "none");
        store.delete("data/customers/may.csv");
        Run second = train("june.csv", table(2), "none");
        assertThat(transitions(second)).isEqualTo("[continue, continue]");
        assertThat(ids(second)).isEqualTo(ids(first));
        JsonNode told = json(second, "transitions.json");
        assertThat(told.path("basis").textValue()).isEqualTo("kept rows");
        assertThat(told.path("findings").get(0).textValue())
                .startsWith("Compared with 80 rows that were kept of the earlier file")
                .contains("data/customers/may.csv is gone");
        assertThat(json(second, "migration.json").path("basis").textValue())
                .isEqualTo("shares of rows, estimated from the 80 that were kept");
    }

    @Test
    void pointerThatCannotBeRead_endsNoRunThatIsOnlyCompared() throws IOException {
        Run first = train("may.csv", table(1), "none");
        for (String broken : List.of("no pointer", "{\"target\":\"lambda\"}", "[]")) {
            store.upload("live/customers.json", broken.getBytes(StandardCharsets.UTF_8), Map.of());
            Run next = train("june" + broken.length() + ".csv", table(2), "none");
            assertThat(next.status()).isEqualTo(Run.Status.SUCCEEDED);
            assertThat(ids(next)).isEqualTo(ids(first));
        }
    }

    /** A bucket without versions has no word for what lay at a key before, and may take any for what lies there now. */
    @Test
    void earlierUploadOverwritten_comparesWithTheRowsThatWereKept() throws IOException {
        Run first = train("customers.csv", table(1), "none");
        Run second = train("customers.csv", table(2), "none");
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(ids(second)).isEqualTo(ids(first));
        assertThat(json(second, "transitions.json").path("basis").textValue()).isEqualTo("kept rows");
    }

    @Test
    void earlierModelExchanged_endsNoRunAndSaysWhatIsNotKnown() {
        Run first = train("may.csv", table(1), "none");
        store.upload("runs/customers/" + first.id() + "/model.tar.gz", new byte[] {1}, Map.of());
        Run second = train("june.csv", table(2), "none");
        assertThat(second.status()).as(second.detail().orElse("")).isEqualTo(Run.Status.SUCCEEDED);
        JsonNode told = json(second, "transitions.json");
        assertThat(told.path("basis").textValue()).isEqualTo("unknown");
        assertThat(told.path("findings").get(0).textValue()).contains("has been replaced");
        assertThat(transitions(second)).isEqualTo("[birth, birth]");
    }

    @Test
    void live_goesOnWithTheVersionThatAnswersAndNotWithTheLastRun() throws IOException {
        Run first = train("may.csv", table(1), "none");
        live(first, "v1");
        train("june.csv", table(2), "none");
        Run third = train("july.csv", table(3), "live");
        assertThat(third.status()).as(third.detail().orElse("")).isEqualTo(Run.Status.SUCCEEDED);
        assertThat(ids(third)).isEqualTo(ids(first));
        assertThat(model(third).segments()).extracting(Segment::name)
                .containsExactlyInAnyOrderElementsOf(model(first).segments().stream().map(Segment::name).toList());
        assertThat(json(third, "lineage.json").path("continues_run_id").textValue())
                .isEqualTo(first.id().toString());
        assertThat(json(third, "lineage.json").path("continues_model_version").textValue()).isEqualTo("v1");
        assertThat(json(third, "report.json").path("notes").valueStream().map(JsonNode::textValue))
                .contains("continues the segments of v1, which is live");
        assertThat(ids(train("august.csv", table(4), "last"))).as("the last run goes on likewise")
                .isEqualTo(ids(third));
    }

    @Test
    void live_whileNothingIsLive_findsSegmentsAnewAndSaysSo() {
        train("may.csv", table(1), "none");
        Run second = train("june.csv", table(2), "live");
        assertThat(second.status()).isEqualTo(Run.Status.SUCCEEDED);
        assertThat(json(second, "lineage.json").has("continues_run_id")).isFalse();
        assertThat(json(second, "report.json").path("notes").valueStream().map(JsonNode::textValue)).contains(
                "no version of the data set is live, so new segments were found (clustering.update: live)");
    }

    @Test
    void live_modelDeletedOrExchanged_failsWithTheReason() {
        Run first = train("may.csv", table(1), "none");
        live(first, "v1");
        store.upload("runs/customers/" + first.id() + "/model.tar.gz", new byte[] {1}, Map.of());
        Run exchanged = train("june.csv", table(2), "live");
        assertThat(exchanged.reason()).contains("not-found");
        assertThat(exchanged.detail()).hasValueSatisfying(detail -> assertThat(detail)
                .contains("has been replaced: its SHA-256 is ", "clustering.update: none"));
        store.delete("runs/customers/" + first.id() + "/model.tar.gz");
        assertThat(train("july.csv", table(3), "live").detail())
                .hasValueSatisfying(detail -> assertThat(detail).contains("model.tar.gz is missing"));
    }

    /** Deployment wrote it, so no upload is at fault and no run may end by it. */
    @Test
    void live_brokenPointer_isThrownAndLeavesTheRunToBeResumed() {
        store.upload("live/customers.json", "{\"target\":\"lambda\"}".getBytes(StandardCharsets.UTF_8), Map.of());
        assertThatThrownBy(() -> train("may.csv", table(1), "live")).isInstanceOf(ContractException.class)
                .hasMessageStartingWith("live/customers.json.");
        assertThat(catalogue.runs(Optional.of("customers"), 1)).extracting(Run::status)
                .containsExactly(Run.Status.RUNNING);
    }

    @Test
    void secondUpload_tellsWhatIsNewInItsColumns() {
        Run first = train("may.csv", table(1));
        assertThat(store.list("runs/")).noneMatch(key -> key.endsWith("changes.json"));
        Run second = train("june.csv", table(2).replaceFirst("id,", "id,remark,").replaceAll("(c\\d+),", "$1,x,"));
        JsonNode changes = json(second, "changes.json");
        assertThat(changes.path("since_run_id").textValue()).isEqualTo(first.id().toString());
        assertThat(changes.path("differences")).hasSize(1);
        assertThat(changes.path("differences").get(0).textValue()).contains("column \"remark\" is new");
    }

    @Test
    void uploadWithoutAColumnOfTheModel_failsWithTheReason() {
        train("may.csv", table(1));
        Run second = train("june.csv", table(2).replaceFirst("score", "points"));
        assertThat(second.status()).isEqualTo(Run.Status.FAILED);
        assertThat(second.reason()).contains("schema-mismatch");
        assertThat(second.detail()).hasValueSatisfying(
                detail -> assertThat(detail).contains("column \"score\" is missing"));
    }

    @Test
    void secondUpload_readsItsColumnsAsTheFirstDid() {
        store.upload("data/customers/schema.json", ("{\"version\":1,\"columns\":["
                + "{\"name\":\"score\",\"role\":\"ordinal\"}]}").getBytes(StandardCharsets.UTF_8), Map.of());
        Run first = train("may.csv", table(1));
        assertThat(first.status()).as(first.detail().orElse("")).isEqualTo(Run.Status.SUCCEEDED);
        store.delete("data/customers/schema.json");
        Run second = train("june.csv", table(2));
        assertThat(second.status()).as(second.detail().orElse("")).isEqualTo(Run.Status.SUCCEEDED);
        assertThat(new String(file(second, "schema.json"), StandardCharsets.UTF_8)).contains("ordinal");
    }

    @Test
    void live_pointerThatNamesNoModelOfARun_isThrown() {
        String key = "elsewhere/model.tar.gz";
        store.upload("live/customers.json", new LivePointer("customers", new LivePointer.Lambda(), key, "", "v1",
                "arn", clock.instant()).write(), Map.of());
        assertThatThrownBy(() -> train("may.csv", table(1), "live")).isInstanceOf(IllegalStateException.class)
                .hasMessage("the live pointer names no model of a run: elsewhere/model.tar.gz");
    }
}
