package io.segmenta.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The stack of one machine in a process of its own, with its state in a folder of the benchmark, until it is closed.
 */
final class BenchStack implements AutoCloseable {
    private final Path home;
    private final Path work;
    private final int port;
    private final Process process;

    private BenchStack(Path home, Path work, int port, Process process) {
        this.home = home;
        this.work = work;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it, and waits until it is up.
     *
     * @param home the built project
     * @param work a folder for state and logs
     */
    static BenchStack start(Path home, Path work) throws IOException, InterruptedException {
        int port = Runner.freePort();
        Process process = Runner.segmenta(home, work, "start", "--port=0", "--http-port=" + port).start();
        Path log = work.resolve("segmenta-start.log");
        while (!Files.readString(log).contains("Segmenta is up")) {
            if (!process.isAlive()) {
                throw new IOException("the stack did not start: " + Files.readString(log));
            }
            Thread.sleep(50);
        }
        return new BenchStack(home, work, port, process);
    }

    /** The port of its HTTP API. */
    int port() {
        return port;
    }

    /** Runs a command on it to its end. */
    void run(String... command) throws IOException, InterruptedException {
        Runner.run(Runner.segmenta(home, work, command));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the stack ended", e);
        }
    }
}
