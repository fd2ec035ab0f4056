package io.segmenta.local.stack.lambda;

import io.segmenta.local.stack.lambda.RuntimeApi.Invocation;
import io.segmenta.local.stack.process.JavaProcess;
import io.segmenta.local.stack.template.FunctionPlan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One process of a function: serves one call at a time until it ends, fails or is closed. */
final class FunctionInstance implements AutoCloseable {

    /** Lambda gives 10 s; a busy machine with cold files may need more. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final Outcome.Failure TIMED_OUT = RuntimeApi.failure("Sandbox.Timedout", "");

    private final FunctionPlan plan;
    private final RuntimeApi api;
    private final JavaProcess program;
    private final Process process;
    private final LogFile log;
    private volatile boolean overdue;
    private volatile boolean succeeded;
    private volatile CompletableFuture<Outcome> running = new CompletableFuture<>();

    private FunctionInstance(FunctionPlan plan, RuntimeApi api, JavaProcess program, LogFile log) {
        this.plan = plan;
        this.api = api;
        this.program = program;
        this.process = program.process();
        this.log = log;
    }

    /** Starts the process and returns when it asks for work. */
    static FunctionInstance start(FunctionPlan plan, String arn, FunctionLauncher launcher, LogFile log)
            throws IOException, InterruptedException, RuntimeApi.InitFailure {
        RuntimeApi api = new RuntimeApi(arn);
        JavaProcess program;
        try {
            program = launcher.launch(plan, api.address(), log);
        } catch (IOException | RuntimeException e) {
            api.close();
            throw e;
        }
        FunctionInstance instance = new FunctionInstance(plan, api, program, log);
        var _ = instance.process.onExit().thenRun(instance::ended);
        try {
            api.ready().get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return instance;
        } catch (ExecutionException e) {
            program.failed();
            instance.close();
            if (e.getCause() instanceof RuntimeApi.InitFailure failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            instance.close();
            throw new RuntimeApi.InitFailure(
                    RuntimeApi.failure("Runtime.InitTimeout", "no start within " + START_LIMIT.toSeconds() + " s"));
        } catch (InterruptedException e) {
            instance.close();
            throw e;
        }
    }

    private void ended() {
        String how = "Runtime exited with error: exit status " + process.exitValue();
        api.ready().completeExceptionally(new RuntimeApi.InitFailure(RuntimeApi.failure("Runtime.ExitError", how)));
        running.complete(RuntimeApi.failure("Runtime.ExitError", how));
    }

    /** Tells whether it may be called; after a call that outlasted its time it may not. */
    boolean isAlive() {
        return !overdue && process.isAlive();
    }

    /** Calls the function; a call that outlasts the function's timeout costs the process, which {@link #close} ends. */
    CompletableFuture<Outcome> invoke(String requestId, byte[] payload) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        running = outcome;
        if (!process.isAlive()) {
            ended();
        }
        Instant begun = Instant.now();
        log.line("START RequestId: " + requestId + " Version: $LATEST");
        api.offer(new Invocation(requestId, payload, begun.plus(plan.timeout()), outcome));
        return Deadlines.<Outcome>within(outcome, plan.timeout(), TIMED_OUT)
                .thenApply(ended -> {
                    log.line("REPORT RequestId: " + requestId + " Duration: "
                            + Duration.between(begun, Instant.now()).toMillis() + " ms Memory Size: " + plan.memoryMb()
                            + " MB");
                    overdue = ended.equals(TIMED_OUT);
                    succeeded |= ended instanceof Outcome.Success;
                    return overdue ? timedOut(requestId) : ended;
                });
    }

    private Outcome timedOut(String requestId) {
        return RuntimeApi.failure(TIMED_OUT.errorType(), String.format(Locale.ROOT,
                "RequestId: %s Error: Task timed out after %.2f seconds", requestId,
                plan.timeout().toMillis() / 1000.0));
    }

    /** Ends the process: by force, unless it is to leave an archive of its classes and does nothing now. */
    @Override
    public void close() {
        program.end(Duration.ZERO, succeeded && !overdue && running.isDone());
        api.close();
    }
}
