package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.learning.BucketParts;
import io.segmenta.learning.EarlierLine;
import io.segmenta.learning.RepeatedFile;
import io.segmenta.learning.Repetition;
import io.segmenta.learning.RunParts;
import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.SegmentEdit;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.Lineage;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunStart;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.model.contract.UploadSettings;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.privacy.OptedOut;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs as the function makes them, made again from what they left. */
class RepeatedRunTest {
    private final TickingClock clock = new TickingClock();
    private final InMemoryObjectStore store = new InMemoryObjectStore(Events.BUCKET);
    private final InMemoryCatalogue catalogue = new InMemoryCatalogue();
    private final Workers workers = new Workers(1);
    private final TrainUpload training = new TrainUpload(store, catalogue,
            new PipelineTrainer(workers, new EarlierLine(store, workers), OptedOut.in(store),
                    new Views(store, () -> OptedOut.KEYS)),
            clock, TrainingFixture.LIMITS);

    @AfterEach
    void closeWorkers() {
        workers.close();
    }

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

    private Run train(String file, String content, String update) {
        String key = "data/customers/" + file;
        store.upload(key, content.getBytes(StandardCharsets.UTF_8),
                Map.of(UploadSettings.METADATA, "clustering.k=2&clustering.update=" + update));
        clock.advance(Duration.ofMinutes(1));
        training.train(new Notice("ObjectCreated:Put", Events.BUCKET, key, Optional.empty(), "", content.length(),
                "uploader"),
                "request", Duration.ofMinutes(15), Quiet.log("training", clock));
        Run run = catalogue.runs(Optional.of("customers"), 1).getFirst();
        assertThat(run.status()).as(run.detail().orElse("")).isEqualTo(Run.Status.SUCCEEDED);
        return run;
    }

    private RunParts parts(Run run) {
        return new BucketParts(store, new RunFolder(run.dataset(), run.id()));
    }

    /** The hash of each file that a repetition makes, and none that the folder has besides. */
    private void assertRepeatsItself(Run run) {
        int written = store.written().size();
        RunParts parts = parts(run);
        Map<String, String> again = new TreeMap<>();
        try (Repetition repetition = new Repetition(parts, 2)) {
            for (RepeatedFile file : repetition.files((stage, fraction, detail) -> {})) {
                again.put(file.path(), file.sha256());
            }
        }
        Map<String, String> was = new TreeMap<>();
        parts.files().forEach(path -> was.put(path, parts.required(RunParts.RUN + path).sha256()));
        assertThat(was.remove("manifest.json")).isNotNull();
        assertThat(was.remove("start.json")).isNotNull();
        assertThat(again).isEqualTo(was).containsKeys("people/reference.json.gz", "lineage.json");
        assertThat(store.written()).as("nothing was written").hasSize(written);
    }

    private Lineage.Rows rows(Run run) {
        return Lineage.parse(parts(run).file(RunFile.LINEAGE).orElseThrow().bytes()).reference()
                .flatMap(Lineage.Reference::basis).orElseThrow().rows();
    }

    private List<String> needs(Run run) {
        try (Repetition repetition = new Repetition(parts(run), 1)) {
            return repetition.needs();
        }
    }

    @Test
    void runWithNamesThatPeopleGave_isRepeatedWithThem_whateverTheyCallThemSince() {
        Run first = train("may.csv", table(1), "none");
        String segment = Json.parse(new String(store.bytes("runs/customers/" + first.id() + "/profile.json"),
                StandardCharsets.UTF_8)).at("/segments/0/segment_id").textValue();
        store.upload(SegmentNames.key("customers"), new SegmentNames("customers", 1,
                List.of(new SegmentEdit(segment, "Regulars", NameSource.EDITED, "Write."))).write(), Map.of());
        Run second = train("june.csv", table(2), "none");
        store.delete(SegmentNames.key("customers"));
        assertThat(new String(store.bytes("runs/customers/" + second.id() + "/profile.json"), StandardCharsets.UTF_8))
                .contains("Regulars");
        assertRepeatsItself(second);
    }

    @Test
    void firstRun_makesTheSameFiles() {
        Run first = train("may.csv", table(1), "none");
        assertRepeatsItself(first);
        assertThat(Repetition.madeBy(parts(first))).contains(Repetition.VERSION);
        assertThat(needs(first)).containsExactly("upload", "run/lineage.json", "run/start.json",
                "run/config.json");
    }

    @Test
    void laterRun_isComparedWithTheSameRows() {
        train("may.csv", table(1), "none");
        Run second = train("june.csv", table(2), "none");
        assertThat(rows(second)).isEqualTo(Lineage.Rows.ALL);
        assertThat(needs(second)).contains("reference/upload", "reference/model.tar.gz",
                "before/schema.json");
        train("july.csv", table(3), "none");
        assertRepeatsItself(second);
    }

    @Test
    void laterRunOfKeptRows_isComparedWithThemThoughTheUploadIsBack() {
        train("may.csv", table(1), "none");
        store.delete("data/customers/may.csv");
        Run second = train("june.csv", table(2), "none");
        store.upload("data/customers/may.csv", table(1).getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(rows(second)).isEqualTo(Lineage.Rows.KEPT);
        assertRepeatsItself(second);
    }

    @Test
    void laterRunOfAnExchangedModel_isComparedWithNothing() {
        Run first = train("may.csv", table(1), "none");
        String key = "runs/customers/" + first.id() + "/model.tar.gz";
        byte[] model = store.bytes(key);
        store.upload(key, new byte[] {1}, Map.of());
        Run second = train("june.csv", table(2), "none");
        store.upload(key, model, Map.of());
        assertThat(rows(second)).isEqualTo(Lineage.Rows.UNKNOWN);
        assertRepeatsItself(second);
    }

    @Test
    void runThatGoesOn_goesOnFromTheSameModel() {
        Run first = train("may.csv", table(1), "last");
        Run second = train("june.csv", table(2), "last");
        train("july.csv", table(3), "last");
        assertRepeatsItself(first);
        assertRepeatsItself(second);
    }

    @Test
    void schemaDeclaredThen_isUsedThoughAnotherIsDeclaredNow() {
        String key = "data/customers/schema.json";
        String declared = "{\"version\":1,\"columns\":[{\"name\":\"score\",\"role\":\"ordinal\"}]}";
        store.upload(key, declared.getBytes(StandardCharsets.UTF_8), Map.of());
        Run run = train("may.csv", table(1), "none");
        store.upload(key, declared.replace("ordinal", "ignored").getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(RunStart.parse(parts(run).file(RunFile.START).orElseThrow().bytes()).schema()).contains(declared);
        assertRepeatsItself(run);
        store.upload("runs/customers/" + run.id() + "/start.json", new RunStart(Optional.empty(),
                Optional.of(declared.replace("ordinal", "ignored")), Optional.empty()).write(), Map.of());
        assertThatThrownBy(() -> new Repetition(parts(run), 1)).isInstanceOf(DataException.class)
                .hasMessageContaining("start.json does not tell what was declared of the columns");
    }

    @Test
    void uploadGoneOrReplaced_isNamedAndCanBePutBack() {
        Run run = train("may.csv", table(1), "none");
        store.delete("data/customers/may.csv");
        assertThatThrownBy(() -> new Repetition(parts(run), 1)).isInstanceOf(DataException.class)
                .hasMessageContaining("data/customers/may.csv (version ").hasMessageContaining("is gone")
                .hasMessageContaining("put the same bytes back there");
        store.upload("data/customers/may.csv", table(2).getBytes(StandardCharsets.UTF_8), Map.of());
        assertThatThrownBy(() -> new Repetition(parts(run), 1)).isInstanceOf(DataException.class)
                .hasMessageContaining("data/customers/may.csv").hasMessageContaining("holds other bytes");
        store.upload("data/customers/may.csv", table(1).getBytes(StandardCharsets.UTF_8), Map.of("by", "hand"));
        assertRepeatsItself(run);
    }

    @Test
    void earlierModelOrUploadGone_isNamed() {
        Run first = train("may.csv", table(1), "none");
        Run second = train("june.csv", table(2), "none");
        store.delete("data/customers/may.csv");
        assertThatThrownBy(() -> assertRepeatsItself(second)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("data/customers/may.csv (version ");
        store.delete("runs/customers/" + first.id() + "/model.tar.gz");
        assertThatThrownBy(() -> assertRepeatsItself(second)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("runs/customers/" + first.id() + "/model.tar.gz is gone");
    }

    @Test
    void settingsChanged_areNotTaken() {
        Run run = train("may.csv", table(1), "none");
        String key = "runs/customers/" + run.id() + "/config.json";
        String config = new String(store.bytes(key), StandardCharsets.UTF_8);
        assertThat(config).contains("\"seed\":42");
        store.upload(key, config.replace("\"seed\":42", "\"seed\":43").getBytes(StandardCharsets.UTF_8), Map.of());
        assertThatThrownBy(() -> new Repetition(parts(run), 1)).isInstanceOf(DataException.class)
                .hasMessageStartingWith(key + " does not hold the settings that the run had");
    }
}
