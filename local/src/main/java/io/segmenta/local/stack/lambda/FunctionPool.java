package io.segmenta.local.stack.lambda;

import io.segmenta.local.stack.template.FunctionPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of one function: started when first needed, kept warm, at most a fixed number, so that more calls at
 * once wait for a free one instead of failing.
 */
final class FunctionPool implements Calls, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FunctionPool.class);

    private final FunctionPlan plan;
    private final String arn;
    private final int limit;
    private final FunctionLauncher launcher;
    private final LogFile log;
    private final Deque<FunctionInstance> free = new ArrayDeque<>();
    /** Calls that wait for a process, the longest wait first; those that gave up are done. */
    private final Queue<CompletableFuture<Optional<Slot>>> waiting = new ArrayDeque<>();
    private final List<FunctionInstance> instances = new ArrayList<>();
    private final List<Thread> starters = new ArrayList<>();
    private int started;
    /** Processes that are not ready yet; each waiting call is worth one, not more. */
    private int starting;
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

    @Override
    public FunctionPlan plan() {
        return plan;
    }

    @Override
    public CompletableFuture<Optional<Outcome>> invoke(String requestId, byte[] payload, Duration patience) {
        return take(patience).thenCompose(slot -> {
            if (slot.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            return switch (slot.get()) {
                case Ready ready -> call(ready.instance(), requestId, payload);
                case Broken broken -> CompletableFuture.completedFuture(Optional.of(broken.failure()));
            };
        });
    }

    /** The first live process that is or becomes free, or the reason why none starts. */
    private CompletableFuture<Optional<Slot>> take(Duration patience) {
        CompletableFuture<Optional<Slot>> taken = new CompletableFuture<>();
        List<FunctionInstance> dead = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            FunctionInstance instance = free.poll();
            while (instance != null && !instance.isAlive()) {
                dead.add(instance);
                instance = free.poll();
            }
            if (instance != null) {
                taken.complete(Optional.of(new Ready(instance)));
            } else {
                waiting.add(taken);
            }
        }
        dead.forEach(this::forget);
        startForWaiting();
        return Deadlines.within(taken, patience, Optional.empty());
    }

    private CompletableFuture<Optional<Outcome>> call(FunctionInstance instance, String requestId, byte[] payload) {
        return instance.invoke(requestId, payload).handle((outcome, failure) -> {
            if (failure == null && instance.isAlive()) {
                release(instance);
            } else {
                forget(instance);
                startForWaiting();
            }
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
            return isClosed() && outcome instanceof Outcome.Failure ? Optional.empty() : Optional.of(outcome);
        });
    }

    /** Gives a process to the call that has waited longest, or keeps it for the next one. */
    private void release(FunctionInstance instance) {
        Slot ready = new Ready(instance);
        while (true) {
            CompletableFuture<Optional<Slot>> next;
            synchronized (this) {
                next = waiting.poll();
                if (next == null) {
                    free.addFirst(instance);
                    return;
                }
            }
            if (next.complete(Optional.of(ready))) {
                return;
            }
        }
    }

    /** Starts a process before it is needed, unless there is one, and waits until it is ready or has failed. */
    void warm() throws InterruptedException {
        Thread starter;
        synchronized (this) {
            if (started > 0 || closed) {
                return;
            }
            starter = launch();
        }
        starter.join();
    }

    /** Starts processes in the background for calls that no starting one is for, unless the limit is reached. */
    private synchronized void startForWaiting() {
        waiting.removeIf(CompletableFuture::isDone);
        while (!closed && started < limit && starting < waiting.size()) {
            launch();
        }
    }

    private synchronized Thread launch() {
        started++;
        starting++;
        Thread starter = Thread.ofVirtual().name("start-" + plan.id()).start(this::startOne);
        starters.add(starter);
        return starter;
    }

    private void startOne() {
        try {
            FunctionInstance instance = FunctionInstance.start(plan, arn, launcher, log);
            if (keep(instance)) {
                readied();
                release(instance);
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
        CompletableFuture<Optional<Slot>> told = nextWaiting();
        while (told != null && !told.complete(Optional.of(new Broken(failure)))) {
            told = nextWaiting();
        }
        startForWaiting();
    }

    private synchronized CompletableFuture<Optional<Slot>> nextWaiting() {
        return waiting.poll();
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
        Thread.ofVirtual().name("end-" + plan.id()).start(instance::close);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        List<FunctionInstance> left;
        List<Thread> unready;
        List<CompletableFuture<Optional<Slot>>> gone;
        synchronized (this) {
            closed = true;
            unready = List.copyOf(starters);
            left = List.copyOf(instances);
            instances.clear();
            gone = List.copyOf(waiting);
            waiting.clear();
        }
        gone.forEach(call -> call.complete(Optional.empty()));
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
