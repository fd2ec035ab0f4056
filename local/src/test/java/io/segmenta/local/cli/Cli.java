package io.segmenta.local.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs command lines in this process, in surroundings a test decides, and keeps what they print. */
public final class Cli {
    private final Path projectDir;
    private final Path workingDir;
    private final Map<String, String> variables = new HashMap<>();

    /**
     * @param projectDir where template.yaml is, and where .segmenta is by default
     * @param workingDir where relative paths start
     */
    public Cli(Path projectDir, Path workingDir) {
        this.projectDir = projectDir;
        this.workingDir = workingDir;
    }

    /** What a command line ended with. */
    public record Outcome(int exitCode, String out, String err) {}

    /** Sets an environment variable. */
    public Cli with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    public Outcome run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode;
        try (PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            exitCode = Segmenta.run(
                    new Environment(outStream, errStream, workingDir, projectDir, variables, false, 100), args);
        }
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
