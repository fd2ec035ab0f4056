package io.segmenta.platform.catalogue;

import io.segmenta.platform.Environment;
import io.segmenta.platform.Hashes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The catalogue in PostgreSQL or Aurora DSQL. Nothing is opened before the first call, which also refuses a schema
 * older than this program. Safe for use by several threads, one statement at a time.
 */
public final class SqlCatalogue implements Catalogue, AutoCloseable {
    private final Database database;
    private final SqlTurns turns;
    private final SqlSegments segments;
    private final SqlOutbox outbox;
    private final SqlListings listings;
    private final SqlUploads uploads;
    private final SqlApprovals approvals;
    private final SqlDeployments deployments;
    private final SqlIdempotencyKeys idempotencyKeys;
    private final SqlAudit audit;
    private final SqlCancellations cancellations;
    private final SqlDriftBook drift;
    private final SqlExperimentBook experiments;
    private final SqlRunCosts costs;
    private final SqlDeletions deletions;
    private boolean checked;

    public SqlCatalogue(ConnectionSource source) {
        database = new Database(source);
        turns = new SqlTurns(this::checked);
        segments = new SqlSegments(this::checked);
        outbox = new SqlOutbox(this::checked);
        listings = new SqlListings(this::checked);
        uploads = new SqlUploads(this::checked);
        approvals = new SqlApprovals(this::checked);
        deployments = new SqlDeployments(this::checked);
        idempotencyKeys = new SqlIdempotencyKeys(this::checked);
        audit = new SqlAudit(this::checked);
        cancellations = new SqlCancellations(this::checked);
        drift = new SqlDriftBook(this::checked);
        experiments = new SqlExperimentBook(this::checked);
        costs = new SqlRunCosts(this::checked);
        deletions = new SqlDeletions(this::checked);
    }

    /** Returns the catalogue that the environment names; it connects at first use. */
    public static SqlCatalogue of(Environment environment) {
        return new SqlCatalogue(ConnectionSource.of(environment));
    }

    @Override
    public Claim claim(NewRun run, String owner, Instant now, Instant leaseUntil) {
        uploads.addDataset(run.dataset(), now);
        int inserted = update(
                """
                        INSERT INTO segmenta.runs (id, dataset, bucket, object_key, object_version, object_size,
                          configuration_sha256, configuration, status, owner, lease_until, attempts, stage, progress, created_at, updated_at, uploaded_by)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, 'RUNNING', ?, ?, 1, 'claimed', 0, ?, ?, NULLIF(?, ''))
                        ON CONFLICT DO NOTHING""",
                run.id(), run.dataset(), run.bucket(), run.key(), run.version(), run.size(),
                run.configurationHash(), run.configuration(), owner, leaseUntil, now, now, run.uploadedBy());
        if (inserted == 1) {
            return new Claim(Claim.Outcome.CLAIMED, run(run.id()).orElseThrow());
        }
        return resume(run.id(), owner, now, leaseUntil);
    }

    @Override
    public Claim resume(UUID run, String owner, Instant now, Instant leaseUntil) {
        // The condition names what was read, so of several claimants only one finds it unchanged.
        while (true) {
            Run found = run(run).orElseThrow();
            if (found.status() != Run.Status.RUNNING) {
                return new Claim(Claim.Outcome.FINISHED, found);
            } else if (!found.owner().equals(owner) && found.leaseUntil().isAfter(now)) {
                return new Claim(Claim.Outcome.BUSY, found);
            }
            int taken = update("""
                    UPDATE segmenta.runs SET owner = ?, lease_until = ?, attempts = attempts + 1, updated_at = ?
                    WHERE id = ? AND status = 'RUNNING' AND owner = ? AND attempts = ?""", owner, leaseUntil, now, run,
                    found.owner(), found.attempts());
            if (taken == 1) {
                return new Claim(Claim.Outcome.RESUMED, run(run).orElseThrow());
            }
        }
    }

    @Override
    public void progress(UUID run, String owner, String stage, double fraction, String detail, Instant now) {
        update("""
                UPDATE segmenta.runs SET stage = ?, progress = ?, detail = NULLIF(?, ''), updated_at = ?
                WHERE id = ? AND status = 'RUNNING' AND owner = ?""", stage, fraction, detail, now, run,
                owner);
    }

    @Override
    public void succeed(UUID run, RunResult result, Instant now) {
        update("""
                UPDATE segmenta.runs SET status = 'SUCCEEDED', stage = 'done', progress = 1, reason = NULL, detail = NULL,
                  data_sha256 = ?, model_sha256 = ?, metrics = ?::jsonb, updated_at = ?, finished_at = ?
                WHERE id = ? AND status <> 'SUCCEEDED'""",
                result.dataSha256(), result.modelSha256(), result.metrics(),
                now, now, run);
    }

    @Override
    public void fail(UUID run, String owner, String reason, String detail, Instant now) {
        end(run, owner, Run.Status.FAILED, reason, detail, now);
    }

    @Override
    public void cancelled(UUID run, String owner, String detail, Instant now) {
        end(run, owner, Run.Status.CANCELLED, Cancellations.REASON, detail, now);
    }

    private void end(UUID run, String owner, Run.Status status, String reason, String detail, Instant now) {
        update("""
                UPDATE segmenta.runs SET status = ?, reason = ?, detail = ?, updated_at = ?, finished_at = ?
                WHERE id = ? AND status = 'RUNNING' AND owner = ?""", status.name(), reason, detail, now, now, run,
                owner);
    }

    @Override
    public Optional<Run> run(UUID id) {
        return query(RunRow::of, "SELECT * FROM segmenta.runs WHERE id = ?", id).stream().findFirst();
    }

    @Override
    public List<Run> runs(Optional<String> dataset, int limit) {
        return dataset.isPresent()
                ? query(RunRow::of,
                        "SELECT * FROM segmenta.runs WHERE dataset = ? ORDER BY created_at DESC, id LIMIT ?",
                        dataset.get(), limit)
                : query(RunRow::of, "SELECT * FROM segmenta.runs ORDER BY created_at DESC, id LIMIT ?", limit);
    }

    @Override
    public List<Run> runsOf(String bucket, String key) {
        return query(RunRow::of,
                "SELECT * FROM segmenta.runs WHERE object_key = ? AND bucket = ? ORDER BY created_at DESC, id", key,
                bucket);
    }

    @Override
    public Optional<Run> succeededBefore(String dataset, Instant moment) {
        return query(RunRow::of, """
                SELECT * FROM segmenta.runs WHERE dataset = ? AND status = 'SUCCEEDED' AND created_at < ?
                ORDER BY created_at DESC, id LIMIT 1""", dataset, moment).stream().findFirst();
    }

    @Override
    public List<Run> unregistered(Instant finishedBefore, int limit) {
        return query(RunRow::of,
                """
                        SELECT * FROM segmenta.runs WHERE status = 'SUCCEEDED' AND finished_at < ?
                          AND NOT EXISTS (SELECT 1 FROM segmenta.models WHERE models.run_id = runs.id
                            AND models.arn IS NOT NULL)
                        ORDER BY finished_at, id LIMIT ?""",
                finishedBefore, limit);
    }

    @Override
    public List<String> datasets() {
        return query(row -> row.getString(1), "SELECT name FROM segmenta.datasets WHERE " + SqlDeletions.THERE
                + " ORDER BY name");
    }

    @Override
    public boolean beginRegistration(UUID run, String dataset, Instant now) {
        return update("""
                INSERT INTO segmenta.models (id, run_id, dataset, status, created_at, updated_at)
                VALUES (?, ?, ?, 'PENDING', ?, ?) ON CONFLICT DO NOTHING""", Hashes.id("model", run.toString()), run,
                dataset, now, now) == 1;
    }

    @Override
    public void registered(UUID run, int version, String arn, Instant now) {
        update("""
                UPDATE segmenta.models SET version = ?, arn = ?, updated_at = ?
                WHERE run_id = ? AND arn IS NULL""", version, arn, now, run);
    }

    @Override
    public Optional<Model> modelOf(UUID run) {
        return query(ModelRow::of, ModelRow.MODELS + "AND run_id = ?", run).stream().findFirst();
    }

    @Override
    public List<Model> models(Optional<String> dataset) {
        return dataset.isPresent()
                ? query(ModelRow::of, ModelRow.MODELS + "AND dataset = ? ORDER BY version DESC", dataset.get())
                : query(ModelRow::of, ModelRow.MODELS + "ORDER BY created_at DESC, dataset, version DESC");
    }

    @Override
    public void recordApproval(Approval approval) {
        approvals.add(approval);
    }

    @Override
    public List<Approval> approvals(String dataset) {
        return approvals.of(dataset);
    }

    @Override
    public boolean beginReconciliation(String dataset, String owner, Instant now, Instant leaseUntil) {
        return turns.begin(dataset, owner, now, leaseUntil);
    }

    @Override
    public boolean isReconciling(String dataset, String owner, Instant now) {
        return turns.isAnothers(dataset, owner, now);
    }

    @Override
    public boolean endReconciliation(String dataset, String owner) {
        return turns.end(dataset, owner);
    }

    @Override
    public void leaveReconciliation(String dataset, String owner) {
        turns.leave(dataset, owner);
    }

    @Override
    public boolean beginWaiting(String dataset, String owner, Instant now, Instant leaseUntil) {
        return turns.beginWaiting(dataset, owner, now, leaseUntil);
    }

    @Override
    public void endWaiting(String dataset, String owner) {
        turns.endWaiting(dataset, owner);
    }

    @Override
    public Deployment requestDeployment(Deployment deployment) {
        return deployments.request(deployment);
    }

    @Override
    public void deploymentIssued(UUID deployment, Instant now) {
        deployments.issued(deployment, now);
    }

    @Override
    public void settleDeployment(UUID deployment, Deployment.State state, String detail, Instant now) {
        deployments.settle(deployment, state, detail, now);
    }

    @Override
    public List<Deployment> deployments(String dataset) {
        return deployments.of(dataset);
    }

    @Override
    public Optional<String> datasetOf(String endpoint) {
        return deployments.datasetOf(endpoint);
    }

    @Override
    public Optional<String> lastDatasetOf(String endpoint) {
        return deployments.lastDatasetOf(endpoint);
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
        return audit;
    }

    @Override
    public Cancellations cancellations() {
        return cancellations;
    }

    @Override
    public DriftBook drift() {
        return drift;
    }

    @Override
    public Deletions deletions() {
        return deletions;
    }

    @Override
    public RunCosts costs() {
        return costs;
    }

    @Override
    public ExperimentBook experiments() {
        return experiments;
    }

    /** Pages of it, by the same connection. */
    public Listings listings() {
        return listings;
    }

    /** What people announce, by the same connection. */
    public Uploads uploads() {
        return uploads;
    }

    @Override
    public void close() {
        database.close();
    }

    private int update(String sql, Object... arguments) {
        return Sql.update(checked(), sql, arguments);
    }

    private <T> List<T> query(Sql.Row<T> row, String sql, Object... arguments) {
        return Sql.query(checked(), row, sql, arguments);
    }

    private synchronized Database checked() {
        if (!checked) {
            Migrations.check(database);
            checked = true;
        }
        return database;
    }
}
