package io.segmenta.learning;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ConfigHash;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.Lineage;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunStart;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.pipeline.memory.MemoryPlan;
import io.segmenta.pipeline.memory.TimeLimit;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Runs of small tables in a bucket in memory, with the files that training writes and without the rest of it. */
public final class SampleRuns {
    private static final String DATASET = "customers";
    private static final PipelineConfig CONFIG = PipelineConfig.defaults().with(Map.of("clustering.k", "2"));

    private final InMemoryObjectStore store = new InMemoryObjectStore("bucket");

    /** The bucket. */
    public InMemoryObjectStore store() {
        return store;
    }

    /** Two groups of forty customers, far apart, as CSV. */
    public static String table(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("id,income,score\n");
        for (int i = 0; i < 80; i++) {
            int centre = i % 2 == 0 ? 20 : 90;
            text.append("c").append(i).append(',').append(centre + random.nextInt(9)).append(',')
                    .append(centre + random.nextInt(9)).append('\n');
        }
        return text.toString();
    }

    /** The run of a file, compared with an earlier one or with none. */
    public RunFolder train(String file, String csv, Optional<RunFolder> earlier) {
        byte[] data = csv.getBytes(StandardCharsets.UTF_8);
        String key = new UploadKey(DATASET, file).key();
        store.upload(key, data, Map.of());
        String version = store.head(key).orElseThrow().etag();
        UUID id = Task.run(store.bucket(), key, version, Task.identity(CONFIG, Optional.empty()));
        RunFolder folder = new RunFolder(DATASET, id);
        RunStart begun = new RunStart(earlier.map(this::reference), Optional.empty(), earlier.flatMap(
                _ -> store.readAll(SegmentNames.key(DATASET)).map(names -> SegmentNames.parse(DATASET, names))));
        Task task = new Task(id, DATASET, file, data.length, CONFIG, Optional.empty());
        StartingPoint start = StartingPoint.of(CONFIG.clustering().update(), begun, _ -> new byte[0]);
        try (Workers workers = new Workers(1)) {
            EarlierLine line = new EarlierLine(store, workers);
            Trained trained = new Learning(TimeLimit.NONE, workers).train(new ByteArrayInputStream(data), task, start,
                    free -> line.of(task, start, free, Quiet.log("training", Clock.systemUTC())), new Deaf());
            write(folder, RunFile.START, begun.write());
            for (Artifact artifact : trained.artifacts()) {
                store.upload(folder.key(artifact.path()), artifact.bytes(), Map.of());
            }
            earlier.flatMap(before -> ColumnChanges.of(before.run(), store.bytes(before.key(RunFile.SCHEMA)),
                    store.bytes(folder.key(RunFile.SCHEMA)))).ifPresent(
                            changes -> write(folder, RunFile.CHANGES, changes.write()));
            write(folder, RunFile.MANIFEST, "{\"seconds\":1}".getBytes(StandardCharsets.UTF_8));
            write(folder, RunFile.LINEAGE, new Lineage(id, DATASET, store.bucket(), key, version, Sha256.of(data),
                    ConfigHash.of(CONFIG), CONFIG.seed(), Sha256.of(store.bytes(folder.key(RunFile.MODEL))),
                    start.continued(), start.compared(trained.basis())).write());
        }
        return folder;
    }

    private RunStart.Reference reference(RunFolder earlier) {
        return new RunStart.Reference(earlier.run(), Sha256.of(store.bytes(earlier.key(RunFile.MODEL))),
                Optional.empty(), RunStart.Reason.LAST);
    }

    private void write(RunFolder folder, RunFile file, byte[] bytes) {
        store.upload(folder.key(file), bytes, Map.of());
    }

    private static final class Deaf implements Meter {
        @Override
        public void report(String stage, double fraction, String detail) {
            Progress.NONE.report(stage, fraction, detail);
        }

        @Override
        public void planned(MemoryPlan plan) {
            // Small tables fit.
        }
    }
}
