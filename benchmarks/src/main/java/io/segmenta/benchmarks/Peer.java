package io.segmenta.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A long-lived process of public tools, so that their start is not timed. */
final class Peer implements AutoCloseable {

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;
    final String versions;

    /** Starts a script with its interpreter and waits until its tools are loaded. */
    Peer(String interpreter, Path script, int threads) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(interpreter, script.toString());
        builder.environment().putAll(Map.of("OMP_NUM_THREADS", "" + threads, "OPENBLAS_NUM_THREADS", "" + threads,
                "NUMBA_NUM_THREADS", "" + threads));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        this.process = builder.start();
        this.requests = process.outputWriter();
        this.answers = process.inputReader();
        this.versions = answers.readLine();
        if (versions == null) {
            throw new IOException(script.getFileName() + " did not start: its tools are not installed");
        }
    }

    /** Returns the seconds taken, then the quality. */
    double[] ask(String tool, Task task, Path file) throws IOException {
        requests.write("%s %s %s %d %d%n".formatted(tool, task.kind, file, task.rows, task.columns));
        requests.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException(tool + " failed on " + task);
        }
        String[] parts = line.split(" ", 0);
        double[] numbers = new double[parts.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(parts[i]);
        }
        return numbers;
    }

    @Override
    public void close() throws IOException {
        requests.close();
        process.destroy();
    }
}
