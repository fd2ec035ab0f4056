package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.LocalStack;
import io.segmenta.local.stack.StackOptions;
import io.segmenta.local.stack.StackState;
import io.segmenta.local.stack.spark.SparkProgram;
import io.segmenta.model.contract.SettingsKeys;
import io.segmenta.model.contract.UploadKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.sync.RequestBody;

/** {@code segmenta start}: the stack of this machine, until Ctrl-C. */
@Command(name = "start", description = "Start the stack of this machine and keep it up until Ctrl-C.")
final class StartCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @ParentCommand
    private Segmenta root;

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "4566", description = "Port of the AWS services; 0 "
            + "picks a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--http-port", paramLabel = "PORT", defaultValue = "8080", description = "Port of the HTTP API; "
            + "0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(names = "--large", description = "Take files beyond one function to Apache Spark, which is fetched the "
            + "first time (220 MB).")
    private boolean large;

    @Option(names = "--sign-in", paramLabel = "NONE|IAM", defaultValue = StackOptions.NOBODY_SIGNS_IN,
            description = "Whether requests to the HTTP API must be signed as those to AWS are; there is no dashboard "
                    + "then (default: ${DEFAULT-VALUE}).")
    private String signIn;

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkPort("--port", port);
        checkPort("--http-port", httpPort);
        if (!signIn.equals(StackOptions.NOBODY_SIGNS_IN) && !signIn.equals(StackOptions.SIGNED)) {
            throw new ParameterException(spec.commandLine(), "--sign-in must be NONE or IAM, got " + signIn);
        }
        Optional<StackState> running = StackState.running(root.stateDir());
        if (running.isPresent()) {
            throw CliException.user("a stack is running on %s already (process %d, %s)", root.shown(root.stateDir()),
                    running.get().pid(), running.get().endpoint());
        }
        StackOptions options = new StackOptions(root.stateDir(), root.environment().projectDir(), port, httpPort)
                .withWarmFunctions().withSignIn(signIn);
        if (large) {
            options = options.withLarge(SparkProgram.of(root.environment().projectDir()));
        }
        try (LocalStack stack = LocalStack.start(options, new EventLines(root.screen(), root.verbose()))) {
            uploadBaseConfiguration(root, stack.state());
            options.large().ifPresent(program -> uploadJob(program, stack.state()));
            announce(stack.state());
            new CountDownLatch(1).await();
        }
        return CliException.OK;
    }

    private void checkPort(String option, int given) {
        if (given < 0 || given > LAST_PORT) {
            throw new ParameterException(spec.commandLine(),
                    String.format(Locale.ROOT, "%s must be in [0, %d], got %d", option, LAST_PORT, given));
        }
    }

    /** Deploys {@code pipeline_config.yaml} as the base of every run's configuration, as on AWS. */
    static void uploadBaseConfiguration(Segmenta root, StackState state) {
        Path file = root.environment().projectDir().resolve("pipeline_config.yaml");
        if (Files.isRegularFile(file)) {
            try (Aws aws = Aws.local(state)) {
                aws.s3().putObject(request -> request.bucket(state.bucket()).key(SettingsKeys.BASE),
                        RequestBody.fromFile(file));
            }
        }
    }

    /** Deploys the program of jobs, as on AWS. */
    static void uploadJob(SparkProgram program, StackState state) {
        try (Aws aws = Aws.local(state)) {
            aws.s3().putObject(request -> request.bucket(state.bucket()).key(SparkProgram.KEY),
                    RequestBody.fromFile(program.jar()));
        }
    }

    private void announce(StackState state) {
        Screen screen = root.screen();
        if (root.json()) {
            screen.json(new ObjectMapper().valueToTree(state));
            return;
        }
        screen.line(screen.bold("Segmenta is up.") + " Stop it with Ctrl-C or  segmenta stop ; its state stays in "
                + root.shown(root.stateDir()) + ".");
        screen.blank();
        screen.line("  AWS services   %s   (S3, SageMaker, SageMaker Runtime)", state.endpoint());
        screen.line("  HTTP API       %s   (/predict, /predict/batch, /api/predict, /health)", state.httpApi());
        if (StackOptions.SIGNED.equals(state.signIn())) {
            screen.line("                 (requests are signed with the key below, by commands without further ado)");
        } else {
            screen.line("  Dashboard      %s   (segmenta open)", state.dashboard());
        }
        screen.line("  Bucket         %s", state.bucket());
        screen.line("  Catalogue      %s", state.databaseUrl());
        screen.blank();
        screen.line("From another terminal:  segmenta train FILE");
        screen.line("With the AWS CLI:");
        variables(state).forEach(screen::line);
        screen.line("  aws s3 cp FILE s3://%s/%sNAME/", state.bucket(), UploadKey.PREFIX);
        screen.blank();
    }

    /**
     * What a shell is to be told, so that the AWS CLI asks this stack: its versions 1 and 2 look for other names of a
     * region.
     */
    static List<String> variables(StackState state) {
        return List.of("  export AWS_ENDPOINT_URL=" + state.endpoint() + " \\",
                "         AWS_REGION=" + state.region() + " AWS_DEFAULT_REGION=" + state.region() + " \\",
                "         AWS_ACCESS_KEY_ID=" + state.accessKey() + " AWS_SECRET_ACCESS_KEY=" + state.secretKey());
    }
}
