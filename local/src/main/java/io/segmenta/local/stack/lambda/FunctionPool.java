package io.segmenta.local.stack.lambda;

import io.segmenta.local.stack.template.FunctionPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of one function: started when first needed, kept warm, at most a fixed number, so that more calls at
 * once wait for a free one instead of failing.
 */
final class FunctionPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FunctionPool.class);

    private final FunctionPlan plan;
    private final String arn;
    private final int limit;
    private final FunctionLauncher launcher;
    private final LogFile log;
    private final BlockingDeque<Slot> free = new LinkedBlockingDeque<>();
    private final List<FunctionInstance> instances = new ArrayList<>();
    private final List<Thread> starters = new ArrayList<>();
    private int started;
    /** Processes that are not ready yet, and calls that wait for one: each wait is worth one process, not more. */
    private int starting;
    private int waiting;
    private boolean closed;

    /** Either a process ready for work, or the reason why there is none. */
    private sealed interface Slot {}

    private record Ready(FunctionInstance instance) implements Slot {}

    private record Broken(Outcome.Failure failure) implements Slot {}

    FunctionPool(FunctionPlan plan, String arn, int limit, FunctionLauncher launcher, LogFile log) {
        this.plan = plan;
        this.arn = arn;
        this.limit = limit;
        this.launcher = launcher;
        this.log = log;
    }

    FunctionPlan plan() {
        return plan;
    }

    /**
     * Calls the function in the process that is free first.
     *
     * @param patience how long to wait for a free process
     * @return empty when none became free in time or the pool was closed meanwhile
     */
    Optional<Outcome> invoke(String requestId, byte[] payload, Duration patience) throws InterruptedException {
        Optional<Slot> slot = take(System.nanoTime() + patience.toNanos());
        if (slot.isPresent() && slot.get() instanceof Ready ready) {
            return call(ready.instance(), requestId, payload);
        }
        return slot.map(taken -> ((Broken) taken).failure());
    }

    /** The first live process that is or becomes free, or the reason why none starts. */
    private Optional<Slot> take(long end) throws InterruptedException {
        countWaiting(1);
        try {
            while (true) {
                Slot slot = free.poll();
                if (slot == null) {
                    startForWaiting();
                    slot = free.poll(Math.min(end - System.nanoTime(), 500_000_000L), TimeUnit.NANOSECONDS);
                }
                if (isClosed() || slot == null && System.nanoTime() >= end) {
                    return Optional.empty();
                }
                if (slot instanceof Ready ready && !ready.instance().isAlive()) {
                    forget(ready.instance());
                } else if (slot != null) {
                    return Optional.of(slot);
                }
            }
        } finally {
            countWaiting(-1);
        }
    }

    private synchronized void countWaiting(int more) {
        waiting += more;
    }

    private Optional<Outcome> call(FunctionInstance instance, String requestId, byte[] payload)
            throws InterruptedException {
        boolean usable = false;
        try {
            Outcome outcome = instance.invoke(requestId, payload);
            usable = instance.isAlive();
            return isClosed() && outcome instanceof Outcome.Failure ? Optional.empty() : Optional.of(outcome);
        } finally {
            if (usable) {
                free.addFirst(new Ready(instance));
            } else {
                forget(instance);
            }
        }
    }

    /** Starts a process before it is needed, unless there is one. */
    void warm() {
        synchronized (this) {
            if (started > 0) {
                return;
            }
            waiting++;
        }
        startForWaiting();
        countWaiting(-1);
    }

    /** Starts a process in the background for a call that no starting one is for, unless the limit is reached. */
    private void startForWaiting() {
        synchronized (this) {
            if (closed || started >= limit || starting >= waiting) {
                return;
            }
            started++;
            starting++;
            starters.add(Thread.ofVirtual().name("start-" + plan.id()).start(this::startOne));
        }
    }

    private void startOne() {
        try {
            FunctionInstance instance = FunctionInstance.start(plan, arn, launcher, log);
            if (keep(instance)) {
                free.add(new Ready(instance));
                readied();
            } else {
                instance.close();
            }
        } catch (RuntimeApi.InitFailure e) {
            broken(e.failure());
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} did not start", plan.id(), e);
            broken(RuntimeApi.failure("Runtime.StartError", e.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended(Thread.currentThread());
        }
    }

    private synchronized void ended(Thread starter) {
        starters.remove(starter);
    }

    private void broken(Outcome.Failure failure) {
        log.line("INIT_REPORT Status: error Error Type: " + failure.errorType() + " " + failure.message());
        synchronized (this) {
            started--;
            starting--;
        }
        free.add(new Broken(failure));
    }

    private synchronized void readied() {
        starting--;
    }

    private synchronized boolean keep(FunctionInstance instance) {
        if (!closed) {
            instances.add(instance);
        }
        return !closed;
    }

    private void forget(FunctionInstance instance) {
        synchronized (this) {
            if (instances.remove(instance)) {
                started--;
            }
        }
        instance.close();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        List<FunctionInstance> left;
        List<Thread> unready;
        synchronized (this) {
            closed = true;
            unready = List.copyOf(starters);
            left = List.copyOf(instances);
            instances.clear();
        }
        unready.forEach(Thread::interrupt);
        left.parallelStream().forEach(FunctionInstance::close);
        try {
            for (Thread starter : unready) {
                starter.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
