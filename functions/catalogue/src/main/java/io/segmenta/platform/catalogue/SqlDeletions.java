package io.segmenta.platform.catalogue;

import java.util.Optional;
import java.util.function.Supplier;

/** Deletions in one table, whose rows stay. */
final class SqlDeletions implements Deletions {
    /** A condition on a row of data sets: that it was not deleted. */
    static final String THERE = "NOT EXISTS (SELECT 1 FROM segmenta.deleted_datasets gone "
            + "WHERE gone.dataset = datasets.name)";

    private final Supplier<Database> database;

    SqlDeletions(Supplier<Database> database) {
        this.database = database;
    }

    @Override
    public Optional<Deletion> delete(Deletion deletion, AuditEntry entry) {
        String dataset = deletion.dataset();
        Sql.together(database.get(), new Sql.Command("""
                INSERT INTO segmenta.deleted_datasets (id, dataset, deleted_by, at)
                SELECT ?::uuid, ?::text, ?::text, ?::timestamptz
                WHERE NOT EXISTS (SELECT 1 FROM segmenta.runs WHERE dataset = ? AND status = 'RUNNING')
                  AND NOT EXISTS (SELECT 1 FROM segmenta.deployments
                    WHERE dataset = ? AND state IN ('LIVE', 'REQUESTED'))
                  AND NOT EXISTS (SELECT 1 FROM segmenta.experiments WHERE running_in = ?)
                ON CONFLICT DO NOTHING""", deletion.id(), dataset, deletion.by(), deletion.at(), dataset, dataset,
                dataset),
                SqlAudit.when(entry,
                        "SELECT 1 FROM segmenta.deleted_datasets WHERE id = ? AND deleted_by = ? AND at = ?",
                        deletion.id(), deletion.by(), deletion.at()));
        return of(dataset);
    }

    @Override
    public Optional<Deletion> of(String dataset) {
        return Sql.query(database.get(), row -> new Deletion(row.getString("dataset"), row.getString("deleted_by"),
                Sql.instant(row, "at")), "SELECT * FROM segmenta.deleted_datasets WHERE dataset = ?", dataset).stream()
                .findFirst();
    }
}
