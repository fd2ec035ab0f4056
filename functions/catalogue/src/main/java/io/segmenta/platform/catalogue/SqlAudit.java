package io.segmenta.platform.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The audit in one table, whose rows stay. */
final class SqlAudit implements Audit {
    private static final String INSERT = """
            INSERT INTO segmenta.audit
              (id, at, actor, role, action, dataset, object, was, became, comment, request_id)
            SELECT ?::uuid, ?::timestamptz, ?, ?, ?, ?::text, ?, ?::jsonb, ?::jsonb, ?::text, ?""";

    private final Supplier<Database> database;

    SqlAudit(Supplier<Database> database) {
        this.database = database;
    }

    @Override
    public void enter(AuditEntry entry) {
        Sql.update(database.get(), INSERT + " ON CONFLICT DO NOTHING", arguments(entry).toArray());
    }

    /**
     * Enters what a statement before it in the same transaction did.
     *
     * @param done a query that finds something when that one did it
     */
    static Sql.Command when(AuditEntry entry, String done, Object... arguments) {
        List<@Nullable Object> all = arguments(entry);
        all.addAll(Arrays.asList(arguments));
        return new Sql.Command(INSERT + " WHERE EXISTS (" + done + ") ON CONFLICT DO NOTHING", all.toArray());
    }

    private static List<@Nullable Object> arguments(AuditEntry entry) {
        return new ArrayList<>(Arrays.<@Nullable Object>asList(entry.id(), entry.at(), entry.actor(), entry.role(),
                entry.action(), entry.dataset().orElse(null), entry.object(), entry.before().orElse(null),
                entry.after().orElse(null), entry.comment().orElse(null), entry.requestId()));
    }

    static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(Sql.instant(row, "at"), row.getString("actor"), row.getString("role"),
                row.getString("action"), Sql.optionalText(row, "dataset"), row.getString("object"),
                Sql.optionalText(row, "was"), Sql.optionalText(row, "became"), Sql.optionalText(row, "comment"),
                row.getString("request_id"));
    }
}
