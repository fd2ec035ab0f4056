package io.segmenta.platform.catalogue;

import io.segmenta.platform.Hashes;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** Whose turn it is to reconcile a data set, and who waits for it: two leases in one table, each a row that stays. */
final class SqlTurns {
    private final Supplier<Database> database;

    SqlTurns(Supplier<Database> database) {
        this.database = database;
    }

    boolean begin(String dataset, String owner, Instant now, Instant until) {
        UUID id = turn(dataset);
        while (true) {
            if (lease(id, dataset, owner, now, until)) {
                return true;
            }
            // Fails when it has ended since, and is then free.
            if (update(
                    "UPDATE segmenta.reconciliations SET again = true WHERE id = ? AND owner <> '' AND lease_until > ?",
                    id, now) == 1) {
                return false;
            }
        }
    }

    boolean isAnothers(String dataset, String owner, Instant now) {
        return exists("id = ? AND owner NOT IN ('', ?) AND lease_until > ?", turn(dataset), owner, now);
    }

    boolean end(String dataset, String owner) {
        UUID id = turn(dataset);
        // Nothing is taken back here of what was asked: a statement whose answer is lost is repeated.
        return update("UPDATE segmenta.reconciliations SET owner = '' WHERE id = ? AND owner = ? AND NOT again", id,
                owner) == 1 || !exists("id = ? AND owner = ?", id, owner);
    }

    void leave(String dataset, String owner) {
        release(turn(dataset), owner);
    }

    boolean beginWaiting(String dataset, String owner, Instant now, Instant until) {
        update("""
                UPDATE segmenta.reconciliations SET owner = ''
                WHERE id = ? AND owner = (SELECT turn.owner FROM segmenta.reconciliations turn WHERE turn.id = ?)""",
                waiting(dataset), turn(dataset));
        return lease(waiting(dataset), dataset, owner, now, until);
    }

    void endWaiting(String dataset, String owner) {
        release(waiting(dataset), owner);
    }

    private static UUID turn(String dataset) {
        return Hashes.id("reconciliation", dataset);
    }

    private static UUID waiting(String dataset) {
        return Hashes.id("waiting for reconciliation", dataset);
    }

    private boolean lease(UUID id, String dataset, String owner, Instant now, Instant until) {
        update("""
                INSERT INTO segmenta.reconciliations (id, dataset, owner, lease_until, again)
                VALUES (?, ?, '', ?, false) ON CONFLICT DO NOTHING""", id, dataset, now);
        return update("""
                UPDATE segmenta.reconciliations SET owner = ?, lease_until = ?, again = false
                WHERE id = ? AND (owner IN ('', ?) OR lease_until <= ?)""", owner, until, id, owner, now) == 1;
    }

    private void release(UUID id, String owner) {
        update("UPDATE segmenta.reconciliations SET owner = '' WHERE id = ? AND owner = ?", id, owner);
    }

    private int update(String sql, Object... arguments) {
        return Sql.update(database.get(), sql, arguments);
    }

    private boolean exists(String condition, Object... arguments) {
        return !Sql.query(database.get(), row -> row.getString(1),
                "SELECT id FROM segmenta.reconciliations WHERE " + condition, arguments).isEmpty();
    }
}
