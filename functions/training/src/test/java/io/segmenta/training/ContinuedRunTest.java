package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.clustering.Workers;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Uploads of one data set whose runs go on with the model of the run before. */
class ContinuedRunTest {
    private static final Map<String, String> LAST = Map.of(RunConfiguration.METADATA,
            "clustering.update=last&clustering.k=2");

    private final TickingClock clock = new TickingClock();
    private final InMemoryObjectStore store = new InMemoryObjectStore(Events.BUCKET);
    private final InMemoryCatalogue catalogue = new InMemoryCatalogue();
    private final TrainUpload training = new TrainUpload(store, catalogue, new PipelineTrainer(new Workers(1)), clock,
            2048);

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
        String key = "data/customers/" + file;
        store.upload(key, content.getBytes(StandardCharsets.UTF_8), LAST);
        clock.advance(Duration.ofMinutes(1));
        training.train(new Notice("ObjectCreated:Put", Events.BUCKET, key, Optional.empty(), "",
                content.length()),
                "request", Duration.ofMinutes(15), Quiet.log("training", clock));
        return catalogue.runs(Optional.of("customers"), 1).getFirst();
    }

    private byte[] file(Run run, String name) {
        return store.bytes("runs/customers/" + run.id() + "/" + name);
    }

    private SegmentationModel model(Run run) throws IOException {
        return ModelFile.read(new ByteArrayInputStream(file(run, Trainer.MODEL)));
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
        JsonNode lineage = Json.parse(new String(file(second, RunWriter.LINEAGE), StandardCharsets.UTF_8));
        assertThat(lineage.path("continues_run_id").textValue()).isEqualTo(first.id().toString());
        assertThat(Json.parse(new String(file(first, RunWriter.LINEAGE), StandardCharsets.UTF_8))
                .has("continues_run_id")).isFalse();
    }

    @Test
    void secondUpload_tellsWhatIsNewInItsColumns() {
        Run first = train("may.csv", table(1));
        assertThat(store.list("runs/")).noneMatch(key -> key.endsWith(SchemaChanges.FILE));
        Run second = train("june.csv", table(2).replaceFirst("id,", "id,remark,").replaceAll("(c\\d+),", "$1,x,"));
        JsonNode changes = Json.parse(new String(file(second, SchemaChanges.FILE), StandardCharsets.UTF_8));
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
}
