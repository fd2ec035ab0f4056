package io.segmenta.platform.catalogue;

import io.segmenta.platform.ApprovalStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** A model as its table and the decisions have it. */
final class ModelRow {
    /**
     * The status follows from the decisions: a copy of it would be a second write, which a crash could part from them.
     */
    static final String MODELS = """
            SELECT models.*, COALESCE(
              (SELECT newest.status FROM segmenta.approvals newest
               WHERE newest.dataset = models.dataset AND newest.arn = models.arn ORDER BY newest.at DESC LIMIT 1),
              models.status) AS decided
            FROM segmenta.models models WHERE arn IS NOT NULL
            """;

    private ModelRow() {}

    static Model of(ResultSet row) throws SQLException {
        return new Model(row.getObject("run_id", UUID.class), row.getString("dataset"), row.getInt("version"),
                row.getString("arn"), ApprovalStatus.valueOf(row.getString("decided")), Sql.instant(row, "created_at"));
    }
}
