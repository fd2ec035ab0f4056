package io.segmenta.local.stack.sagemaker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.http.KeptConnections.Reply;
import io.segmenta.local.stack.http.KeptConnections;
import io.segmenta.local.stack.http.WireClient.Answer;
import io.segmenta.local.stack.http.WireClient.Request;
import io.segmenta.local.stack.http.WireClient;
import io.segmenta.local.stack.process.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One running version of an endpoint. It counts the requests in flight, so that it can be drained: from then on it
 * takes no new request, finishes those it has, and is ended.
 */
final class ServingProcess {

    private static final Duration PING_LIMIT = Duration.ofSeconds(2);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);
    private static final Duration TERM_LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final CompletableFuture<Void> cleared;
    private final int port;
    private final KeptConnections connections;
    private final ObjectNode deployment;
    private int inFlight;
    private boolean draining;

    /** @param cleared done when the process has ended and its folder is gone */
    ServingProcess(Process process, CompletableFuture<Void> cleared, int port, ObjectNode deployment) {
        this.process = process;
        this.cleared = cleared;
        this.port = port;
        this.connections = new KeptConnections(port);
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
                return "the program ended with exit status " + process.exitValue();
            }
            try (Answer answer = WireClient.send(port,
                    new Request("GET", "/ping", Map.of(), InputStream.nullInputStream(), 0), PING_LIMIT)) {
                if (answer.status() == 200) {
                    return "";
                }
                last = "status " + answer.status();
            } catch (IOException e) {
                last = e.getMessage();
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
     * @throws ConnectException when nobody listens: nothing was sent, and the process, which may be about to end, is ended
     */
    Reply invoke(Map<String, List<String>> headers, byte[] body, Duration limit) throws IOException {
        try {
            return connections.post("/invocations", headers, body, limit);
        } catch (ConnectException nobody) {
            synchronized (this) {
                draining = true;
            }
            process.destroyForcibly();
            throw nobody;
        }
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
        connections.close();
        Processes.end(process.toHandle(), TERM_LIMIT);
        cleared.join();
    }

    /** Ends the process at once. */
    void kill() {
        synchronized (this) {
            draining = true;
        }
        connections.close();
        Processes.end(process.toHandle(), Duration.ZERO);
        cleared.join();
    }
}
