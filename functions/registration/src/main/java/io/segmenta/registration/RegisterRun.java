package io.segmenta.registration;

import io.segmenta.model.contract.PackageProperties;
import io.segmenta.model.contract.RunContinuity;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunMetrics;
import io.segmenta.model.contract.RunSegment;
import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.model.json.Json;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.TryAll;
import io.segmenta.platform.catalogue.Announcement;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.DriftWindow;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.sagemaker.ModelVersion;
import io.segmenta.platform.sagemaker.NewVersion;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.ReplacedObjectException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Registers a run, once, however often it is asked to. Every fault is thrown: nothing here is the user's. */
final class RegisterRun {
    /** An event this young, retries included, may still come; one that is older is lost. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(30);
    private static final int LOST_AT_ONCE = 100;
    private static final String FLAG = "Fairness Flag";
    /** The newest window of one model is among these, unless others were live for months. */
    private static final int WINDOWS = 90;

    private final ObjectStore store;
    private final Registry registry;
    private final Catalogue catalogue;
    private final SageMakerNames names;
    private final String image;
    private final Clock clock;

    /** @param image the serving program */
    RegisterRun(ObjectStore store, Registry registry, Catalogue catalogue, SageMakerNames names, String image,
            Clock clock) {
        this.store = store;
        this.registry = registry;
        this.catalogue = catalogue;
        this.names = names;
        this.image = image;
        this.clock = clock;
    }

    /**
     * Registers the runs whose event was lost. One that cannot be registered does not keep the others from it.
     *
     * @throws RuntimeException the first fault, when all have been tried
     */
    List<Model> registerLost(Log log) {
        List<Model> models = new ArrayList<>();
        TryAll.of(catalogue.unregistered(clock.instant().minus(ON_ITS_WAY), LOST_AT_ONCE), run -> {
            log.warn("no event led to the registration of a run", "run_id", run.id(), "dataset", run.dataset());
            models.add(register(new TrainedRun(run.id(), run.dataset(), run.bucket()), log));
        }, (run, fault) -> log.error("run not registered", "run_id", run.id(), "error", fault));
        return models;
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
        Facts facts = facts(run);
        Card card = Card.of(run, facts, store, () -> isFaulty(run, facts));
        catalogue.segments().found(run.id(), run.dataset(), segments(facts), clock.instant());
        ModelVersion version = version(run, facts, card);
        Policy policy = Policy.of(facts.config().registration().approval(), card.evidence(),
                catalogue.liveRun(run.dataset()));
        if (policy.automatic() && version.status() == ApprovalStatus.PENDING
                && version.approvalDescription().isEmpty()) {
            registry.decide(version.arn(), policy.approved() ? ApprovalStatus.APPROVED : ApprovalStatus.PENDING,
                    policy.sentence());
        }
        announce(run, facts, card, version);
        catalogue.registered(run.id(), version.version(), version.arn(), clock.instant());
        log.info("registered", "run_id", run.id(), "dataset", run.dataset(), "version", version.version(), "approved",
                policy.approved());
        log.metric("ModelsRegistered", "Count", 1, run.dataset());
        return catalogue.modelOf(run.id()).orElseThrow();
    }

    /** Whether the last window of the model that the run goes on from tells of a fault in the data. */
    private boolean isFaulty(TrainedRun run, Facts facts) {
        Optional<String> before = facts.metrics().continuity().flatMap(RunContinuity::reference)
                .flatMap(catalogue::run).flatMap(Run::modelSha256);
        return before.isPresent() && catalogue.drift().windows(run.dataset(), WINDOWS).stream()
                .filter(window -> window.model().equals(before.get())).findFirst()
                .filter(DriftWindow::isDataFault).isPresent();
    }

    /** Puts what is flagged of fairness where deployment and monitoring send from; once, as its id follows the run. */
    private void announce(TrainedRun run, Facts facts, Card card, ModelVersion version) {
        card.fairness().filter(found -> found.flagged() > 0).ifPresent(found -> {
            UUID id = Hashes.id(FLAG, run.id().toString());
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("id", id.toString());
            detail.put("dataset", run.dataset());
            detail.put("model", facts.model().sha256());
            detail.put("version", version.version());
            detail.put("run_id", run.id().toString());
            detail.put("statistic", found.verdict());
            detail.put("flagged", found.flagged());
            found.worstDisparity().ifPresent(worst -> detail.put("effect", worst));
            detail.put("report", facts.folder().key(RunFile.FAIRNESS));
            catalogue.outbox().put(List.of(new Announcement(id, run.dataset(), FLAG,
                    new String(Json.write(detail), StandardCharsets.UTF_8), clock.instant())));
        });
    }

    /** The segments that the run found; none where it has not written down what sets them apart. */
    private List<RunSegment> segments(Facts facts) {
        return store.readAll(facts.folder().key(RunFile.PROFILE)).map(RunSegment::parse).orElse(List.of());
    }

    /**
     * What is known of the run. A version that an earlier attempt has made of it is written into the catalogue even
     * when its files have been replaced since, or nobody could see and reject it there; it is not approved by itself.
     *
     * @throws ReplacedObjectException when model or settings are not those of the run
     */
    private Facts facts(TrainedRun run) {
        try {
            return Facts.of(run, catalogue, store);
        } catch (ReplacedObjectException e) {
            earlier(run).ifPresent(version -> catalogue.registered(run.id(), version.version(), version.arn(),
                    clock.instant()));
            throw e;
        }
    }

    /**
     * The version of the run. The registry remembers a token for some hours only, so when an earlier attempt may have
     * come this far, its version is looked for first.
     */
    private ModelVersion version(TrainedRun run, Facts facts, Card card) {
        String group = names.group(run.dataset());
        boolean first = catalogue.beginRegistration(run.id(), run.dataset(), clock.instant());
        if (!first) {
            Optional<ModelVersion> earlier = earlier(run);
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        registry.ensureGroup(group, "Customer segmentation of " + run.dataset() + ", by Segmenta");
        String root = "s3://" + store.bucket() + "/";
        return registry.version(registry.register(new NewVersion(group, run.id().toString(),
                "Run " + run.id() + ": " + facts.metrics().clusters() + " segments of " + facts.metrics().samples()
                        + " rows",
                image, root + facts.model().key(), root + facts.folder().key(RunFile.METRICS),
                properties(run, facts, card).write())));
    }

    private Optional<ModelVersion> earlier(TrainedRun run) {
        return registry.versions(names.group(run.dataset())).stream().filter(version -> isOf(version, run)).findFirst();
    }

    private static boolean isOf(ModelVersion version, TrainedRun run) {
        return PackageProperties.read(version.properties()).run().equals(Optional.of(run.id().toString()));
    }

    private static PackageProperties properties(TrainedRun run, Facts facts, Card card) {
        RunMetrics metrics = facts.metrics();
        Optional<String> silhouette = metrics.silhouette().isEmpty() ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "%.6f", metrics.silhouette().getAsDouble()));
        return new PackageProperties(Optional.of(run.id().toString()), Optional.of(run.dataset()),
                Optional.of(Long.toString(metrics.clusters())), silhouette, Optional.of(facts.model().sha256()),
                Optional.of(facts.settings().sha256()), Optional.of(facts.dataSha256()), Optional.of(card.sha256()));
    }
}
