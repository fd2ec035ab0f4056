package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** The outbox in one table, whose rows stay. */
final class SqlOutbox implements Outbox {
    private final Supplier<Database> database;

    SqlOutbox(Supplier<Database> database) {
        this.database = database;
    }

    @Override
    public void put(List<Announcement> announcements) {
        for (Announcement one : announcements) {
            Sql.update(database.get(), """
                    INSERT INTO segmenta.outbox (id, dataset, detail_type, detail, created_at)
                    VALUES (?, ?, ?, ?::jsonb, ?) ON CONFLICT DO NOTHING""", one.id(), one.dataset(), one.type(),
                    one.detail(), one.at());
        }
    }

    @Override
    public List<Announcement> unsent(String dataset, int limit) {
        return Sql.query(database.get(), row -> new Announcement(row.getObject("id", UUID.class),
                row.getString("dataset"), row.getString("detail_type"), row.getString("detail"),
                Sql.instant(row, "created_at")), """
                        SELECT * FROM segmenta.outbox WHERE dataset = ? AND sent_at IS NULL
                        ORDER BY created_at, id LIMIT ?""", dataset, limit);
    }

    @Override
    public void sent(UUID announcement, Instant now) {
        Sql.update(database.get(), "UPDATE segmenta.outbox SET sent_at = ? WHERE id = ? AND sent_at IS NULL", now,
                announcement);
    }
}
