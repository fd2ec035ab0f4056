package io.segmenta.training;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.config.Prices;
import io.segmenta.learning.StartingPoint;
import io.segmenta.learning.Trained;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.RunStart;
import io.segmenta.pipeline.cost.CostModel;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.platform.aws.RequestCounts;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.KeySource;
import io.segmenta.platform.privacy.OptOutList;
import io.segmenta.platform.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The training function with recorded models in place of the learning. */
public final class SimulatedTraining {
    /** What would be learned from a file. */
    public interface Recording {
        /** Whether a file is a table of customers, of which views of features are made. */
        boolean isTable(byte[] file);

        /**
         * The files of the run that learns from these bytes, going on with the segments of an earlier run or none.
         *
         * @param run that learns
         * @param reference the run whose segments these are compared with
         * @param settings of the run as canonical JSON
         */
        List<Artifact> artifacts(byte[] data, UUID run, Optional<String> earlier, Optional<UUID> reference,
                String settings);
    }

    private static final Workers WORKERS = new Workers(1);
    private static final Map<String, ReadResult> READ = new ConcurrentHashMap<>();
    private static final CostModel COSTS = new CostModel(Prices.load().in("us-east-1"), 2048, 900);

    private SimulatedTraining() {}

    /** The function, wired to the services given, as a process that has just begun. */
    public static TrainingHandler handler(ObjectStore store, Catalogue catalogue, Clock clock, Recording recording,
            KeySource keys, Log log) {
        OptOutList optOuts = new OptOutList(store, keys, System::nanoTime, log);
        TrainUpload training = new TrainUpload(store, catalogue, trainer(recording, new Views(store, keys)), clock,
                new TrainUpload.Limits(new Billing(COSTS, () -> new RequestCounts.Counted(0, 0)), true));
        return new TrainingHandler(
                new TrainingHandler.Parts(training, new Previews(store, WORKERS, COSTS, true),
                        new Exports(store, optOuts)),
                log);
    }

    /** As the columns are read, whatever the settings say of the rest. */
    private static ReadResult read(byte[] file) {
        return READ.computeIfAbsent(Sha256.of(file), absent -> {
            try {
                return TableReader.read(new ByteArrayInputStream(file), "customers.csv", PipelineConfig.defaults());
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        });
    }

    private static Trainer trainer(Recording recording, Views views) {
        return (InputStream data, Attempt attempt, StartingPoint start, RunMeter meter) -> {
            meter.report("clustering", 0.5, "");
            try {
                byte[] file = data.readAllBytes();
                if (recording.isTable(file)) {
                    views.of(attempt).to(read(file));
                }
                return new Trained(recording.artifacts(file, attempt.run().id(),
                        start.earlier().map(earlier -> earlier.run().toString()),
                        start.reference().map(RunStart.Reference::run), attempt.settings().config().json()),
                        Optional.empty());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
