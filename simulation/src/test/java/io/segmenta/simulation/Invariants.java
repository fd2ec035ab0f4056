package io.segmenta.simulation;

import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.ApprovalComment;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.EvidenceCard;
import io.segmenta.model.contract.Lineage;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.PackageProperties;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunStart;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Announcement;
import io.segmenta.platform.catalogue.Approval;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.SegmentVersion;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;

/** What must hold when a world is quiet, whatever has happened. */
final class Invariants {
    private static final String TRANSITION = "Segment Transition";

    private final Schedule world;
    private final List<Run> runs;
    private final List<Deployment> deployments;

    private Invariants(Schedule world) {
        this.world = world;
        this.runs = world.catalogue().runs(Optional.empty(), Integer.MAX_VALUE);
        this.deployments = world.catalogue().deployments(Users.DATASET);
    }

    /**
     * Looks at all of them.
     *
     * @throws Violation naming the first that does not hold
     */
    static void check(Schedule world) {
        Invariants invariants = new Invariants(world);
        invariants.everyUploadEnded();
        invariants.runs.forEach(invariants::runIsWhole);
        invariants.registryHoldsSucceededRunsOnce();
        invariants.decisionsAreKnown();
        invariants.deployments.forEach(invariants::deploymentEnded);
        invariants.live();
        invariants.nothingIsLeftBehind();
        invariants.namesAreTheCatalogues();
        invariants.idsComeFromTheRunComparedWith();
        invariants.eachNewsIsToldAndNoneOfWhatWasNeverLive();
    }

    /**
     * What is live is the version wanted.
     *
     * @throws Violation naming the first that does not hold
     */
    static void checkServing(Schedule world) {
        new Invariants(world).live();
    }

    private void everyUploadEnded() {
        Set<String> keys = new HashSet<>();
        for (Run run : runs) {
            Violation.unless(run.status() != Run.Status.RUNNING, "run %s of %s has not ended", run.id(), run.key());
            Violation.unless(keys.add(run.key() + '|' + run.version() + '|' + run.configurationHash()),
                    "a second run, %s, of %s, version %s", run.id(), run.key(), run.version());
            Violation.unless(world.users().uploads().stream().anyMatch(upload -> isOf(run, upload)),
                    "run %s is of no upload", run.id());
        }
        for (Users.Upload upload : world.users().uploads()) {
            boolean there = world.s3().holds(upload.key(), upload.stored()) || isWrittenAnew(upload);
            Violation.unless(!there || runs.stream().anyMatch(run -> isOf(run, upload)), "no run of %s, version %s",
                    upload.key(), upload.stored().version());
        }
    }

    /** Whether it lies there without a customer who was erased. */
    private boolean isWrittenAnew(Users.Upload upload) {
        return world.s3().find(upload.key()).map(now -> now.metadata().get(ErasureKey.ORIGINAL))
                .filter(version(upload)::equals).isPresent();
    }

    private static boolean isOf(Run run, Users.Upload upload) {
        return run.key().equals(upload.key()) && run.version().equals(version(upload));
    }

    private static String version(Users.Upload upload) {
        return upload.stored().version() == null ? upload.stored().etag() : upload.stored().version();
    }

    /** The catalogue says of a run what its folder says. */
    private void runIsWhole(Run run) {
        RunFolder folder = new RunFolder(run.dataset(), run.id());
        Optional<Lineage> lineage = bytes(folder.key(RunFile.LINEAGE)).map(Lineage::parse);
        boolean succeeded = run.status() == Run.Status.SUCCEEDED;
        if (run.status() == Run.Status.CANCELLED) {
            isCancelled(run, folder);
        }
        Violation.unless(lineage.isPresent() == succeeded, "run %s is %s, its lineage %s", run.id(), run.status(),
                lineage.isPresent() ? "is there" : "is missing");
        if (succeeded) {
            String model = lineage.get().modelSha256();
            Violation.unless(run.modelSha256().equals(Optional.of(model)), "run %s: model %s in the catalogue, %s in"
                    + " its lineage", run.id(), run.modelSha256(), model);
            Violation.unless(exchanged(folder.key(RunFile.MODEL))
                    || bytes(folder.key(RunFile.MODEL)).map(Sha256::of).equals(Optional.of(model)),
                    "run %s: the model in its folder is not the one of its lineage", run.id());
        }
    }

    /** Somebody has asked for it, it says so, and nothing of it is registered. */
    private void isCancelled(Run run, RunFolder folder) {
        Violation.unless(world.catalogue().cancellations().of(run.id()).isPresent(),
                "run %s is cancelled, and nobody wanted it", run.id());
        Violation.unless(world.catalogue().modelOf(run.id()).isEmpty(), "run %s is cancelled and registered",
                run.id());
        Violation.unless(bytes(folder.key(RunFile.FAILURE)).isPresent(), "run %s is cancelled, its folder says nothing",
                run.id());
        // Who stops before anything is stored leaves nothing but what it began from and how it ended.
        Violation.unless(run.attempts() > 1 || bytes(folder.key(RunFile.MODEL)).isEmpty(),
                "run %s is cancelled and has left a model", run.id());
    }

    private boolean exchanged(String key) {
        return world.users().exchanged().containsKey(key);
    }

    private boolean isExchangedSince(String key, Deployment live) {
        return exchanged(key) && !world.users().exchanged().get(key).isBefore(live.requestedAt());
    }

    private Optional<byte[]> bytes(String key) {
        return world.s3().find(key).map(SimulatedS3.Stored::bytes);
    }

    private void registryHoldsSucceededRunsOnce() {
        Set<String> registered = new HashSet<>();
        for (SimulatedSageMaker.Registered version : world.sageMaker().packages()) {
            PackageProperties properties = PackageProperties.read(version.properties());
            String id = properties.run().orElse("none");
            Violation.unless(registered.add(id), "run %s is registered twice, again as %s", id, version.arn());
            Optional<Run> run = runs.stream().filter(one -> one.id().toString().equals(id)).findFirst();
            Violation.unless(run.isPresent() && run.get().status() == Run.Status.SUCCEEDED,
                    "%s is of run %s, which has not succeeded", version.arn(), id);
            Violation.unless(run.get().modelSha256().equals(properties.modelSha256()),
                    "%s names model %s, its run %s", version.arn(), properties.modelSha256(), run.get().modelSha256());
            Optional<Model> model = world.catalogue().modelOf(run.get().id());
            Violation.unless(model.isPresent() && model.get().arn().equals(version.arn())
                    && model.get().version() == version.version(), "%s is %s in the catalogue", version.arn(), model);
            Violation.unless(model.get().status() == status(version), "%s is %s, in the catalogue %s", version.arn(),
                    version.status(), model.get().status());
        }
        for (Run run : runs) {
            Violation.unless(run.status() != Run.Status.SUCCEEDED || registered.contains(run.id().toString()),
                    "run %s has succeeded and is not registered", run.id());
        }
    }

    private static ApprovalStatus status(SimulatedSageMaker.Registered version) {
        return switch (version.status()) {
            case APPROVED -> ApprovalStatus.APPROVED;
            case REJECTED -> ApprovalStatus.REJECTED;
            default -> ApprovalStatus.PENDING;
        };
    }

    /** The last decision about each version is the one the catalogue knows as the last. */
    private void decisionsAreKnown() {
        for (Map.Entry<String, Instant> decision : world.users().decided().entrySet()) {
            SimulatedSageMaker.Registered version = world.sageMaker().packages().stream()
                    .filter(one -> one.arn().equals(decision.getKey())).findFirst().orElseThrow();
            Optional<Approval> known = world.catalogue().approvals(Users.DATASET).stream()
                    .filter(approval -> approval.arn().equals(version.arn())).findFirst();
            Violation.unless(known.isPresent() && known.get().status() == status(version),
                    "%s was decided %s at %s, the catalogue knows %s", version.arn(), version.status(),
                    decision.getValue(), known);
            Violation.unless(status(version) != ApprovalStatus.APPROVED || known.get().at().equals(decision.getValue()),
                    "%s was approved at %s, the catalogue knows %s", version.arn(), decision.getValue(), known);
        }
    }

    private void deploymentEnded(Deployment deployment) {
        switch (deployment.state()) {
            case REQUESTED -> throw new Violation("deployment of version %d, %s, is still requested",
                    deployment.version(), deployment.endpointConfig());
            case ROLLED_BACK, FAILED -> Violation.unless(
                    world.sick().contains(deployment.endpointConfig()) || !world.users().exchanged().isEmpty()
                            || world.sageMaker().unapproved().contains(deployment.endpointConfig())
                            || isUnsaid(deployment),
                    "version %d was given up although nothing was wrong with it: %s", deployment.version(),
                    deployment.detail());
            case LIVE, SUPERSEDED -> {
                // Both are ends.
            }
        }
    }

    /** Whether its approval says nothing to that it was compared with another model than the one live at the time. */
    private boolean isUnsaid(Deployment deployment) {
        Approval approval = world.catalogue().approvals(Users.DATASET).stream()
                .filter(one -> one.arn().equals(deployment.arn()) && one.at().equals(deployment.approvedAt()))
                .findFirst().orElseThrow();
        String run = world.sageMaker().packages().stream().filter(one -> one.arn().equals(deployment.arn())).findFirst()
                .flatMap(one -> PackageProperties.read(one.properties()).run()).orElseThrow();
        EvidenceCard card = EvidenceCard.parse(bytes(new RunFolder(Users.DATASET, UUID.fromString(run))
                .key(RunFile.CARD)).orElseThrow());
        return !ApprovalComment.isOfAPerson(approval.comment()) && card.isStale(approval.live());
    }

    /** What is live is the version approved last that has not failed since, and everything points at it. */
    private void live() {
        Optional<SimulatedSageMaker.Registered> wanted = world.sageMaker().packages().stream().filter(Events::approved)
                .filter(version -> !hasFailed(version))
                .max(Comparator.comparing(version -> world.users().decided().get(version.arn())));
        List<Deployment> live = deployments.stream().filter(one -> one.state() == Deployment.State.LIVE).toList();
        Violation.unless(live.size() <= 1, "%d versions are live", live.size());
        Optional<byte[]> document = bytes(LivePointer.key(Users.DATASET));
        if (wanted.isEmpty()) {
            Violation.unless(live.isEmpty(), "version %s is live, none is approved", live);
            Violation.unless(document.isEmpty(), "a pointer is left although no version is approved");
            return;
        }
        Violation.unless(!live.isEmpty(), "%s is approved, nothing is live", wanted.get().arn());
        Violation.unless(live.getFirst().arn().equals(wanted.get().arn()), "%s is live, wanted is %s",
                live.getFirst().arn(), wanted.get().arn());
        Violation.unless(!isUnsaid(live.getFirst()), "version %d is live, and nobody has said why its segments need"
                + " not be compared", live.getFirst().version());
        Violation.unless(document.isPresent(), "version %d is live, no pointer says so", live.getFirst().version());
        pointer(LivePointer.parse(Users.DATASET, document.get()), live.getFirst(), wanted.get());
    }

    private boolean hasFailed(SimulatedSageMaker.Registered version) {
        Instant decided = world.users().decided().get(version.arn());
        return deployments.stream().anyMatch(one -> one.arn().equals(version.arn()) && one.approvedAt().equals(decided)
                && (one.state() == Deployment.State.ROLLED_BACK || one.state() == Deployment.State.FAILED));
    }

    private void pointer(LivePointer pointer, Deployment live, SimulatedSageMaker.Registered wanted) {
        Violation.unless(pointer.modelPackageArn().equals(wanted.arn()), "the pointer says %s, live is %s",
                pointer.modelPackageArn(), wanted.arn());
        Violation.unless(pointer.target().word().equals(live.target()), "the pointer says %s, the deployment %s",
                pointer.target().word(), live.target());
        String registered = PackageProperties.read(wanted.properties()).modelSha256().orElse("none");
        Violation.unless(pointer.modelSha256().equals(registered), "the pointer's model is %s, registered is %s",
                pointer.modelSha256(), registered);
        if (live.endpointConfig().isEmpty()) {
            // What is exchanged later is refused by the inference function, which knows the pointer's hash.
            Violation.unless(
                    isExchangedSince(pointer.modelKey(), live)
                            || bytes(pointer.modelKey()).map(Sha256::of).equals(Optional.of(registered)),
                    "%s is live, its bytes are not the registered ones", pointer.modelKey());
        } else {
            Violation.unless(pointer.target().equals(new LivePointer.Endpoint(live.endpoint())),
                    "the pointer names %s, live is %s", pointer.target(), live.endpoint());
            SimulatedEndpoint endpoint = world.sageMaker().endpoints().get(live.endpoint());
            Violation.unless(endpoint != null && endpoint.status == EndpointStatus.IN_SERVICE
                    && endpoint.config.equals(live.endpointConfig()), "the endpoint does not answer with %s",
                    live.endpointConfig());
            Violation.unless(endpoint.loaded.equals(registered), "%s serves a model that is not the registered one",
                    endpoint.config);
        }
    }

    private void nothingIsLeftBehind() {
        Set<String> needed = new TreeSet<>();
        deployments.stream().filter(one -> one.state() == Deployment.State.LIVE && !one.endpointConfig().isEmpty())
                .forEach(one -> needed.add(one.endpointConfig()));
        Violation.unless(world.sageMaker().configs().equals(needed), "endpoint configurations %s, needed are %s",
                world.sageMaker().configs(), needed);
        Violation.unless(world.sageMaker().models().equals(needed), "models %s, needed are %s",
                world.sageMaker().models(), needed);
        Violation.unless(needed.size() == world.sageMaker().endpoints().size(), "endpoints %s, needed for %s",
                world.sageMaker().endpoints().keySet(), needed);
    }

    /** A segment is in the run that it was born in and in those that were compared with that one, and in no other. */
    private void idsComeFromTheRunComparedWith() {
        for (SegmentVersion version : world.catalogue().segments().versions(Users.DATASET)) {
            Optional<UUID> reference = bytes(new RunFolder(Users.DATASET, version.run()).key(RunFile.START))
                    .map(RunStart::parse).flatMap(RunStart::reference).map(RunStart.Reference::run);
            Violation.unless(Recordings.segments(version.run(), reference).contains(version.segment().id()),
                    "run %s is compared with %s and has %s", version.run(), reference, version.segment().id());
        }
    }

    /** Those who answer read what the catalogue says that people call the segments. */
    private void namesAreTheCatalogues() {
        SegmentNames names = world.catalogue().segments().names(Users.DATASET);
        Optional<SegmentNames> copy = bytes(SegmentNames.key(Users.DATASET))
                .map(document -> SegmentNames.parse(Users.DATASET, document));
        Violation.unless(copy.orElse(SegmentNames.none(Users.DATASET)).equals(names),
                "the copy of names is %s, the catalogue says %s", copy, names);
    }

    /** Of every version that went live each transition is told, a repetition bears the same id. */
    private void eachNewsIsToldAndNoneOfWhatWasNeverLive() {
        Violation.unless(world.catalogue().outbox().unsent(Users.DATASET, 1).isEmpty(), "something was not told");
        Map<UUID, Announcement> byId = new HashMap<>();
        for (Announcement one : world.told()) {
            Announcement other = byId.putIfAbsent(one.id(), one);
            Violation.unless(other == null || other.detail().equals(one.detail()), "%s is told as two things",
                    one.id());
        }
        List<Announcement> all = byId.values().stream().filter(one -> one.type().equals(TRANSITION)).toList();
        for (Deployment live : deployments) {
            long transitions = all.stream().filter(one -> version(one) == live.version()).count();
            Violation.unless(live.state() != Deployment.State.LIVE || transitions == 2,
                    "of version %d, which is live, %d transitions were told", live.version(), transitions);
        }
        for (Announcement one : all) {
            Violation.unless(deployments.stream().anyMatch(deployment -> deployment.version() == version(one)
                    && deployment.state() != Deployment.State.FAILED), "told of a version that was never live: %s",
                    one.detail());
        }
    }

    private static int version(Announcement told) {
        return Json.parse(told.detail()).path("version").intValue();
    }
}
