package io.segmenta.platform.catalogue;

import io.segmenta.platform.ApprovalStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** A catalogue in memory, held to {@link CatalogueContract} like the real one. */
public final class InMemoryCatalogue implements Catalogue {
    private final Map<UUID, Run> runs = new LinkedHashMap<>();
    private final Map<UUID, Model> models = new LinkedHashMap<>();
    private final Map<UUID, Approval> approvals = new LinkedHashMap<>();
    private final Map<UUID, Deployment> deployments = new LinkedHashMap<>();
    private final Map<String, Lease> reconciling = new LinkedHashMap<>();
    private final Map<String, Lease> waiting = new LinkedHashMap<>();

    private final InMemorySegments segments = new InMemorySegments();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final InMemoryDriftBook drift = new InMemoryDriftBook(outbox);
    private final InMemoryExperimentBook experiments = new InMemoryExperimentBook(outbox, this::audit);
    private final InMemoryIdempotencyKeys idempotencyKeys = new InMemoryIdempotencyKeys();
    private final InMemoryCancellations cancellations = new InMemoryCancellations(this::run);
    private final Map<UUID, AuditEntry> audit = new LinkedHashMap<>();

    private final Map<UUID, RunCost> costs = new LinkedHashMap<>();
    private final Map<String, Deletion> deleted = new LinkedHashMap<>();

    private record Lease(String owner, Instant until, boolean again) {}

    @Override
    public synchronized Claim claim(NewRun run, String owner, Instant now, Instant leaseUntil) {
        Run found = runs.get(run.id());
        if (found == null) {
            found = new Run(run.id(), run.dataset(), run.bucket(), run.key(), run.version(), run.size(),
                    run.configurationHash(), Run.Status.RUNNING, owner, leaseUntil, 1, "claimed", 0, Optional.empty(),
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), now, now, Optional.empty(),
                    run.uploadedBy());
            runs.put(run.id(), found);
            return new Claim(Claim.Outcome.CLAIMED, found);
        }
        return resume(run.id(), owner, now, leaseUntil);
    }

    @Override
    public synchronized Claim resume(UUID run, String owner, Instant now, Instant leaseUntil) {
        Run found = Optional.ofNullable(runs.get(run)).orElseThrow();
        if (found.status() != Run.Status.RUNNING) {
            return new Claim(Claim.Outcome.FINISHED, found);
        } else if (!found.owner().equals(owner) && found.leaseUntil().isAfter(now)) {
            return new Claim(Claim.Outcome.BUSY, found);
        }
        Run taken = new Run(found.id(), found.dataset(), found.bucket(), found.key(), found.version(), found.size(),
                found.configurationHash(), found.status(), owner, leaseUntil, found.attempts() + 1, found.stage(),
                found.progress(), found.reason(), found.detail(), found.dataSha256(), found.modelSha256(),
                found.metrics(), found.createdAt(), now, found.finishedAt(), found.uploadedBy());
        runs.put(run, taken);
        return new Claim(Claim.Outcome.RESUMED, taken);
    }

    @Override
    public synchronized void progress(UUID run, String owner, String stage, double fraction, String detail,
            Instant now) {
        Run found = runs.get(run);
        if (found != null && found.status() == Run.Status.RUNNING && found.owner().equals(owner)) {
            runs.put(run, new Run(run, found.dataset(), found.bucket(), found.key(), found.version(), found.size(),
                    found.configurationHash(), found.status(), owner, found.leaseUntil(), found.attempts(), stage,
                    fraction, found.reason(), Optional.of(detail).filter(text -> !text.isEmpty()), found.dataSha256(),
                    found.modelSha256(), found.metrics(),
                    found.createdAt(), now, found.finishedAt(), found.uploadedBy()));
        }
    }

    @Override
    public synchronized void succeed(UUID run, RunResult result, Instant now) {
        end(runs.get(run), Run.Status.SUCCEEDED, Optional.empty(), Optional.empty(), Optional.of(result), now);
    }

    @Override
    public synchronized void fail(UUID run, String owner, String reason, String detail, Instant now) {
        Run found = runs.get(run);
        if (found != null && found.status() == Run.Status.RUNNING && found.owner().equals(owner)) {
            end(found, Run.Status.FAILED, Optional.of(reason), Optional.of(detail), Optional.empty(), now);
        }
    }

    @Override
    public synchronized void cancelled(UUID run, String owner, String detail, Instant now) {
        Run found = runs.get(run);
        if (found != null && found.status() == Run.Status.RUNNING && found.owner().equals(owner)) {
            end(found, Run.Status.CANCELLED, Optional.of(Cancellations.REASON), Optional.of(detail), Optional.empty(),
                    now);
        }
    }

    private void end(Run found, Run.Status status, Optional<String> reason, Optional<String> detail,
            Optional<RunResult> result, Instant now) {
        if (found != null && found.status() != Run.Status.SUCCEEDED) {
            boolean good = status == Run.Status.SUCCEEDED;
            runs.put(found.id(), new Run(found.id(), found.dataset(), found.bucket(), found.key(), found.version(),
                    found.size(), found.configurationHash(), status, found.owner(), found.leaseUntil(),
                    found.attempts(),
                    good ? "done" : found.stage(), good ? 1 : found.progress(), reason, detail,
                    result.map(RunResult::dataSha256), result.map(RunResult::modelSha256),
                    result.map(RunResult::metrics), found.createdAt(), now, Optional.of(now),
                    found.uploadedBy()));
        }
    }

    @Override
    public synchronized Optional<Run> run(UUID id) {
        return Optional.ofNullable(runs.get(id));
    }

    @Override
    public synchronized List<Run> runs(Optional<String> dataset, int limit) {
        return runs.values().stream().filter(run -> dataset.isEmpty() || run.dataset().equals(dataset.get()))
                .sorted(Comparator.comparing(Run::createdAt).reversed()).limit(limit).toList();
    }

    @Override
    public synchronized List<Run> unregistered(Instant finishedBefore, int limit) {
        return runs.values().stream()
                .filter(run -> run.status() == Run.Status.SUCCEEDED && modelOf(run.id()).isEmpty()
                        && run.finishedAt().orElseThrow().isBefore(finishedBefore))
                .sorted(Comparator.comparing((Run run) -> run.finishedAt().orElseThrow()).thenComparing(Run::id))
                .limit(limit).toList();
    }

    @Override
    public synchronized List<Run> runsOf(String bucket, String key) {
        return runs(Optional.empty(), runs.size()).stream()
                .filter(run -> run.bucket().equals(bucket) && run.key().equals(key)).toList();
    }

    @Override
    public synchronized Optional<Run> succeededBefore(String dataset, Instant moment) {
        return runs(Optional.of(dataset), runs.size()).stream()
                .filter(run -> run.status() == Run.Status.SUCCEEDED && run.createdAt().isBefore(moment)).findFirst();
    }

    @Override
    public synchronized List<String> datasets() {
        TreeSet<String> names = new TreeSet<>();
        runs.values().forEach(run -> names.add(run.dataset()));
        names.removeAll(deleted.keySet());
        return new ArrayList<>(names);
    }

    @Override
    public synchronized boolean beginRegistration(UUID run, String dataset, Instant now) {
        return models.putIfAbsent(run, new Model(run, dataset, 0, "", ApprovalStatus.PENDING, now)) == null;
    }

    @Override
    public synchronized void registered(UUID run, int version, String arn, Instant now) {
        models.computeIfPresent(run, (id, model) -> model.arn().isEmpty()
                ? new Model(id, model.dataset(), version, arn, model.status(), model.createdAt())
                : model);
    }

    private Model decided(Model model) {
        return approvals(model.dataset()).stream().filter(approval -> approval.arn().equals(model.arn())).findFirst()
                .map(newest -> new Model(model.run(), model.dataset(), model.version(), model.arn(), newest.status(),
                        model.createdAt()))
                .orElse(model);
    }

    @Override
    public synchronized Optional<Model> modelOf(UUID run) {
        return Optional.ofNullable(models.get(run)).filter(model -> !model.arn().isEmpty()).map(this::decided);
    }

    @Override
    public synchronized List<Model> models(Optional<String> dataset) {
        return models.values().stream().filter(model -> !model.arn().isEmpty())
                .filter(model -> dataset.isEmpty() || model.dataset().equals(dataset.get()))
                .map(this::decided).sorted(Comparator.comparingInt(Model::version).reversed()).toList();
    }

    @Override
    public synchronized void recordApproval(Approval approval) {
        approvals.putIfAbsent(approval.id(), approval);
    }

    @Override
    public synchronized List<Approval> approvals(String dataset) {
        return approvals.values().stream().filter(approval -> approval.dataset().equals(dataset))
                .sorted(Comparator.comparing(Approval::at).thenComparingInt(Approval::version).reversed()).toList();
    }

    @Override
    public synchronized boolean beginReconciliation(String dataset, String owner, Instant now, Instant leaseUntil) {
        boolean begun = lease(reconciling, dataset, owner, now, leaseUntil);
        if (!begun) {
            reconciling.computeIfPresent(dataset, (name, lease) -> new Lease(lease.owner(), lease.until(), true));
        }
        return begun;
    }

    @Override
    public synchronized boolean isReconciling(String dataset, String owner, Instant now) {
        Lease lease = reconciling.get(dataset);
        return lease != null && !lease.owner().equals(owner) && lease.until().isAfter(now);
    }

    @Override
    public synchronized boolean endReconciliation(String dataset, String owner) {
        Lease lease = reconciling.get(dataset);
        if (lease == null || !lease.owner().equals(owner)) {
            return true;
        } else if (lease.again()) {
            return false;
        }
        reconciling.remove(dataset);
        return true;
    }

    @Override
    public synchronized void leaveReconciliation(String dataset, String owner) {
        release(reconciling, dataset, owner);
    }

    @Override
    public synchronized boolean beginWaiting(String dataset, String owner, Instant now, Instant leaseUntil) {
        Lease turn = reconciling.get(dataset);
        if (turn != null) {
            release(waiting, dataset, turn.owner());
        }
        return lease(waiting, dataset, owner, now, leaseUntil);
    }

    @Override
    public synchronized void endWaiting(String dataset, String owner) {
        release(waiting, dataset, owner);
    }

    private static boolean lease(Map<String, Lease> leases, String dataset, String owner, Instant now,
            Instant leaseUntil) {
        Lease lease = leases.get(dataset);
        boolean free = lease == null || lease.owner().equals(owner) || !lease.until().isAfter(now);
        if (free) {
            leases.put(dataset, new Lease(owner, leaseUntil, false));
        }
        return free;
    }

    private static void release(Map<String, Lease> leases, String dataset, String owner) {
        leases.computeIfPresent(dataset, (name, lease) -> lease.owner().equals(owner) ? null : lease);
    }

    @Override
    public synchronized Deployment requestDeployment(Deployment deployment) {
        deployments.putIfAbsent(deployment.id(), deployment);
        return deployments.get(deployment.id());
    }

    @Override
    public synchronized void deploymentIssued(UUID id, Instant now) {
        deployments.computeIfPresent(id, (same, was) -> new Deployment(id, was.dataset(), was.version(), was.arn(),
                was.target(), was.endpoint(), was.endpointConfig(),
                was.state() == Deployment.State.SUPERSEDED && !was.issued() ? Deployment.State.REQUESTED : was.state(),
                true, was.detail(), was.approvedAt(), was.requestedAt(), now));
    }

    @Override
    public synchronized void settleDeployment(UUID id, Deployment.State state, String detail, Instant now) {
        deployments.computeIfPresent(id, (same, was) -> new Deployment(id, was.dataset(), was.version(), was.arn(),
                was.target(), was.endpoint(), was.endpointConfig(), state, was.issued(), detail, was.approvedAt(),
                was.requestedAt(),
                now));
    }

    @Override
    public synchronized Optional<String> datasetOf(String endpoint) {
        return deployments.values().stream().filter(one -> one.endpoint().equals(endpoint))
                .filter(one -> one.state() == Deployment.State.REQUESTED || one.state() == Deployment.State.LIVE)
                .min(Comparator.comparing(Deployment::requestedAt).thenComparing(Deployment::dataset))
                .map(Deployment::dataset);
    }

    @Override
    public synchronized Optional<String> lastDatasetOf(String endpoint) {
        return deployments.values().stream().filter(one -> one.endpoint().equals(endpoint))
                .max(Comparator.comparing(Deployment::requestedAt).thenComparing(Deployment::dataset,
                        Comparator.reverseOrder()))
                .map(Deployment::dataset);
    }

    @Override
    public synchronized List<Deployment> deployments(String dataset) {
        return deployments.values().stream().filter(deployment -> deployment.dataset().equals(dataset))
                .sorted(Comparator.comparing(Deployment::requestedAt).thenComparingInt(Deployment::version).reversed())
                .toList();
    }

    @Override
    public SegmentBook segments() {
        return segments;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public IdempotencyKeys idempotencyKeys() {
        return idempotencyKeys;
    }

    @Override
    public Audit audit() {
        return entry -> audit.putIfAbsent(entry.id(), entry);
    }

    @Override
    public DriftBook drift() {
        return drift;
    }

    @Override
    public Deletions deletions() {
        return new Deletions() {
            @Override
            public Optional<Deletion> delete(Deletion deletion, AuditEntry entry) {
                String dataset = deletion.dataset();
                boolean busy = runs.values().stream()
                        .anyMatch(run -> run.dataset().equals(dataset) && run.status() == Run.Status.RUNNING)
                        || deployments.values().stream().anyMatch(one -> one.dataset().equals(dataset)
                                && (one.state() == Deployment.State.LIVE
                                        || one.state() == Deployment.State.REQUESTED))
                        || experiments.running().stream().anyMatch(one -> one.dataset().equals(dataset));
                if (!busy && deleted.putIfAbsent(dataset, deletion) == null) {
                    audit().enter(entry);
                }
                return of(dataset);
            }

            @Override
            public Optional<Deletion> of(String dataset) {
                return Optional.ofNullable(deleted.get(dataset));
            }
        };
    }

    @Override
    public RunCosts costs() {
        return new RunCosts() {
            @Override
            public void note(RunCost cost) {
                costs.put(cost.id(), cost);
            }

            @Override
            public List<RunCost> of(Collection<UUID> runs) {
                return costs.values().stream().filter(cost -> runs.contains(cost.run()))
                        .sorted(Comparator.comparing(RunCost::run).thenComparingInt(RunCost::attempt)).toList();
            }
        };
    }

    @Override
    public ExperimentBook experiments() {
        return experiments;
    }

    @Override
    public Cancellations cancellations() {
        return cancellations;
    }
}
