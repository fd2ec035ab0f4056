package io.segmenta.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.Json;
import io.segmenta.platform.Names;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunResult;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes the folder of a run. A run is visible once {@code lineage.json} is there, and then it is whole. */
final class RunWriter {
    static final String LINEAGE = "lineage.json";
    static final String FAILURE = "failure.json";
    private static final String JSON = "application/json";

    private final ObjectStore store;
    private final Log log;

    RunWriter(ObjectStore store, Log log) {
        this.store = store;
        this.log = log;
    }

    /**
     * @param continued the model that this one goes on with
     * @param before the run of the data set before this one
     */
    RunResult write(Run run, long size, String dataSha256, long seed, Optional<EarlierModel> continued,
            Optional<Run> before,
            List<Trainer.Output> outputs, RunMeter meter) {
        String folder = Names.run(run.dataset(), run.id());
        for (Trainer.Output output : outputs) {
            create(folder + output.path(), measured(output, meter));
        }
        RunResult result = new RunResult(dataSha256, Hashes.sha256(bytes(outputs, Trainer.MODEL)),
                text(outputs, Trainer.METRICS));
        ObjectNode lineage = Json.object().put("run_id", run.id().toString()).put("dataset", run.dataset())
                .put("bucket", run.bucket()).put("key", run.key()).put("object_version", run.version())
                .put("data_sha256", dataSha256).put("configuration_sha256", run.configurationHash()).put("seed", seed)
                .put("model_sha256", result.modelSha256());
        continued.ifPresent(earlier -> {
            lineage.put("continues_run_id", earlier.run().toString());
            earlier.version().ifPresent(version -> lineage.put("continues_model_version", version));
        });
        before.flatMap(earlier -> read(Names.run(earlier.dataset(), earlier.id()) + Trainer.SCHEMA)
                .flatMap(schema -> SchemaChanges.between(earlier.id(), schema, text(outputs, Trainer.SCHEMA))))
                .ifPresent(changes -> store.put(folder + SchemaChanges.FILE, JSON, ObjectContent.of(changes.toJson())));
        store.put(folder + RunMeter.MANIFEST, JSON, ObjectContent.of(meter.manifest(size)));
        store.create(folder + LINEAGE, JSON, ObjectContent.of(Json.bytes(lineage)));
        return result;
    }

    /** The result of a run whose folder is whole although the catalogue was not told. */
    Optional<RunResult> finished(Run run) {
        String folder = Names.run(run.dataset(), run.id());
        return read(folder + LINEAGE).map(Json::parse).map(lineage -> new RunResult(
                Json.required(lineage, "data_sha256"), Json.required(lineage, "model_sha256"),
                read(folder + Trainer.METRICS).orElseThrow(
                        () -> new IllegalStateException(folder + " has a lineage but no metrics"))));
    }

    void fail(Run run, String reason, String detail) {
        JsonNode failure = Json.object().put("reason", reason).put("detail", detail).put("key", run.key())
                .put("object_version", run.version());
        store.put(Names.run(run.dataset(), run.id()) + FAILURE, JSON, ObjectContent.of(Json.bytes(failure)));
    }

    private static Trainer.Output measured(Trainer.Output output, RunMeter meter) {
        return new Trainer.Output(output.path(), output.contentType(), out -> {
            Counted counted = new Counted(out);
            output.content().writeTo(counted);
            meter.wrote(output.path(), counted.count);
        });
    }

    private static final class Counted extends FilterOutputStream {
        private long count;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }
    }

    private void create(String key, Trainer.Output output) {
        try {
            store.create(key, output.contentType(), output.content());
        } catch (ObjectConflictException e) {
            // Only an attempt by another version of this program leaves other bytes; without a lineage nobody has
            // seen them, and this attempt holds the claim.
            log.warn("leftover of another version replaced", "key", key);
            store.put(key, output.contentType(), output.content());
        }
    }

    private Optional<String> read(String key) {
        return store.get(key).map(object -> {
            try (StoredObject open = object) {
                return new String(open.readAll(), StandardCharsets.UTF_8);
            }
        });
    }

    private static String text(List<Trainer.Output> outputs, String path) {
        return new String(bytes(outputs, path), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(List<Trainer.Output> outputs, String path) {
        Trainer.Output output = outputs.stream().filter(candidate -> candidate.path().equals(path)).findFirst()
                .orElseThrow(() -> new IllegalStateException("training gave no " + path));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            output.content().writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
