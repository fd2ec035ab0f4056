package io.segmenta.platform.catalogue;

import io.segmenta.platform.Hashes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Announced uploads, by the catalogue's own connection. */
final class SqlUploads implements Uploads {
    private final Supplier<Database> database;

    SqlUploads(Supplier<Database> database) {
        this.database = database;
    }

    @Override
    public void addDataset(String name, Instant now) {
        Sql.update(database.get(),
                "INSERT INTO segmenta.datasets (id, name, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                Hashes.id("dataset", name), name, now);
    }

    @Override
    public void announce(AnnouncedUpload upload) {
        Sql.update(database.get(), """
                INSERT INTO segmenta.uploads
                  (id, dataset, file_name, size, content_type, created_at, expires_at, announced_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""", upload.id(), upload.dataset(),
                upload.fileName(), upload.size(), upload.contentType(), upload.createdAt(), upload.expiresAt(),
                upload.by());
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

    private static AnnouncedUpload upload(ResultSet row) throws SQLException {
        return new AnnouncedUpload(row.getObject("id", UUID.class), row.getString("dataset"),
                row.getString("file_name"), row.getLong("size"), row.getString("content_type"),
                Sql.instant(row, "created_at"), Sql.instant(row, "expires_at"), row.getString("announced_by"));
    }
}
