package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.StackState;
import io.segmenta.model.base.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/** The {@code segmenta} command. Exit codes: 0 done, 1 refused or failed, 2 wrong command line, 3 infrastructure. */
@Command(name = "segmenta", mixinStandardHelpOptions = true, version = "segmenta 0.1.0", sortOptions = false,
        synopsisSubcommandLabel = "COMMAND", scope = ScopeType.INHERIT,
        description = "Turns a table of customers into named, lasting segments, and serves them.%n", footer = {
                "", "Exit codes: 0 done, 1 refused or failed, 2 wrong command line, 3 infrastructure.",
                "Begin with:  segmenta demo"},
        subcommands = {DemoCommand.class, StartCommand.class, StopCommand.class,
                OpenCommand.class, StatusCommand.class, TrainCommand.class, RunsCommand.class, CancelCommand.class,
                CostCommand.class,
                ExplainCommand.class,
                VerifyCommand.class, ExportCommand.class,
                ModelsCommand.class, ApproveCommand.class, RejectCommand.class, PredictCommand.class,
                MovesCommand.class, SegmentsCommand.class, RenameCommand.class, ActionCommand.class,
                CardCommand.class, CompareCommand.class, ScoreCommand.class, DriftCommand.class,
                ExperimentCommand.class,
                FeaturesCommand.class,
                EraseCommand.class, OptOutCommand.class, SubjectCommand.class,
                SettingsCommand.class, LogsCommand.class, RedriveCommand.class, CleanCommand.class, DeployCommand.class,
                RunCommand.class,
                CommandLine.HelpCommand.class})
public final class Segmenta implements Runnable {
    private static final int HELP_WIDTH = 100;

    @Option(names = "--state", paramLabel = "DIR", scope = ScopeType.INHERIT, description = "Folder of the stack of "
            + "this machine (default: .segmenta in the project).")
    private @Nullable Path stateDir;

    @Option(names = "--endpoint", paramLabel = "URL", scope = ScopeType.INHERIT, description = "The API of a "
            + "deployment, for the commands that work through it (default: SEGMENTA_ENDPOINT, else the stack of this "
            + "machine). Calls are signed by your credentials of AWS, or carry the token in SEGMENTA_TOKEN.")
    private @Nullable URI endpoint;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the result, or the error, as JSON.")
    private boolean json;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the details of an error, and logs.")
    private boolean verbose;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final Environment environment;
    private final Screen screen;

    Segmenta(Environment environment) {
        this.environment = environment;
        this.screen = new Screen(environment);
    }

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        Logging.configure(args);
        System.exit(run(Environment.ofProcess(), args));
    }

    /** Runs the command line in the given surroundings and returns its exit code. */
    static int run(Environment environment, String... args) {
        Segmenta root = new Segmenta(environment);
        CommandLine line = new CommandLine(root);
        line.setUsageHelpWidth(Math.min(environment.width(), HELP_WIDTH));
        line.setOut(new PrintWriter(environment.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(environment.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(environment.color() ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler(
                (problem, ignored) -> root.refuse(problem, List.of(args).contains("--json")));
        line.setExecutionExceptionHandler((problem, command, ignored) -> root.report(problem));
        return line.execute(args);
    }

    /** Without a subcommand: what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(environment.out());
    }

    Environment environment() {
        return environment;
    }

    Screen screen() {
        return screen;
    }

    boolean json() {
        return json;
    }

    boolean verbose() {
        return verbose;
    }

    Path stateDir() {
        return stateDir == null ? environment.projectDir().resolve(".segmenta") : environment.resolve(stateDir);
    }

    /** The API of the deployment that was named, else of the stack that runs on the state folder. */
    HttpApi api() {
        return named().map(this::remote).orElseGet(() -> of(stackOfThisMachine()));
    }

    private static HttpApi of(StackState stack) {
        return new HttpApi(stack.httpApi(), Access.ofStack(stack));
    }

    /** The address of the deployment that was named; empty where that is the stack of this machine. */
    Optional<String> named() {
        return Optional.ofNullable(endpoint).map(URI::toString)
                .or(() -> Optional.ofNullable(environment.variables().get("SEGMENTA_ENDPOINT")))
                .filter(address -> !address.isBlank());
    }

    private HttpApi remote(String address) {
        try {
            URI api = new URI(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
            // What a token or a signature lets one do is told to nobody on the way.
            if (api.getHost() != null && (api.getScheme().equals("https")
                    || (api.getScheme().equals("http") && Access.isLoopback(api)))) {
                return running().filter(stack -> stack.httpApi().equals(api.toString()))
                        .map(Segmenta::of)
                        .orElseGet(() -> new HttpApi(api.toString(), Access.to(api, environment.variables())));
            }
        } catch (URISyntaxException malformed) {
            throw CliException.user("the address of the API is malformed: %s", malformed.getMessage());
        }
        throw CliException.user("the address of the API must begin with https://, got \"%s\"", address);
    }

    /**
     * The stack that runs on the state folder.
     *
     * @throws CliException when there is none, or a deployment was named, which the command would pass by
     */
    StackState stack() {
        named().ifPresent(address -> {
            throw CliException.user("%s works with the stack of this machine alone; leave --endpoint and "
                    + "SEGMENTA_ENDPOINT (%s) out", command(), address);
        });
        return stackOfThisMachine();
    }

    private String command() {
        CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
        return parsed.hasSubcommand() ? parsed.subcommand().commandSpec().qualifiedName() : spec.qualifiedName();
    }

    private StackState stackOfThisMachine() {
        return running().orElseThrow(() -> CliException.infrastructure(
                "no stack is running on %s; start one with: segmenta start", shown(stateDir())));
    }

    private Optional<StackState> running() {
        try {
            return StackState.running(stateDir());
        } catch (IOException unreadable) {
            throw CliException.infrastructure(unreadable, "%s is unreadable: %s", shown(stateDir()),
                    unreadable.getMessage());
        }
    }

    /** A path as the user would type it from here. */
    String shown(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(environment.workingDir()) && !absolute.equals(environment.workingDir())
                ? environment.workingDir().relativize(absolute).toString()
                : absolute.toString();
    }

    private int refuse(ParameterException problem, boolean asJson) {
        if (asJson) {
            return told(complaint(problem), CliException.USAGE);
        }
        environment.err().println("segmenta: " + complaint(problem));
        if (problem instanceof UnmatchedArgumentException unknown) {
            suggest(unknown);
        }
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        environment.err().println(String.format(Locale.ROOT, "see: %s --help", command));
        return CliException.USAGE;
    }

    /** Names what was most probably meant; of commands, letters changed round count, which picocli's measure lacks. */
    private void suggest(UnmatchedArgumentException unknown) {
        CommandLine command = unknown.getCommandLine();
        if (unknown.isUnknownOption() || command.getParent() != null) {
            UnmatchedArgumentException.printSuggestions(unknown, command.getErr());
            return;
        }
        Nearest.to(unknown.getUnmatched().getFirst(), command.getSubcommands().keySet())
                .ifPresent(name -> environment.err().println("Did you mean: segmenta " + name + "?"));
    }

    private static String complaint(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unknown && !unknown.isUnknownOption()) {
            return (problem.getCommandLine().getParent() == null ? "no such command: " : "one argument too many: ")
                    + unknown.getUnmatched().getFirst();
        }
        return Problems.firstLine(problem.getMessage());
    }

    /** An error as JSON, on the output like any result, for programs that read it. */
    private int told(String message, int exitCode) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.putObject("error").put("message", message).put("exit_code", exitCode);
        screen.json(error);
        return exitCode;
    }

    private int report(Exception problem) {
        int exitCode = Problems.exitCode(problem);
        String message = Problems.describe(problem);
        if (exitCode == CliException.INFRASTRUCTURE) {
            message = DiskSpace.told(message, DiskSpace.warning(stateDir()));
        }
        if (json) {
            return told(message, exitCode);
        }
        environment.err().println("segmenta: " + message);
        if (verbose) {
            problem.printStackTrace(environment.err());
        }
        return exitCode;
    }
}
