package io.segmenta.platform.catalogue;

import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Environment;
import io.segmenta.platform.Hashes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The catalogue in PostgreSQL or Aurora DSQL. Nothing is opened before the first call, which also refuses a schema
 * older than this program. Safe for use by several threads, one statement at a time.
 */
public final class SqlCatalogue implements Catalogue, AutoCloseable {
    private static final String DEPLOYMENT_COLUMNS = "id, dataset, version, arn, target, endpoint, endpoint_config, "
            + "state, issued, detail, approved_at, requested_at, updated_at";

    /**
     * The status follows from the decisions: a copy of it would be a second write, which a crash could part from them.
     */
    private static final String MODELS = """
            SELECT models.*, COALESCE(
              (SELECT newest.status FROM segmenta.approvals newest
               WHERE newest.dataset = models.dataset AND newest.arn = models.arn ORDER BY newest.at DESC LIMIT 1),
              models.status) AS decided
            FROM segmenta.models models WHERE arn IS NOT NULL
            """;

    private final Database database;
    private final SqlTurns turns;
    private final SqlSegments segments;
    private final SqlOutbox outbox;
    private final SqlListings listings;
    private final SqlUploads uploads;
    private boolean checked;

    public SqlCatalogue(ConnectionSource source) {
        database = new Database(source);
        turns = new SqlTurns(this::checked);
        segments = new SqlSegments(this::checked);
        outbox = new SqlOutbox(this::checked);
        listings = new SqlListings(this::checked);
        uploads = new SqlUploads(this::checked);
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
        update("""
                UPDATE segmenta.runs SET status = 'FAILED', reason = ?, detail = ?, updated_at = ?, finished_at = ?
                WHERE id = ? AND status = 'RUNNING' AND owner = ?""", reason, detail, now, now, run, owner);
    }

    @Override
    public Optional<Run> run(UUID id) {
        return query(SqlCatalogue::run, "SELECT * FROM segmenta.runs WHERE id = ?", id).stream().findFirst();
    }

    @Override
    public List<Run> runs(Optional<String> dataset, int limit) {
        return dataset.isPresent()
                ? query(SqlCatalogue::run,
                        "SELECT * FROM segmenta.runs WHERE dataset = ? ORDER BY created_at DESC, id LIMIT ?",
                        dataset.get(), limit)
                : query(SqlCatalogue::run, "SELECT * FROM segmenta.runs ORDER BY created_at DESC, id LIMIT ?", limit);
    }

    @Override
    public List<Run> runsOf(String bucket, String key) {
        return query(SqlCatalogue::run,
                "SELECT * FROM segmenta.runs WHERE object_key = ? AND bucket = ? ORDER BY created_at DESC, id", key,
                bucket);
    }

    @Override
    public Optional<Run> succeededBefore(String dataset, Instant moment) {
        return query(SqlCatalogue::run, """
                SELECT * FROM segmenta.runs WHERE dataset = ? AND status = 'SUCCEEDED' AND created_at < ?
                ORDER BY created_at DESC, id LIMIT 1""", dataset, moment).stream().findFirst();
    }

    @Override
    public List<Run> unregistered(Instant finishedBefore, int limit) {
        return query(SqlCatalogue::run,
                """
                        SELECT * FROM segmenta.runs WHERE status = 'SUCCEEDED' AND finished_at < ?
                          AND NOT EXISTS (SELECT 1 FROM segmenta.models WHERE models.run_id = runs.id
                            AND models.arn IS NOT NULL)
                        ORDER BY finished_at, id LIMIT ?""",
                finishedBefore, limit);
    }

    @Override
    public List<String> datasets() {
        return query(row -> row.getString(1), "SELECT name FROM segmenta.datasets ORDER BY name");
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
        return query(SqlCatalogue::model, MODELS + "AND run_id = ?", run).stream().findFirst();
    }

    @Override
    public List<Model> models(Optional<String> dataset) {
        return dataset.isPresent()
                ? query(SqlCatalogue::model, MODELS + "AND dataset = ? ORDER BY version DESC", dataset.get())
                : query(SqlCatalogue::model, MODELS + "ORDER BY created_at DESC, dataset, version DESC");
    }

    @Override
    public void recordApproval(Approval approval) {
        update("""
                INSERT INTO segmenta.approvals (id, dataset, version, arn, status, at, comment, decided_by, live_run)
                VALUES (?, ?, ?, ?, ?, ?, ?, NULLIF(?, ''), NULLIF(?, '')::uuid) ON CONFLICT DO NOTHING""",
                approval.id(), approval.dataset(), approval.version(), approval.arn(), approval.status().name(),
                approval.at(), approval.comment(), approval.by(), approval.live().map(UUID::toString).orElse(""));
    }

    @Override
    public List<Approval> approvals(String dataset) {
        return query(
                row -> new Approval(row.getString("dataset"), row.getInt("version"), row.getString("arn"),
                        ApprovalStatus.valueOf(row.getString("status")), Sql.instant(row, "at"),
                        row.getString("comment"), Sql.optionalText(row, "decided_by").orElse(""),
                        Optional.ofNullable(row.getObject("live_run", UUID.class))),
                "SELECT * FROM segmenta.approvals WHERE dataset = ? ORDER BY at DESC, version DESC", dataset);
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
        update("INSERT INTO segmenta.deployments (" + DEPLOYMENT_COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", deployment.id(),
                deployment.dataset(), deployment.version(), deployment.arn(), deployment.target(),
                deployment.endpoint(), deployment.endpointConfig(), deployment.state().name(), deployment.issued(),
                deployment.detail(),
                deployment.approvedAt(), deployment.requestedAt(), deployment.updatedAt());
        return query(SqlCatalogue::deployment, "SELECT * FROM segmenta.deployments WHERE id = ?", deployment.id())
                .getFirst();
    }

    @Override
    public void deploymentIssued(UUID deployment, Instant now) {
        update("""
                UPDATE segmenta.deployments SET issued = true, updated_at = ?,
                  state = CASE WHEN state = 'SUPERSEDED' AND NOT issued THEN 'REQUESTED' ELSE state END
                WHERE id = ?""", now, deployment);
    }

    @Override
    public void settleDeployment(UUID deployment, Deployment.State state, String detail, Instant now) {
        update("UPDATE segmenta.deployments SET state = ?, detail = ?, updated_at = ? WHERE id = ?", state.name(),
                detail, now,
                deployment);
    }

    @Override
    public List<Deployment> deployments(String dataset) {
        return query(SqlCatalogue::deployment,
                "SELECT * FROM segmenta.deployments WHERE dataset = ? ORDER BY requested_at DESC, version DESC",
                dataset);
    }

    @Override
    public Optional<String> datasetOf(String endpoint) {
        return query(row -> row.getString("dataset"), """
                SELECT dataset FROM segmenta.deployments
                WHERE endpoint = ? AND state IN ('REQUESTED', 'LIVE') ORDER BY requested_at, dataset LIMIT 1""",
                endpoint).stream().findFirst();
    }

    @Override
    public Optional<String> lastDatasetOf(String endpoint) {
        return query(row -> row.getString("dataset"), """
                SELECT dataset FROM segmenta.deployments
                WHERE endpoint = ? ORDER BY requested_at DESC, dataset LIMIT 1""", endpoint).stream().findFirst();
    }

    @Override
    public SegmentBook segments() {
        return segments;
    }

    @Override
    public Outbox outbox() {
        return outbox;
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

    static Run run(ResultSet row) throws SQLException {
        return new Run(row.getObject("id", UUID.class), row.getString("dataset"), row.getString("bucket"),
                row.getString("object_key"), row.getString("object_version"), row.getLong("object_size"),
                row.getString("configuration_sha256"), Run.Status.valueOf(row.getString("status")),
                row.getString("owner"), Sql.instant(row, "lease_until"), row.getInt("attempts"),
                row.getString("stage"), row.getDouble("progress"), Sql.optionalText(row, "reason"),
                Sql.optionalText(row, "detail"), Sql.optionalText(row, "data_sha256"),
                Sql.optionalText(row, "model_sha256"), Sql.optionalText(row, "metrics"),
                Sql.instant(row, "created_at"), Sql.instant(row, "updated_at"),
                Sql.optionalInstant(row, "finished_at"), Sql.optionalText(row, "uploaded_by").orElse(""));
    }

    private static Model model(ResultSet row) throws SQLException {
        return new Model(row.getObject("run_id", UUID.class), row.getString("dataset"), row.getInt("version"),
                row.getString("arn"), ApprovalStatus.valueOf(row.getString("decided")), Sql.instant(row, "created_at"));
    }

    static Deployment deployment(ResultSet row) throws SQLException {
        return new Deployment(row.getObject("id", UUID.class), row.getString("dataset"), row.getInt("version"),
                row.getString("arn"), row.getString("target"), Sql.optionalText(row, "endpoint").orElse(""),
                row.getString("endpoint_config"),
                Deployment.State.valueOf(row.getString("state")), row.getBoolean("issued"), row.getString("detail"),
                Sql.instant(row, "approved_at"), Sql.instant(row, "requested_at"), Sql.instant(row, "updated_at"));
    }
}
