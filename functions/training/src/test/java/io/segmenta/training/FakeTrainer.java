package io.segmenta.training;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Schema;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.storage.ObjectContent;
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

    @Override
    public List<Output> train(InputStream data, long size, String fileName, PipelineConfig config,
            Optional<Schema> declared, Beginning beginning, RunMeter progress) {
        calls++;
        progress.report("clustering", 0.5, "k=3");
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
            String model = declared.map(Schema::toJson).orElse("") + fileName + "|" + Hashes.sha256(bytes) + "|"
                    + config.hash();
            return List.of(output(MODEL, model), output(METRICS, "{\"n_clusters\":" + config.clustering().k() + "}"),
                    output("plots/scatter.svg", "<svg/>"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Output output(String path, String text) {
        return new Output(path, "text/plain", ObjectContent.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
