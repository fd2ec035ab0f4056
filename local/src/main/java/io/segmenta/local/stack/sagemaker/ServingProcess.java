package io.segmenta.local.stack.sagemaker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.http.LoopbackClient.Reply;
import io.segmenta.local.stack.http.LoopbackClient;
import io.segmenta.local.stack.process.JavaProcess;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One running version of an endpoint. It counts the requests in flight, so that it can be drained: from then on it
 * takes no new request, finishes those it has, and is ended.
 */
final class ServingProcess {

    private static final int OK = 200;
    private static final Duration PING_LIMIT = Duration.ofSeconds(2);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);
    private static final Duration TERM_LIMIT = Duration.ofSeconds(30);

    private final JavaProcess program;
    private final Process process;
    private final CompletableFuture<Void> cleared;
    private final LoopbackClient client;
    private final ObjectNode deployment;
    private int inFlight;
    private boolean draining;
    private volatile boolean succeeded;

    /** @param cleared done when the process has ended and its folder is gone */
    ServingProcess(JavaProcess program, CompletableFuture<Void> cleared, int port, ObjectNode deployment) {
        this.program = program;
        this.process = program.process();
        this.cleared = cleared;
        this.client = new LoopbackClient(port);
        this.deployment = deployment;
    }

    /** What it runs: configuration name, variant and container. */
    ObjectNode deployment() {
        return deployment;
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /**
     * Waits until {@code /ping} answers 200.
     *
     * @return the reason why it never did, or empty
     */
    String awaitHealthy(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        String last = "no answer";
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                program.failed();
                return "the program ended with exit status " + process.exitValue();
            }
            try {
                int status = client.get("/ping", PING_LIMIT).status();
                if (status == OK) {
                    return "";
                }
                last = "status " + status;
            } catch (IOException e) {
                last = String.valueOf(e.getMessage());
            }
            Thread.sleep(50);
        }
        return last;
    }

    /** Takes one more request in flight, unless the process is being drained or gone. */
    synchronized boolean enter() {
        if (draining || !process.isAlive()) {
            return false;
        }
        inFlight++;
        return true;
    }

    synchronized void leave() {
        inFlight--;
        notifyAll();
    }

    /**
     * Posts a body to {@code /invocations}.
     *
     * @return fails with a {@link ConnectException} when nobody listens: nothing was sent, and the process, which may
     * be about to end, is ended
     */
    CompletableFuture<Reply> invoke(Map<String, String> headers, byte[] body, Duration limit) {
        return client.post("/invocations", headers, body, limit).whenComplete((reply, failure) -> {
            succeeded |= failure == null && reply.status() == OK;
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof ConnectException) {
                synchronized (this) {
                    draining = true;
                }
                process.destroyForcibly();
            }
        });
    }

    /** Lets requests in flight finish, then ends the process. */
    void drain() throws InterruptedException {
        synchronized (this) {
            draining = true;
            long end = System.nanoTime() + DRAIN_LIMIT.toNanos();
            while (inFlight > 0 && System.nanoTime() < end) {
                wait(100);
            }
        }
        program.end(TERM_LIMIT, succeeded);
        cleared.join();
    }

    /** Ends the process at once, unless it is to leave an archive of its classes and does nothing now. */
    void kill() {
        boolean idle;
        synchronized (this) {
            draining = true;
            idle = inFlight == 0;
        }
        program.end(Duration.ZERO, succeeded && idle);
        cleared.join();
    }
}
