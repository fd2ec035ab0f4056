package io.segmenta.registration;

import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.contract.Lineage;
import io.segmenta.model.contract.PackageProperties;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunMetrics;
import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.sagemaker.ModelVersion;
import io.segmenta.platform.sagemaker.NewVersion;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Registers a run, once, however often it is asked to. Every fault is thrown: nothing here is the user's. */
final class RegisterRun {
    private final ObjectStore store;
    private final Registry registry;
    private final Catalogue catalogue;
    private final String image;
    private final Clock clock;

    /** @param image the serving program */
    RegisterRun(ObjectStore store, Registry registry, Catalogue catalogue, String image, Clock clock) {
        this.store = store;
        this.registry = registry;
        this.catalogue = catalogue;
        this.image = image;
        this.clock = clock;
    }

    Model register(TrainedRun run, Log log) {
        Optional<Model> known = catalogue.modelOf(run.id());
        if (known.isPresent()) {
            log.info("already registered", "run_id", run.id(), "dataset", run.dataset(), "version",
                    known.get().version());
            return known.get();
        }
        if (!run.bucket().equals(store.bucket())) {
            throw new IllegalArgumentException("run " + run.id() + " is in another bucket, " + run.bucket());
        }
        RunFolder folder = new RunFolder(run.dataset(), run.id());
        Lineage lineage = Lineage.parse(bytes(folder.key(RunFile.LINEAGE)));
        RunMetrics metrics = RunMetrics.parse(bytes(folder.key(RunFile.METRICS)));
        String settings = folder.key(RunFile.CONFIG);
        PipelineConfig config = ConfigReader.read(
                List.of(ConfigSource.yaml(settings, new String(bytes(settings), StandardCharsets.UTF_8))));
        ModelVersion version = version(run, folder, lineage, metrics);
        Gates gates = Gates.judge(config.registration(), metrics);
        if (gates.automatic() && version.status() == ApprovalStatus.PENDING
                && version.approvalDescription().isEmpty()) {
            registry.decide(version.arn(), gates.approved() ? ApprovalStatus.APPROVED : ApprovalStatus.PENDING,
                    gates.sentence());
        }
        catalogue.registered(run.id(), version.version(), version.arn(), clock.instant());
        log.info("registered", "run_id", run.id(), "dataset", run.dataset(), "version", version.version(), "approved",
                gates.approved());
        log.metric("ModelsRegistered", "Count", 1, run.dataset());
        return catalogue.modelOf(run.id()).orElseThrow();
    }

    /**
     * The version of the run. The registry remembers a token for some hours only, so when an earlier attempt may have
     * come this far, its version is looked for first.
     */
    private ModelVersion version(TrainedRun run, RunFolder folder, Lineage lineage, RunMetrics metrics) {
        String group = SageMakerNames.group(run.dataset());
        boolean first = catalogue.beginRegistration(run.id(), run.dataset(), clock.instant());
        if (!first) {
            Optional<ModelVersion> earlier = registry.versions(group).stream()
                    .filter(version -> isOf(version, run)).findFirst();
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        registry.ensureGroup(group, "Customer segmentation of " + run.dataset() + ", by Segmenta");
        String root = "s3://" + store.bucket() + "/";
        return registry.version(registry.register(new NewVersion(group, run.id().toString(),
                "Run " + run.id() + ": " + metrics.clusters() + " segments of " + metrics.samples() + " rows",
                image, root + folder.key(RunFile.MODEL), root + folder.key(RunFile.METRICS),
                properties(run, lineage, metrics).write())));
    }

    private static boolean isOf(ModelVersion version, TrainedRun run) {
        return PackageProperties.read(version.properties()).run().equals(Optional.of(run.id().toString()));
    }

    private static PackageProperties properties(TrainedRun run, Lineage lineage, RunMetrics metrics) {
        Optional<String> silhouette = metrics.silhouette().isEmpty() ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "%.6f", metrics.silhouette().getAsDouble()));
        return new PackageProperties(Optional.of(run.id().toString()), Optional.of(run.dataset()),
                Optional.of(Long.toString(metrics.clusters())), silhouette, Optional.of(lineage.modelSha256()),
                Optional.of(lineage.dataSha256()));
    }

    private byte[] bytes(String key) {
        return store.readAll(key)
                .orElseThrow(() -> new IllegalStateException("the run is missing: there is no object " + key));
    }
}
