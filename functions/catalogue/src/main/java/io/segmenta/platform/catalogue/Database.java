package io.segmenta.platform.catalogue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One connection, opened at first use and again when lost or old; every statement is its own transaction. Aurora DSQL
 * lets the later of two conflicting transactions fail, so conflicts are tried again, a little later each time. A
 * statement whose answer was lost is tried again too: the catalogue's statements may be repeated.
 */
final class Database implements AutoCloseable {
    /** Work with a connection, one statement, safe to repeat. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "OC000", "OC001");
    private static final Set<String> LOST = Set.of("57P01", "57P02", "57P03");
    private static final int ATTEMPTS = 8;
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final Duration MAX_AGE = Duration.ofMinutes(45);
    private static final Duration MAX_IDLE = Duration.ofSeconds(5);
    private static final int VALID_WITHIN_SECONDS = 3;

    private final ConnectionSource source;
    private @Nullable Connection connection;
    private long openedAt;
    private long usedAt;

    Database(ConnectionSource source) {
        this.source = source;
    }

    boolean indexesAsync() {
        return source.indexesAsync();
    }

    synchronized <T> T run(Work<T> work) {
        for (int attempt = 1;; attempt++) {
            try {
                T result = work.on(connection());
                usedAt = System.nanoTime();
                return result;
            } catch (SQLException e) {
                boolean lost = isLost(e);
                if (lost) {
                    close();
                }
                if (attempt == ATTEMPTS || (!lost && !CONFLICTS.contains(state(e)))) {
                    throw new CatalogueException(
                            "the catalogue refused a statement (SQLSTATE " + state(e) + "): " + e.getMessage(),
                            e);
                }
                pause(attempt);
            }
        }
    }

    private Connection connection() throws SQLException {
        long now = System.nanoTime();
        Connection open = connection;
        if (open != null && isUsable(open, now)) {
            return open;
        }
        close();
        open = source.open();
        connection = open;
        open.setAutoCommit(true);
        openedAt = now;
        usedAt = now;
        return open;
    }

    private boolean isUsable(Connection open, long now) throws SQLException {
        return now - openedAt <= MAX_AGE.toNanos()
                && (now - usedAt <= MAX_IDLE.toNanos() || open.isValid(VALID_WITHIN_SECONDS));
    }

    @Override
    public synchronized void close() {
        Connection closing = connection;
        connection = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (SQLException e) {
                // It is being given up because it no longer works; there is nothing left to save.
                return;
            }
        }
    }

    static boolean isLost(SQLException e) {
        return state(e).startsWith("08") || LOST.contains(state(e));
    }

    static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    /** Random, so that two functions that met once do not meet again at every attempt. */
    private static void pause(int attempt) {
        long longest = FIRST_PAUSE_MILLIS << attempt;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CatalogueException("interrupted while waiting for the catalogue", e);
        }
    }
}
