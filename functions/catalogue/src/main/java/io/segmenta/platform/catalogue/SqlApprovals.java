package io.segmenta.platform.catalogue;

import io.segmenta.platform.ApprovalStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Decisions about versions in one table, whose rows stay. */
final class SqlApprovals {
    private final Supplier<Database> database;

    SqlApprovals(Supplier<Database> database) {
        this.database = database;
    }

    void add(Approval approval) {
        Sql.update(database.get(), """
                INSERT INTO segmenta.approvals (id, dataset, version, arn, status, at, comment, decided_by, live_run)
                VALUES (?, ?, ?, ?, ?, ?, ?, NULLIF(?, ''), NULLIF(?, '')::uuid) ON CONFLICT DO NOTHING""",
                approval.id(), approval.dataset(), approval.version(), approval.arn(), approval.status().name(),
                approval.at(), approval.comment(), approval.by(), approval.live().map(UUID::toString).orElse(""));
    }

    List<Approval> of(String dataset) {
        return Sql.query(database.get(),
                row -> new Approval(row.getString("dataset"), row.getInt("version"), row.getString("arn"),
                        ApprovalStatus.valueOf(row.getString("status")), Sql.instant(row, "at"),
                        row.getString("comment"), Sql.optionalText(row, "decided_by").orElse(""),
                        Optional.ofNullable(row.getObject("live_run", UUID.class))),
                "SELECT * FROM segmenta.approvals WHERE dataset = ? ORDER BY at DESC, version DESC", dataset);
    }
}
