package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.config.ConfigHash;
import io.segmenta.config.PipelineConfig;
import io.segmenta.learning.StartingPoint;
import io.segmenta.learning.Trained;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.catalogue.NewRun;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunResult;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is in the folder of a run. */
class RunWriterTest {

    private final TickingClock clock = new TickingClock();
    private final InMemoryObjectStore store = new InMemoryObjectStore(Events.BUCKET);

    private Attempt attempt() {
        UploadKey key = new UploadKey("customers", "two.csv");
        PipelineConfig config = PipelineConfig.defaults();
        Settings.Valid settings = new Settings.Valid(config, Optional.empty(), ConfigHash.of(config));
        Run run = new InMemoryCatalogue().claim(new NewRun(new UUID(1, 2), key.dataset(), "bucket", key.key(), "etag",
                99, settings.hash(), settings.json(), "uploader"), "owner", clock.instant(), Instant.MAX).run();
        return new Attempt(run, "owner", new Upload(key, Optional.empty(), "etag", 99), settings,
                Quiet.log("training", clock));
    }

    private static Learned learned(Artifact... artifacts) {
        return new Learned("d", Optional.empty(), StartingPoint.NOTHING,
                new Trained(List.of(artifacts), Optional.empty()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void manifest_countsBytesHoweverTheyAreWritten() {
        Artifact model = new Artifact("model.tar.gz", "application/gzip", out -> {
            out.write('m');
            out.write(bytes("-ode-"), 1, 3);
            out.write('l');
        });
        Attempt attempt = attempt();
        RunResult result = new RunWriter(store).write(attempt, learned(model,
                Artifact.of("metrics.json", "application/json", bytes("{}"))),
                new RunMeter(Progress.NONE, clock, TrainingFixture.COSTS, _ -> {}));
        assertThat(result).isEqualTo(new RunResult("d", Sha256.of(bytes("model")), "{}"));
        assertThat(store.bytes(attempt.folder().key("model.tar.gz"))).asString().isEqualTo("model");
        JsonNode manifest = Json.parse(new String(store.bytes(attempt.folder().key("manifest.json")),
                StandardCharsets.UTF_8));
        assertThat(Json.text(manifest.path("files"))).isEqualTo("{\"model.tar.gz\":5,\"metrics.json\":2}");
        assertThat(manifest.path("bytes_read").longValue()).isEqualTo(99);
    }

    @Test
    void result_ofATrainingWithoutAModel_isThrown() {
        Learned nothing = learned();
        assertThatThrownBy(nothing::result).isInstanceOf(IllegalStateException.class)
                .hasMessage("training gave no model.tar.gz");
    }
}
