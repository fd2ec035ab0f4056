package io.segmenta.platform.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Keys in one table, of which those that have expired count as not there. */
final class SqlIdempotencyKeys implements IdempotencyKeys {
    /** Rows of one statement: Aurora DSQL changes at most 3,000 in one transaction. */
    private static final int AT_ONCE = 1000;

    private final Supplier<Database> database;

    SqlIdempotencyKeys(Supplier<Database> database) {
        this.database = database;
    }

    private record Row(String sha256, String owner, Instant leaseUntil, Instant expiresAt, String firstOwner,
            Instant begunAt, Optional<String> answer) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(row.getString("request_sha256"), row.getString("owner"), Sql.instant(row, "lease_until"),
                    Sql.instant(row, "expires_at"), row.getString("first_owner"), Sql.instant(row, "begun_at"),
                    Sql.optionalText(row, "answer"));
        }

        /** Whether whoever comes may begin anew, with any request. */
        boolean isOver(Instant now) {
            return !expiresAt.isAfter(now);
        }

        boolean isLeft(Instant now) {
            return answer.isEmpty() && !leaseUntil.isAfter(now);
        }
    }

    @Override
    public Taken take(Keyed request, String owner, Instant now, Instant leaseUntil) {
        while (true) {
            update("""
                    INSERT INTO segmenta.idempotency_keys
                      (id, request_sha256, owner, lease_until, expires_at, first_owner, begun_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""", request.id(), request.sha256(), owner,
                    leaseUntil, request.expiresAt(), owner, now);
            Optional<Row> found = Sql.query(database.get(), Row::of,
                    "SELECT * FROM segmenta.idempotency_keys WHERE id = ?", request.id()).stream().findFirst();
            if (found.isEmpty()) {
                // It was swept between the two statements.
                continue;
            }
            Row row = found.get();
            boolean over = row.isOver(now);
            if (!over && !row.sha256().equals(request.sha256())) {
                return new Taken.Otherwise();
            } else if (!over && row.answer().isPresent()) {
                return new Taken.Answered(row.answer().get());
            } else if (row.owner().equals(owner) && row.leaseUntil().isAfter(now)) {
                return new Taken.Free(Optional.of(row.begunAt()).filter(_ -> !row.firstOwner().equals(owner)));
            } else if (!over && !row.isLeft(now)) {
                return new Taken.Busy();
            }
            // The condition names what was read, so of several claimants only one finds it unchanged.
            update("""
                    UPDATE segmenta.idempotency_keys SET request_sha256 = ?, owner = ?, lease_until = ?,
                      expires_at = ?, first_owner = ?, begun_at = ?, answer = NULL
                    WHERE id = ? AND owner = ? AND lease_until = ? AND expires_at = ?""", request.sha256(), owner,
                    leaseUntil, request.expiresAt(), over ? owner : row.firstOwner(), over ? now : row.begunAt(),
                    request.id(), row.owner(), row.leaseUntil(), row.expiresAt());
        }
    }

    @Override
    public void answered(UUID id, String owner, String answer) {
        update("UPDATE segmenta.idempotency_keys SET answer = ? WHERE id = ? AND owner = ?", answer, id, owner);
    }

    @Override
    public void free(UUID id, String owner, Instant now) {
        update("UPDATE segmenta.idempotency_keys SET lease_until = ?, expires_at = ? WHERE id = ? AND owner = ?", now,
                now, id, owner);
    }

    @Override
    public void sweep(Instant now) {
        int deleted;
        do {
            deleted = update("""
                    DELETE FROM segmenta.idempotency_keys WHERE id IN
                      (SELECT id FROM segmenta.idempotency_keys WHERE expires_at <= ? LIMIT ?)""", now, AT_ONCE);
        } while (deleted == AT_ONCE);
    }

    private int update(String sql, Object... arguments) {
        return Sql.update(database.get(), sql, arguments);
    }
}
