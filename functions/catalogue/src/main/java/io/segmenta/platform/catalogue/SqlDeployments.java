package io.segmenta.platform.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Deployments in one table. */
final class SqlDeployments {
    private static final String COLUMNS = "id, dataset, version, arn, target, endpoint, endpoint_config, "
            + "state, issued, detail, approved_at, requested_at, updated_at";

    private final Supplier<Database> database;

    SqlDeployments(Supplier<Database> database) {
        this.database = database;
    }

    Deployment request(Deployment deployment) {
        update("INSERT INTO segmenta.deployments (" + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", deployment.id(),
                deployment.dataset(), deployment.version(), deployment.arn(), deployment.target(),
                deployment.endpoint(), deployment.endpointConfig(), deployment.state().name(), deployment.issued(),
                deployment.detail(),
                deployment.approvedAt(), deployment.requestedAt(), deployment.updatedAt());
        return query(SqlDeployments::deployment, "SELECT * FROM segmenta.deployments WHERE id = ?", deployment.id())
                .getFirst();
    }

    void issued(UUID deployment, Instant now) {
        update("""
                UPDATE segmenta.deployments SET issued = true, updated_at = ?,
                  state = CASE WHEN state = 'SUPERSEDED' AND NOT issued THEN 'REQUESTED' ELSE state END
                WHERE id = ?""", now, deployment);
    }

    void settle(UUID deployment, Deployment.State state, String detail, Instant now) {
        update("UPDATE segmenta.deployments SET state = ?, detail = ?, updated_at = ? WHERE id = ?", state.name(),
                detail, now,
                deployment);
    }

    List<Deployment> of(String dataset) {
        return query(SqlDeployments::deployment,
                "SELECT * FROM segmenta.deployments WHERE dataset = ? ORDER BY requested_at DESC, version DESC",
                dataset);
    }

    Optional<String> datasetOf(String endpoint) {
        return query(row -> row.getString("dataset"), """
                SELECT dataset FROM segmenta.deployments
                WHERE endpoint = ? AND state IN ('REQUESTED', 'LIVE') ORDER BY requested_at, dataset LIMIT 1""",
                endpoint).stream().findFirst();
    }

    Optional<String> lastDatasetOf(String endpoint) {
        return query(row -> row.getString("dataset"), """
                SELECT dataset FROM segmenta.deployments
                WHERE endpoint = ? ORDER BY requested_at DESC, dataset LIMIT 1""", endpoint).stream().findFirst();
    }

    private void update(String sql, Object... arguments) {
        Sql.update(database.get(), sql, arguments);
    }

    private <T> List<T> query(Sql.Row<T> row, String sql, Object... arguments) {
        return Sql.query(database.get(), row, sql, arguments);
    }

    static Deployment deployment(ResultSet row) throws SQLException {
        return new Deployment(row.getObject("id", UUID.class), row.getString("dataset"), row.getInt("version"),
                row.getString("arn"), row.getString("target"), Sql.optionalText(row, "endpoint").orElse(""),
                row.getString("endpoint_config"),
                Deployment.State.valueOf(row.getString("state")), row.getBoolean("issued"), row.getString("detail"),
                Sql.instant(row, "approved_at"), Sql.instant(row, "requested_at"), Sql.instant(row, "updated_at"));
    }
}
