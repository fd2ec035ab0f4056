package io.segmenta.registration;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Json;
import io.segmenta.platform.Names;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.sagemaker.ModelVersion;
import io.segmenta.platform.sagemaker.NewVersion;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Registers a run, once, however often it is asked to. Every fault is thrown: nothing here is the user's. */
final class RegisterRun {
    private static final int MAX_VALUE = 256;

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
            log.info("registered before", "run_id", run.id(), "dataset", run.dataset(), "version",
                    known.get().version());
            return known.get();
        }
        if (!run.bucket().equals(store.bucket())) {
            throw new IllegalArgumentException("run " + run.id() + " is in another bucket, " + run.bucket());
        }
        String folder = Names.run(run.dataset(), run.id());
        JsonNode lineage = Json.parse(text(folder + "lineage.json"));
        JsonNode metrics = Json.parse(text(folder + "metrics.json"));
        PipelineConfig config = ConfigReader
                .read(List.of(ConfigSource.yaml(folder + "config.json", text(folder + "config.json"))));
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
    private ModelVersion version(TrainedRun run, String folder, JsonNode lineage, JsonNode metrics) {
        String group = Names.group(run.dataset());
        boolean first = catalogue.beginRegistration(run.id(), run.dataset(), clock.instant());
        if (!first) {
            Optional<ModelVersion> earlier = registry.versions(group).stream()
                    .filter(version -> run.id().toString().equals(version.properties().get("run_id"))).findFirst();
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        registry.ensureGroup(group, "Customer segmentation of " + run.dataset() + ", by Segmenta");
        String root = "s3://" + store.bucket() + "/" + folder;
        return registry.version(registry.register(new NewVersion(group, run.id().toString(),
                "Run " + run.id() + ": " + metrics.path("n_clusters").asInt() + " segments of "
                        + metrics.path("n_samples").asLong() + " rows",
                image, root + "model.tar.gz", root + "metrics.json", properties(run, lineage, metrics))));
    }

    private static Map<String, String> properties(TrainedRun run, JsonNode lineage, JsonNode metrics) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("run_id", run.id().toString());
        properties.put("dataset", run.dataset());
        properties.put("k", metrics.path("n_clusters").asText());
        properties.put("silhouette", metrics.path("silhouette_score").isNumber()
                ? String.format(Locale.ROOT, "%.6f", metrics.path("silhouette_score").doubleValue())
                : "");
        properties.put("model_sha256", lineage.path("model_sha256").asText());
        properties.put("data_sha256", lineage.path("data_sha256").asText());
        properties.values().removeIf(value -> value.isEmpty() || value.length() > MAX_VALUE);
        return properties;
    }

    private String text(String key) {
        StoredObject found = store.get(key)
                .orElseThrow(() -> new IllegalStateException("the run is not there: no object " + key));
        try (StoredObject object = found) {
            return new String(object.readAll(), StandardCharsets.UTF_8);
        }
    }
}
