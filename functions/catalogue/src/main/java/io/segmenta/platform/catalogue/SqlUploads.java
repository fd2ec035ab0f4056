package io.segmenta.platform.catalogue;

import io.segmenta.platform.Hashes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Announced uploads, by the catalogue's own connection. */
final class SqlUploads implements Uploads {
    private static final String ADD_DATASET = """
            INSERT INTO segmenta.datasets (id, name, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING""";

    private final Supplier<Database> database;

    SqlUploads(Supplier<Database> database) {
        this.database = database;
    }

    /** Adds a data set that nobody asked for but a file. */
    void addDataset(String name, Instant now) {
        Sql.update(database.get(), ADD_DATASET, Hashes.id("dataset", name), name, now);
    }

    @Override
    public void addDataset(String name, Instant now, AuditEntry entry) {
        UUID id = Hashes.id("dataset", name);
        Sql.together(database.get(), new Sql.Command(ADD_DATASET, id, name, now),
                SqlAudit.when(entry, "SELECT 1 FROM segmenta.datasets WHERE id = ? AND created_at = ?", id, now));
    }

    @Override
    public void announce(AnnouncedUpload upload, AuditEntry entry) {
        Sql.together(database.get(), new Sql.Command("""
                INSERT INTO segmenta.uploads
                  (id, dataset, file_name, size, content_type, created_at, expires_at, announced_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""", upload.id(), upload.dataset(),
                upload.fileName(), upload.size(), upload.contentType(), upload.createdAt(), upload.expiresAt(),
                upload.by()),
                SqlAudit.when(entry, "SELECT 1 FROM segmenta.uploads WHERE id = ? AND created_at = ?", upload.id(),
                        upload.createdAt()));
    }

    @Override
    public Optional<AnnouncedUpload> upload(String dataset, UUID id) {
        return Sql.query(database.get(), SqlUploads::upload,
                "SELECT * FROM segmenta.uploads WHERE id = ? AND dataset = ?",
                id, dataset).stream().findFirst();
    }

    @Override
    public List<AnnouncedUpload> uploads(String dataset, int limit) {
        return Sql.query(database.get(), SqlUploads::upload,
                "SELECT * FROM segmenta.uploads WHERE dataset = ? ORDER BY created_at DESC, id LIMIT ?", dataset,
                limit);
    }

    @Override
    public List<AnnouncedUpload> newest(Collection<String> datasets) {
        if (datasets.isEmpty()) {
            return List.of();
        }
        return Sql.query(database.get(), SqlUploads::upload, "SELECT * FROM segmenta.uploads one WHERE dataset IN ("
                + String.join(", ", Collections.nCopies(datasets.size(), "?")) + """
                        ) AND id = (SELECT newest.id FROM segmenta.uploads newest
                          WHERE newest.dataset = one.dataset ORDER BY newest.created_at DESC, newest.id LIMIT 1)""",
                datasets.toArray());
    }

    private static AnnouncedUpload upload(ResultSet row) throws SQLException {
        return new AnnouncedUpload(row.getObject("id", UUID.class), row.getString("dataset"),
                row.getString("file_name"), row.getLong("size"), row.getString("content_type"),
                Sql.instant(row, "created_at"), Sql.instant(row, "expires_at"), row.getString("announced_by"));
    }
}
