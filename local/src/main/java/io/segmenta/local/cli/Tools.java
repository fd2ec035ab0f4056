package io.segmenta.local.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Other programs that a command calls: {@code mvn}, {@code sam}, {@code aws}. */
final class Tools {
    private final Environment environment;
    private final Map<String, String> further = new LinkedHashMap<>();

    Tools(Environment environment) {
        this.environment = environment;
    }

    /** Sets a variable for every program called from now on. */
    void set(String variable, String value) {
        further.put(variable, value);
    }

    /** Refuses when a program is not on the PATH; the hint says where to get it. */
    void require(String program, String hint) {
        if (find(program).isEmpty()) {
            throw CliException.infrastructure("%s is needed and is not on the PATH; %s", program, hint);
        }
    }

    /** Whether a program is on the PATH. */
    boolean has(String program) {
        return find(program).isPresent();
    }

    /** Runs a program in the project's folder, whose output nobody sees, and tells whether it succeeded. */
    boolean succeeds(String program, String... arguments) throws IOException {
        return code(start(ProcessBuilder.Redirect.DISCARD, program, arguments)) == 0;
    }

    /** Runs a program in the project's folder and returns what it printed; its errors go to the error stream. */
    String output(String program, String... arguments) throws IOException {
        Process process = start(ProcessBuilder.Redirect.PIPE, program, arguments);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        check(process, program);
        return printed;
    }

    /** Runs a program in the project's folder, its output going to the error stream as it comes. */
    void run(String program, String... arguments) throws IOException {
        Process process = start(ProcessBuilder.Redirect.PIPE, program, arguments);
        process.getInputStream().transferTo(environment.err());
        check(process, program);
    }

    private Process start(ProcessBuilder.Redirect output, String program, String... arguments) throws IOException {
        Path found = find(program)
                .orElseThrow(() -> CliException.infrastructure("%s is not on the PATH", program));
        List<String> command = new ArrayList<>(List.of(found.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(environment.projectDir().toFile())
                .redirectOutput(output).redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectInput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment.variables());
        builder.environment().putAll(further);
        return builder.start();
    }

    private static int code(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException stopped) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw CliException.infrastructure("interrupted");
        }
    }

    private static void check(Process process, String program) {
        int code = code(process);
        if (code != 0) {
            throw CliException.infrastructure("%s failed with exit code %d; its output is above", program, code);
        }
    }

    private Optional<Path> find(String program) {
        for (String folder : environment.variables().getOrDefault("PATH", "").split(File.pathSeparator, 0)) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder).resolve(program);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
