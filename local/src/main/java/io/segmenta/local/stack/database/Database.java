package io.segmenta.local.stack.database;

import io.segmenta.local.stack.files.DurableFiles;
import io.segmenta.local.stack.process.Processes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL server whose data lie in a folder and survive a restart.
 * <p>
 * A server left by a stack that was killed is found by {@code postmaster.pid} and stopped; a file left by a server that
 * is gone is removed. While the stack lives, a shell waits at a pipe of it: when the pipe breaks, the shell stops the
 * server.
 */
public final class Database implements AutoCloseable {

    private static final String USER = "postgres";

    private final EmbeddedPostgres server;
    private final Process watch;

    private Database(EmbeddedPostgres server, Process watch) {
        this.server = server;
        this.watch = watch;
    }

    /**
     * Starts the server on a free port.
     *
     * @param folder holds the data and the log; created if missing
     * @param binaries where the server's programs are unpacked, once for all servers of this machine: that takes longer
     * than all else of a start
     */
    public static Database start(Path folder, Path binaries) throws IOException {
        Path data = folder.resolve("data").toAbsolutePath();
        Path ready = folder.resolve("ready");
        Files.createDirectories(folder);
        stopLeftover(data);
        if (Files.notExists(ready)) {
            // The first start did not come to its end: what lies there may be half a database.
            DurableFiles.deleteTree(data);
        }
        EmbeddedPostgres server = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries.toAbsolutePath().toFile())
                .setRegisterShutdownHook(false).setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("listen_addresses", "127.0.0.1").setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100").setServerConfig("timezone", "UTC")
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile())).start();
        Files.writeString(ready, "");
        long pid = postmaster(data).orElseThrow(() -> new IOException("PostgreSQL wrote no " + data));
        return new Database(server, watch(pid));
    }

    /** The address for JDBC, without a user. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    /** The user to sign in as. */
    public String user() {
        return USER;
    }

    /** Any password is taken: the server trusts every caller of this machine. */
    public String password() {
        return USER;
    }

    @Override
    public void close() throws IOException {
        watch.destroyForcibly();
        server.close();
    }

    private static Process watch(long pid) throws IOException {
        // Interrupts of the terminal reach every process of its group; the watch must outlive them to do its work.
        return new ProcessBuilder("/bin/sh", "-c", "trap '' INT TERM HUP; cat > /dev/null; kill -INT " + pid)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static void stopLeftover(Path data) throws IOException {
        Optional<ProcessHandle> left = postmaster(data).flatMap(ProcessHandle::of)
                .filter(handle -> isServerOf(handle, data));
        if (left.isPresent()) {
            signal("INT", left.get().pid());
            try {
                left.get().onExit().get(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } catch (ExecutionException | TimeoutException e) {
                Processes.end(left.get(), Duration.ZERO);
            }
        }
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    private static boolean isServerOf(ProcessHandle handle, Path data) {
        try {
            String command = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "cmdline"));
            return command.contains("postgres") && command.contains(data.toString());
        } catch (IOException e) {
            return handle.info().command().filter(command -> command.contains("postgres")).isPresent();
        }
    }

    private static Optional<Long> postmaster(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        return Files.readAllLines(file).stream().limit(1).map(String::trim).filter(pid -> pid.matches("[0-9]{1,18}"))
                .map(Long::valueOf).findFirst();
    }

    private static void signal(String name, long pid) throws IOException {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectErrorStream(true).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
