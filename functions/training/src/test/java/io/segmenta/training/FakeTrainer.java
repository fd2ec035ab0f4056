package io.segmenta.training;

import io.segmenta.learning.StartingPoint;
import io.segmenta.learning.Trained;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.data.Schema;
import io.segmenta.pipeline.memory.MemoryPlan;
import io.segmenta.pipeline.report.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** "Learns" the hash of file and configuration; can be told to run into trouble. */
final class FakeTrainer implements Trainer {
    private int calls;
    private Throwable trouble;
    private Runnable during = () -> {};
    private Optional<MemoryPlan> plan = Optional.empty();

    int calls() {
        return calls;
    }

    void failNext(Throwable next) {
        trouble = next;
    }

    /** What happens elsewhere while the next training runs. */
    void during(Runnable event) {
        during = event;
    }

    /** What it will plan with each time. */
    FakeTrainer planning(MemoryPlan foreseen) {
        plan = Optional.of(foreseen);
        return this;
    }

    @Override
    public Trained train(InputStream data, Attempt attempt, StartingPoint start, RunMeter meter) {
        calls++;
        plan.ifPresent(meter::planned);
        meter.report("clustering", 0.5, "k=3");
        Runnable event = during;
        during = () -> {};
        event.run();
        Throwable next = trouble;
        trouble = null;
        if (next instanceof Error error) {
            throw error;
        } else if (next instanceof RuntimeException exception) {
            throw exception;
        }
        try {
            byte[] bytes = data.readAllBytes();
            if (bytes.length == 0) {
                throw new DataException(DataException.Reason.EMPTY_FILE, "the file is empty");
            }
            String model = attempt.settings().schema().map(Schema::toJson).orElse("")
                    + attempt.upload().key().file() + "|" + Sha256.of(bytes) + "|" + attempt.settings().hash();
            int k = attempt.settings().config().clustering().k();
            return new Trained(
                    List.of(artifact("model.tar.gz", model), artifact("metrics.json", "{\"n_clusters\":" + k + "}"),
                            artifact("plots/scatter.svg", "<svg/>")),
                    Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Artifact artifact(String path, String text) {
        return Artifact.of(path, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }
}
