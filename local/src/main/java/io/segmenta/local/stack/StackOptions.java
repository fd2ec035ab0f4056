package io.segmenta.local.stack;

import io.segmenta.local.stack.sagemaker.ServingProgram;
import io.segmenta.local.stack.spark.SparkProgram;
import io.segmenta.model.contract.SageMakerNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How to start a {@link LocalStack}.
 *
 * @param stateDir everything the stack keeps; created if missing
 * @param projectDir the root of the built project, which holds {@code template.yaml} and the archives
 * @param awsPort the port of the AWS services, 0 for a free one
 * @param httpPort the port of the HTTP API, 0 for a free one
 * @param retryDelay the wait before the first retry of a failed asynchronous invocation, doubled for each further one;
 * AWS waits a minute
 * @param healthLimit how long a new endpoint version may take to answer its health check
 * @param serving what endpoints run
 * @param namePrefix the template's parameter {@code NamePrefix}
 * @param warm whether processes of the functions on the way of a file are started, in the background, before they are
 * needed
 * @param clock holds the ISO-8601 duration by which functions that count days are ahead; read whenever they look
 * @param large what jobs of files beyond one function are made of; empty for a stack that has none
 * @param signIn the template's parameter {@code SignIn}: {@code NONE}, or {@code IAM} for an HTTP API that wants its
 * requests signed with the stack's key
 */
public record StackOptions(Path stateDir, Path projectDir, int awsPort, int httpPort, Duration retryDelay,
        Duration healthLimit, ServingProgram serving, String namePrefix, boolean warm, Optional<Path> clock,
        Optional<SparkProgram> large, String signIn) {

    /** The HTTP API is open to this machine. */
    public static final String NOBODY_SIGNS_IN = "NONE";
    /** Requests to the HTTP API are signed as those to AWS are. */
    public static final String SIGNED = "IAM";

    public StackOptions {
        Objects.requireNonNull(stateDir, "stateDir is null");
        Objects.requireNonNull(projectDir, "projectDir is null");
        Objects.requireNonNull(retryDelay, "retryDelay is null");
        Objects.requireNonNull(healthLimit, "healthLimit is null");
        Objects.requireNonNull(serving, "serving is null");
        Objects.requireNonNull(namePrefix, "namePrefix is null");
        Objects.requireNonNull(clock, "clock is null");
        Objects.requireNonNull(large, "large is null");
        if (!signIn.equals(NOBODY_SIGNS_IN) && !signIn.equals(SIGNED)) {
            throw new IllegalArgumentException("signIn must be NONE or IAM on one machine, got " + signIn);
        }
    }

    /** Options with the usual waits: retries after 2 s and 4 s, health within 60 s. */
    public StackOptions(Path stateDir, Path projectDir, int awsPort, int httpPort) {
        this(stateDir, projectDir, awsPort, httpPort, Duration.ofSeconds(2), Duration.ofSeconds(60),
                new ServingProgram(List.of(projectDir.resolve("serving/target/lib")), "io.segmenta.serving.Main"),
                SageMakerNames.STANDARD.prefix(), false, Optional.empty(), Optional.empty(), NOBODY_SIGNS_IN);
    }

    /** Where PostgreSQL's programs are unpacked for every stack of this build. */
    public Path databaseBinaries() {
        return projectDir.resolve("local/target/postgres");
    }

    /** The same with another wait before the first retry. */
    public StackOptions withRetryDelay(Duration delay) {
        return new StackOptions(stateDir, projectDir, awsPort, httpPort, delay, healthLimit, serving,
                namePrefix, warm, clock, large, signIn);
    }

    /** The same with another limit for the health check of a new endpoint version. */
    public StackOptions withHealthLimit(Duration limit) {
        return new StackOptions(stateDir, projectDir, awsPort, httpPort, retryDelay, limit, serving,
                namePrefix, warm, clock, large, signIn);
    }

    /** The same with another program for endpoints. */
    public StackOptions withServing(ServingProgram program) {
        return new StackOptions(stateDir, projectDir, awsPort, httpPort, retryDelay, healthLimit, program,
                namePrefix, warm, clock, large, signIn);
    }

    /** The same with other names of everything, as a second stack of an account has them. */
    public StackOptions withNamePrefix(String prefix) {
        return new StackOptions(stateDir, projectDir, awsPort, httpPort, retryDelay, healthLimit, serving, prefix,
                warm, clock, large, signIn);
    }

    /** The same with functions that are started before they are needed. */
    public StackOptions withWarmFunctions() {
        return new StackOptions(stateDir, projectDir, awsPort, httpPort, retryDelay, healthLimit, serving,
                namePrefix, true, clock, large, signIn);
    }

    /** The same with functions that count days by another time. */
    public StackOptions withClock(Path file) {
        return new StackOptions(stateDir, projectDir, awsPort, httpPort, retryDelay, healthLimit, serving,
                namePrefix, warm, Optional.of(file), large, signIn);
    }

    /** The same with jobs for files beyond one function. */
    public StackOptions withLarge(SparkProgram program) {
        return new StackOptions(stateDir, projectDir, awsPort, httpPort, retryDelay, healthLimit, serving,
                namePrefix, warm, clock, Optional.of(program), signIn);
    }

    /** The same with another way of signing in at the HTTP API. */
    public StackOptions withSignIn(String way) {
        return new StackOptions(stateDir, projectDir, awsPort, httpPort, retryDelay, healthLimit, serving,
                namePrefix, warm, clock, large, way);
    }
}
