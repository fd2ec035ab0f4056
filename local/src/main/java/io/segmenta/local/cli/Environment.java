package io.segmenta.local.cli;

import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a command finds around it.
 *
 * @param out for results
 * @param err for progress and errors
 * @param workingDir the folder relative paths start from
 * @param projectDir the root of the built project
 * @param variables the environment variables
 * @param terminal whether a person is watching: progress bars and colours, or plain lines
 * @param width characters per line
 */
record Environment(PrintStream out, PrintStream err, Path workingDir, Path projectDir, Map<String, String> variables,
        boolean terminal, int width) {

    private static final int PLAIN_WIDTH = 100;

    Environment {
        Objects.requireNonNull(out, "out is null");
        Objects.requireNonNull(err, "err is null");
        Objects.requireNonNull(workingDir, "workingDir is null");
        Objects.requireNonNull(projectDir, "projectDir is null");
        variables = Map.copyOf(variables);
    }

    /** The surroundings of this process; the launcher names the project in {@code segmenta.home}. */
    static Environment ofProcess() {
        Path working = Path.of("").toAbsolutePath();
        String home = System.getProperty("segmenta.home");
        Map<String, String> variables = System.getenv();
        boolean terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && !"dumb".equals(variables.get("TERM"));
        return new Environment(System.out, System.err, working, home == null ? working : Path.of(home), variables,
                terminal, terminal ? terminalWidth(variables) : PLAIN_WIDTH);
    }

    /** A path given on the command line. */
    Path resolve(Path given) {
        return workingDir.resolve(given).normalize();
    }

    /** Whether output may be coloured; see no-color.org. */
    boolean color() {
        return terminal && variables.getOrDefault("NO_COLOR", "").isEmpty();
    }

    private static int terminalWidth(Map<String, String> variables) {
        try {
            return Math.clamp(Integer.parseInt(variables.getOrDefault("SEGMENTA_COLUMNS", "").trim()), 60, 160);
        } catch (NumberFormatException unset) {
            return PLAIN_WIDTH;
        }
    }
}
