package io.segmenta.platform.catalogue;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Cancellations in one table, whose rows stay. */
final class SqlCancellations implements Cancellations {
    private final Supplier<Database> database;

    SqlCancellations(Supplier<Database> database) {
        this.database = database;
    }

    @Override
    public Optional<Cancellation> ask(Cancellation cancellation, AuditEntry entry) {
        Sql.together(database.get(), new Sql.Command("""
                INSERT INTO segmenta.cancellations (id, dataset, asked_by, at)
                SELECT id, dataset, ?::text, ?::timestamptz FROM segmenta.runs WHERE id = ? AND status = 'RUNNING'
                ON CONFLICT DO NOTHING""", cancellation.by(), cancellation.at(), cancellation.run()),
                SqlAudit.when(entry, "SELECT 1 FROM segmenta.cancellations WHERE id = ? AND asked_by = ? AND at = ?",
                        cancellation.run(), cancellation.by(), cancellation.at()));
        return of(cancellation.run());
    }

    @Override
    public Optional<Cancellation> of(UUID run) {
        return Sql.query(database.get(), row -> new Cancellation(row.getObject("id", UUID.class),
                row.getString("dataset"), row.getString("asked_by"), Sql.instant(row, "at")),
                "SELECT * FROM segmenta.cancellations WHERE id = ?", run).stream().findFirst();
    }
}
