package io.segmenta.local.cli;

import io.segmenta.local.stack.StackListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Remembers what the demonstration shows of the stack's inner life. Thread-safe. */
final class DemoEvents implements StackListener {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<String> invoked = new ArrayList<>();
    private final List<String> endpointStates = new ArrayList<>();
    private final AtomicReference<String> trouble = new AtomicReference<>();

    @Override
    public void functionInvoked(String function, String requestId, int attempt) {
        lock.lock();
        try {
            invoked.add(function);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void functionFailed(String function, String requestId, String error, boolean last) {
        if (last) {
            trouble.compareAndSet(null, function + " failed: " + Problems.firstLine(error));
        }
    }

    @Override
    public void endpointChanged(String endpoint, String status, String detail) {
        lock.lock();
        try {
            if (endpointStates.isEmpty() || !endpointStates.getLast().equals(status)) {
                endpointStates.add(status);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a function whose name begins so is called; false when it is not called in time. */
    boolean awaitInvocation(String function, long seconds) {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(seconds);
            while (invoked.stream().noneMatch(name -> name.startsWith(function))) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CliException.infrastructure("interrupted");
        } finally {
            lock.unlock();
        }
    }

    /** The states the endpoint went through, in order. */
    List<String> endpointStates() {
        lock.lock();
        try {
            return List.copyOf(endpointStates);
        } finally {
            lock.unlock();
        }
    }

    /** A function that failed for good, when one did. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble.get());
    }
}
