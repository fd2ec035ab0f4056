package io.segmenta.local.stack.sagemaker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process that answers for an endpoint; started again when it dies, replaced without a refused request. */
final class LiveEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(LiveEndpoint.class);
    /** Folders before the last name of an absolute path, but not those of an address. */
    private static final Pattern FOLDERS = Pattern.compile("(?<![\\w:/.])/(?:[^/\\n\"':]+/)+");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final String name;
    private final ServingLauncher launcher;
    private final Duration healthLimit;
    private final List<ServingProcess> beginning = new ArrayList<>();
    private @Nullable ServingProcess current;
    private boolean closed;

    LiveEndpoint(String name, ServingLauncher launcher, Duration healthLimit) {
        this.name = name;
        this.launcher = launcher;
        this.healthLimit = healthLimit;
    }

    /** The result of a start: a healthy process, or the reason why there is none. */
    record Start(Optional<ServingProcess> process, String problem) {}

    /** Starts a version beside the current one and waits for its health. */
    Start start(ObjectNode deployment) throws InterruptedException {
        ServingProcess fresh;
        try {
            fresh = launcher.start(name, deployment);
        } catch (IOException e) {
            LOG.warn("{}: the serving program did not start", name, e);
            return new Start(Optional.empty(), reason(e));
        }
        beginning(fresh);
        String problem;
        try {
            problem = fresh.awaitHealthy(healthLimit);
        } catch (InterruptedException e) {
            fresh.kill();
            throw e;
        } finally {
            begun(fresh);
        }
        if (problem.isEmpty()) {
            return new Start(Optional.of(fresh), "");
        }
        fresh.kill();
        return new Start(Optional.empty(), problem);
    }

    /**
     * What whoever may describe the endpoint is told: what is wrong with which file, and not where on this machine it
     * lies, which stands in the stack's own log.
     */
    static String reason(IOException failure) {
        String message = failure instanceof FileSystemException file
                ? file.getFile() + ": " + Objects.requireNonNullElse(file.getReason(), "cannot be used")
                : String.valueOf(failure.getMessage());
        return FOLDERS.matcher(message).replaceAll("");
    }

    /** Remembers a process that is not healthy yet, so that closing ends it too. */
    private synchronized void beginning(ServingProcess fresh) {
        beginning.add(fresh);
        if (closed) {
            fresh.kill();
        }
    }

    private synchronized void begun(ServingProcess fresh) {
        beginning.remove(fresh);
    }

    /** Sends new requests to the process from now on; the one before is returned, still running. */
    Optional<ServingProcess> switchTo(ServingProcess fresh) {
        Optional<ServingProcess> before;
        synchronized (this) {
            if (closed) {
                fresh.kill();
                return Optional.empty();
            }
            before = Optional.ofNullable(current);
            current = fresh;
            notifyAll();
        }
        var _ = fresh.onExit().thenRun(() -> Thread.ofVirtual().name("restart-" + name).start(() -> restart(fresh)));
        return before;
    }

    /** The process for one request, entered, unless there is none at the moment. */
    synchronized Optional<ServingProcess> tryEnter() {
        return !closed && current != null && current.enter() ? Optional.of(current) : Optional.empty();
    }

    /** A process for one request, entered; waits while there is none. */
    Optional<ServingProcess> enter(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            while (!closed && System.nanoTime() < end) {
                if (current != null && current.enter()) {
                    return Optional.of(current);
                }
                wait(50);
            }
        }
        return Optional.empty();
    }

    private void restart(ServingProcess died) {
        synchronized (this) {
            if (closed || current != died) {
                return;
            }
            current = null;
        }
        LOG.info("{}: the serving program ended; it is started again", name);
        revive(died.deployment());
    }

    /**
     * Starts a version that was in service before, again and again until it is healthy or another one has taken over.
     */
    void revive(ObjectNode deployment) {
        Duration pause = FIRST_PAUSE;
        try {
            while (isVacant()) {
                Start start = start(deployment);
                if (start.process().isPresent()) {
                    fill(start.process().get());
                    return;
                }
                LOG.warn("{}: the serving program did not come back: {}", name, start.problem());
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isVacant() {
        return !closed && current == null;
    }

    /** Puts a restarted process in, unless an update has brought another meanwhile. */
    private void fill(ServingProcess fresh) {
        if (isVacant()) {
            switchTo(fresh).ifPresent(ServingProcess::kill);
        } else {
            fresh.kill();
        }
    }

    /** Ends the process; with patience for its requests in flight, or at once. */
    void close(boolean patient) {
        ServingProcess last;
        List<ServingProcess> unready;
        synchronized (this) {
            closed = true;
            unready = List.copyOf(beginning);
            last = current;
            current = null;
            notifyAll();
        }
        unready.forEach(ServingProcess::kill);
        if (last != null && patient) {
            try {
                last.drain();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                last.kill();
            }
        } else if (last != null) {
            last.kill();
        }
    }
}
