package io.segmenta.local.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the stack's processes and keeps a file for each running one, so that a restart can end what was left. */
public final class Processes {

    /**
     * The system property with a further flag for each process, which counts more than its own: in tests, where
     * processes live for seconds, the one that ends at the first compiler.
     */
    public static final String FLAG = "segmenta.process.flag";

    private static final Logger LOG = LoggerFactory.getLogger(Processes.class);

    private final Path folder;

    /** @param folder where the records of running processes lie; created if missing */
    public Processes(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Ends the processes of an earlier stack that died without closing. */
    public void endLeftovers() throws IOException {
        try (DirectoryStream<Path> records = Files.newDirectoryStream(folder, "*.pid")) {
            for (Path record : records) {
                List<String> lines = Files.readAllLines(record);
                // A record cut off by a full disk names nobody.
                if (lines.size() >= 2 && lines.get(0).matches("[0-9]{1,18}")) {
                    ProcessHandle.of(Long.parseLong(lines.get(0)))
                            .filter(handle -> startOf(handle).equals(lines.get(1)))
                            .ifPresent(handle -> end(handle, Duration.ZERO));
                }
                Files.deleteIfExists(record);
            }
        }
    }

    /**
     * What is started: a Java program in an environment.
     *
     * @param jvmOptions options before the class path
     * @param classPath entries of the class path
     * @param main the main class
     * @param environment the whole environment of the process, but for the locale
     */
    public record Program(List<String> jvmOptions, List<Path> classPath, String main, List<String> arguments,
            Map<String, String> environment, Path directory) {

        public Program {
            jvmOptions = List.copyOf(jvmOptions);
            classPath = List.copyOf(classPath);
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    /** Starts a program of the stack's own Java under the {@link Guardian}. */
    public JavaProcess start(Program program) throws IOException {
        return new JavaProcess(start(program, List.of(), GuardianJar.in(folder)), Optional.empty(), Optional.empty());
    }

    /**
     * Starts a program whose class path is of jars alone, from the classes that an earlier process has left in a
     * folder; the first one leaves them there.
     *
     * @param archives a folder for this program alone, shared by all stacks; created if missing
     */
    public JavaProcess start(Program program, Path archives) throws IOException {
        Path guardian;
        ClassArchive archive;
        try {
            guardian = GuardianJar.in(archives);
            List<Path> jars = new ArrayList<>(program.classPath());
            jars.add(guardian);
            archive = ClassArchive.of(archives, jars);
        } catch (IOException notWritable) {
            LOG.debug("{} starts without an archive of its classes", program.main(), notWritable);
            return start(program);
        }
        if (archive.exists()) {
            return new JavaProcess(start(program, archive.reading(), guardian), Optional.of(archive),
                    Optional.empty());
        }
        Optional<ClassArchive.Making> making = archive.make();
        if (making.isEmpty()) {
            return new JavaProcess(start(program, List.of(), guardian), Optional.empty(), making);
        }
        List<String> options = new ArrayList<>(making.get().writing());
        options.add("-D" + Guardian.KILL_PROPERTY + "=true");
        try {
            return new JavaProcess(start(program, options, guardian), Optional.empty(), making);
        } catch (IOException | RuntimeException e) {
            making.get().discard();
            throw e;
        }
    }

    private Process start(Program program, List<String> options, Path guardian) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.jvmOptions());
        command.addAll(options);
        Optional.ofNullable(System.getProperty(FLAG)).filter(flag -> !flag.isBlank()).ifPresent(command::add);
        StringBuilder path = new StringBuilder(guardian.toString());
        program.classPath().forEach(entry -> path.append(java.io.File.pathSeparator).append(entry.toAbsolutePath()));
        command.addAll(List.of("-cp", path.toString(), Guardian.class.getName(), program.main()));
        command.addAll(program.arguments());
        ProcessBuilder builder = new ProcessBuilder(command).directory(program.directory().toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(program.environment());
        // Java names files by the locale: one that is not installed, such as Lambda's, would mangle ä in a path.
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        record(process);
        return process;
    }

    private void record(Process process) throws IOException {
        Path file = folder.resolve(process.pid() + ".pid");
        Files.writeString(file, process.pid() + "\n" + startOf(process.toHandle()) + "\n");
        var _ = process.onExit().thenRun(() -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    /**
     * Asks a process to end, waits, then ends it by force and waits until it is gone.
     *
     * @param patience how long it may take to end by itself; zero to force at once
     */
    public static void end(ProcessHandle handle, Duration patience) {
        CompletableFuture<ProcessHandle> exit = handle.onExit();
        if (patience.isPositive()) {
            handle.destroy();
            if (await(exit, patience)) {
                return;
            }
        }
        handle.destroyForcibly();
        await(exit, Duration.ofSeconds(10));
    }

    private static boolean await(CompletableFuture<ProcessHandle> exit, Duration patience) {
        try {
            exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
