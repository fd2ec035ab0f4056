package io.segmenta.local.journey;

import io.segmenta.local.stack.StackState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A stack in a process of its own, which can be killed and started again on the same state. */
final class StackProcess implements AutoCloseable {
    private final CommandLine command;
    /** As the stack sees it. */
    private final Path stateDir;
    /** As this process sees it. */
    private final Path seen;
    private volatile Process process;

    private StackProcess(CommandLine command, Path stateDir, Path seen) throws IOException {
        this.command = command;
        this.stateDir = stateDir;
        this.seen = seen;
        this.process = launch();
        awaitUp();
    }

    /**
     * Starts a stack and returns when it is up.
     *
     * @param folder takes what the command prints
     */
    static StackProcess start(Path folder, Path stateDir) throws IOException {
        return new StackProcess(new CommandLine(folder), stateDir, stateDir);
    }

    /** The same on a disk that is mounted over the state's folder. */
    static StackProcess start(Path folder, Path stateDir, SmallDisk disk) throws IOException {
        return new StackProcess(new CommandLine(folder, disk.prefix()), stateDir, disk.seen());
    }

    private Process launch() throws IOException {
        return command.start("start", "--state", stateDir.toString(), "--port", "0", "--http-port", "0");
    }

    private void awaitUp() {
        Machine.await("the stack to be up", () -> !process.isAlive() || state().isPresent());
    }

    private Optional<StackState> state() {
        try {
            return StackState.running(seen);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Clients of the stack as it is now; closing them leaves it running. */
    Machine join() throws IOException {
        Optional<StackState> state = state();
        if (state.isEmpty()) {
            throw new AssertionError("the stack is not up: " + command.output());
        }
        return Machine.join(state.get());
    }

    Process process() {
        return process;
    }

    /** Kills the stack and returns when every process of it has followed. */
    synchronized void kill() throws InterruptedException {
        List<ProcessHandle> family = family();
        process.destroyForcibly().waitFor();
        Machine.await("the stack's processes to follow it", () -> family.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Starts the stack again, on the same state, if it has ended. */
    synchronized void keepUp() throws IOException {
        if (!process.isAlive()) {
            process = launch();
            awaitUp();
        }
    }

    /** Every process below the stack's own. */
    List<ProcessHandle> family() {
        return process.descendants().toList();
    }

    /** The processes below the stack whose command line has a word in it. */
    List<ProcessHandle> members(String word) {
        return family().stream().filter(member -> commandLine(member.pid()).contains(word)).toList();
    }

    /** The words of a running process by blanks; empty for one that has ended. */
    static String commandLine(long pid) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")),
                    StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException ended) {
            return "";
        }
    }

    /** What a function or endpoint has logged so far; empty before its first line. */
    String log(String name) {
        try {
            return Files.readString(seen.resolve("logs").resolve(name + ".log"));
        } catch (NoSuchFileException notYet) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
