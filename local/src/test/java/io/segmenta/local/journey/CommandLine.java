package io.segmenta.local.journey;

import io.segmenta.local.stack.process.Processes;
import io.segmenta.local.wire.WireRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The launcher in a process of its own, as a user starts it. */
final class CommandLine {
    private final Path folder;
    private final List<String> prefix;

    /** @param folder where it is started, and where its output is kept */
    CommandLine(Path folder) {
        this(folder, List.of());
    }

    /** @param prefix words that go before the launcher */
    CommandLine(Path folder, List<String> prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    /** What it ended with. */
    record Outcome(int exitCode, String out, String err) {}

    /** Starts the command and returns while it runs. */
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Project.root().resolve("segmenta").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile()).redirectError(folder.resolve("err.txt").toFile());
        builder.environment().put("SEGMENTA_JAVA_HOME", System.getProperty("java.home"));
        // A build now would replace the jars this test runs from.
        builder.environment().put("SEGMENTA_NO_BUILD", "1");
        builder.environment().put("TMPDIR", folder.toString());
        builder.environment().put("SEGMENTA_JAVA_OPTS", "-Djava.io.tmpdir=" + folder + " -Dsegmenta.access="
                + System.getProperty("segmenta.access", "") + " -D" + Processes.FLAG + '='
                + System.getProperty(Processes.FLAG, "") + ' ' + WireRecording.option());
        return builder.start();
    }

    /** Runs the command to its end. */
    Outcome run(Duration limit, String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("not ended within " + limit.toSeconds() + " s: " + output());
        }
        return new Outcome(process.exitValue(), Files.readString(folder.resolve("out.txt")),
                Files.readString(folder.resolve("err.txt")));
    }

    String output() throws IOException {
        return Files.readString(folder.resolve("out.txt")) + Files.readString(folder.resolve("err.txt"));
    }
}
