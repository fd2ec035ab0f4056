package io.segmenta.local.stack.database;

import io.segmenta.local.stack.files.PrivateFiles;
import io.segmenta.local.stack.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server whose data lie in a folder. What it has told as committed survives the end of the server and of
 * the machine. A server that dies is started again on the same port; until it answers, connections are refused.
 * <p>
 * A server left by a stack that was killed is found by {@code postmaster.pid} and stopped; a file left by a server that
 * is gone is removed. While the stack lives, a shell waits at a pipe of it: when the pipe breaks, the shell stops the
 * server.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2000;

    private final Server server;
    private final HeldPort port;
    private final Login owner;
    private final Login functions;
    private Process process;
    private Process watch;
    private boolean closed;
    /** Forces a new database to disk. */
    private volatile Optional<Thread> forcing = Optional.empty();

    /** A role that may connect, and its password, drawn at random for each start. */
    public record Login(String user, String password) {

        private static Login drawn(String user) {
            byte[] bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            return new Login(user, HexFormat.of().formatHex(bytes));
        }

        /** Without the password, which belongs in no log. */
        @Override
        public String toString() {
            return user;
        }
    }

    private Database(Server server, HeldPort port) throws IOException {
        this.server = server;
        this.port = port;
        this.owner = Login.drawn(Server.OWNER);
        this.functions = Login.drawn(Server.FUNCTIONS);
        server.tellRoles(owner.password(), functions.password());
        port.close();
        this.process = server.start(port.number());
        this.watch = watch(process.pid());
    }

    /**
     * Starts the server on a free port, with new passwords.
     *
     * @param folder holds the data and the log; created if missing, for nobody else to read
     * @param binaries where the server's programs are unpacked, once for all servers of this machine: that takes longer
     * than all else of a start
     * @throws IOException when the server does not answer within a minute
     */
    public static Database start(Path folder, Path binaries) throws IOException {
        return start(folder, binaries, HeldPort.draw());
    }

    /** As {@link #start(Path, Path)}, on a port that was drawn before and is let go in any case. */
    public static Database start(Path folder, Path binaries, HeldPort port) throws IOException {
        try (port) {
            return started(folder, binaries, port);
        }
    }

    private static Database started(Path folder, Path binaries, HeldPort port) throws IOException {
        PrivateFiles.createFolder(folder);
        Server server = new Server(folder, Binaries.unpack(binaries.toAbsolutePath()));
        server.stopLeftover();
        boolean made = server.make(folder.resolve("ready"));
        Database database = new Database(server, port);
        try {
            database.awaitAnswer();
        } catch (IOException e) {
            database.close();
            throw e;
        }
        Thread.ofPlatform().daemon().name("database-watch").start(database::keepUp);
        if (made) {
            database.forcing = Optional
                    .of(Thread.ofPlatform().daemon().name("database-force").start(database::force));
        }
        return database;
    }

    /** Commits are forced by the server itself; this is for the files they build on, moments after they were made. */
    private void force() {
        try {
            server.force();
        } catch (IOException e) {
            LOG.debug("the new database was not forced to disk; it was closed or its folder is gone", e);
        }
    }

    /** The address for JDBC, without a user. */
    public String url() {
        return port.url();
    }

    /** Owns the database and makes its tables. */
    public Login owner() {
        return owner;
    }

    /** May do with tables what the owner has granted it. */
    public Login functions() {
        return functions;
    }

    /** The server's process now. */
    synchronized Process process() {
        return process;
    }

    /** Ends the server; when this returns, nothing writes into its folder any more. */
    @Override
    public void close() throws IOException {
        Process last;
        synchronized (this) {
            closed = true;
            last = process;
            watch.destroyForcibly();
        }
        forcing.ifPresent(Database::stop);
        signal("INT", last.pid());
        Processes.end(last.toHandle(), STOP_LIMIT);
        server.awaitEnd(STOP_LIMIT);
    }

    private static void stop(Thread thread) {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Starts the server again whenever it has died, a little later each time that it dies before it has answered. */
    private void keepUp() {
        long pause = POLL_MILLIS;
        try {
            while (!isClosed()) {
                process().waitFor();
                if (isClosed()) {
                    return;
                }
                LOG.warn("PostgreSQL has died (status {}); it is started again", process().exitValue());
                pause = startAgain() ? POLL_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean startAgain() {
        try {
            synchronized (this) {
                if (closed) {
                    return true;
                }
                watch.destroyForcibly();
                process = server.start(port.number());
                watch = watch(process.pid());
            }
            awaitAnswer();
            return true;
        } catch (IOException e) {
            // The children of the dead server hold its memory for a moment; the next attempt finds them gone.
            LOG.debug("PostgreSQL did not start", e);
            return false;
        }
    }

    private void awaitAnswer() throws IOException {
        Instant end = Instant.now().plus(START_LIMIT);
        SQLException last;
        do {
            try (Connection connection = DriverManager.getConnection(url(), owner.user(), owner.password())) {
                connection.isValid(1);
                return;
            } catch (SQLException e) {
                last = e;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        } while (process().isAlive() && Instant.now().isBefore(end));
        throw new IOException("PostgreSQL does not answer: " + last.getMessage(), last);
    }

    private static Process watch(long pid) throws IOException {
        // Interrupts of the terminal reach every process of its group; the watch must outlive them to do its work.
        return new ProcessBuilder("/bin/sh", "-c", "trap '' INT TERM HUP; cat > /dev/null; kill -INT " + pid)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Sends a signal, as {@code INT}, which ends a server at once but in order. */
    static void signal(String name, long pid) throws IOException {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectErrorStream(true).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
