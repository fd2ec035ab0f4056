package io.segmenta.platform.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** A run as its table has it. */
final class RunRow {
    private RunRow() {}

    static Run of(ResultSet row) throws SQLException {
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
}
