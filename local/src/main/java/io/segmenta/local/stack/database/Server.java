package io.segmenta.local.stack.database;

import io.segmenta.local.stack.files.DurableFiles;
import io.segmenta.local.stack.process.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The programs of PostgreSQL at work on one folder: made, told its roles, run. Whoever may connect does so over TCP by
 * a password (SCRAM-SHA-256); the superuser cannot connect at all, because roles are told to the server in single-user
 * mode, in which nobody else can.
 */
final class Server {

    /** The only database, which {@link #OWNER} owns. */
    static final String DATABASE = "segmenta";
    /** Makes and changes tables; no superuser. */
    static final String OWNER = "segmenta_owner";
    /** Has what it is granted on tables. */
    static final String FUNCTIONS = "segmenta_functions";

    private static final String SUPERUSER = "postgres";
    private static final String WHO_MAY_CONNECT = "host " + DATABASE + " " + OWNER + "," + FUNCTIONS
            + " 127.0.0.1/32 scram-sha-256\n";
    /** A commit that was told is on disk. */
    private static final List<String> DURABLE = List.of("-c", "fsync=on", "-c", "synchronous_commit=on", "-c",
            "full_page_writes=on");
    private static final long LOG_LIMIT = 4L << 20;

    private final Path programs;
    private final Path data;
    private final BoundedLog log;

    /**
     * @param folder holds the data and the log; readable by nobody else
     * @param programs the folder that holds {@code bin}
     */
    Server(Path folder, Path programs) {
        this.programs = programs.toAbsolutePath();
        this.data = folder.resolve("data").toAbsolutePath();
        this.log = new BoundedLog(folder.resolve("server.log"), LOG_LIMIT);
    }

    /**
     * Makes the data anew unless an earlier making came to its end. It is for {@link #force} to bring what was made to
     * the disk, which takes several times as long as making it.
     *
     * @return whether it was made now
     */
    boolean make(Path ready) throws IOException {
        if (Files.exists(ready)) {
            return false;
        }
        // The first start did not come to its end: what lies there may be half a database.
        DurableFiles.deleteTree(data);
        run("", "initdb", "-D", data.toString(), "-U", SUPERUSER, "-E", "UTF-8", "--locale=C", "-A", "reject",
                "--no-sync");
        DurableFiles.write(ready, new byte[0]);
        return true;
    }

    /** Forces every file of the data to the disk; may be done while the server runs. */
    void force() throws IOException {
        run("", "initdb", "-D", data.toString(), "--sync-only");
    }

    /** Tells the server its database and roles and their passwords of now; again and again to the same effect. */
    void tellRoles(String ownerPassword, String functionsPassword) throws IOException {
        DurableFiles.write(data.resolve("pg_hba.conf"), WHO_MAY_CONNECT.getBytes(StandardCharsets.US_ASCII));
        // What is there already is an error of its own statement only. Statements end by an empty line.
        String statements = String.join(";\n\n", "CREATE ROLE " + OWNER, "CREATE ROLE " + FUNCTIONS,
                role(OWNER, ownerPassword), role(FUNCTIONS, functionsPassword),
                "CREATE DATABASE " + DATABASE + " OWNER " + OWNER, "");
        run(statements, "postgres", "--single", "-j", "-D", data.toString(), "-c", "log_min_error_statement=panic",
                "-c",
                "password_encryption=scram-sha-256", SUPERUSER);
    }

    private static String role(String name, String password) {
        return "ALTER ROLE " + name + " WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS "
                + "PASSWORD '" + password + "'";
    }

    /** Starts the server and returns at once. */
    Process start(int port) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port), "-c",
                "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=100", "-c",
                "timezone=UTC"));
        arguments.addAll(DURABLE);
        Process process = builder("postgres", arguments).redirectErrorStream(true).start();
        process.getOutputStream().close();
        log.follow(process.getInputStream());
        return process;
    }

    /** Waits until no program of this folder runs any more, children of an ended one either; for a bounded time. */
    void awaitEnd(Duration limit) {
        log.awaitEnd(limit);
    }

    /** Ends a server of this folder that an earlier stack left when it was killed. */
    void stopLeftover() throws IOException {
        Optional<ProcessHandle> left = postmaster().flatMap(ProcessHandle::of).filter(this::isOurs);
        if (left.isPresent()) {
            Database.signal("INT", left.get().pid());
            Processes.end(left.get(), Duration.ofSeconds(10));
        }
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    private boolean isOurs(ProcessHandle handle) {
        try {
            String command = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "cmdline"));
            return command.contains("postgres") && command.contains(data.toString());
        } catch (IOException e) {
            return handle.info().command().filter(command -> command.contains("postgres")).isPresent();
        }
    }

    private Optional<Long> postmaster() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        return Files.readAllLines(file).stream().limit(1).map(String::trim).filter(pid -> pid.matches("[0-9]{1,18}"))
                .map(Long::valueOf).findFirst();
    }

    private void run(String input, String program, String... arguments) throws IOException {
        Process process = builder(program, List.of(arguments)).redirectErrorStream(true).start();
        Thread logging = log.follow(process.getInputStream());
        try (var stdin = process.outputWriter(StandardCharsets.US_ASCII)) {
            stdin.write(input);
        }
        try {
            int status = process.waitFor();
            logging.join();
            if (status != 0) {
                throw new IOException(program + " of PostgreSQL ended with " + status + "; see " + log.file());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly().onExit().join();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * PostgreSQL refuses to run as root, so root runs it in a user namespace of its own. A session of its own keeps
     * interrupts of the terminal from it: it must outlive the functions.
     */
    private ProcessBuilder builder(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }
}
