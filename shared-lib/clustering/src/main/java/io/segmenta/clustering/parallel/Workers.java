package io.segmenta.clustering.parallel;

import io.segmenta.model.base.Check;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that share out numbered blocks of work.
 *
 * <p>
 * A result that each block writes to its own place, and that is merged in block order afterwards, has the same bits at
 * any number of threads; every algorithm of this library is written so. The calling thread takes part, so a block may
 * itself call {@link #forEachBlock} without risk of deadlock. Thread-safe.
 */
public final class Workers implements AutoCloseable {

    private final int threads;
    private final @Nullable ExecutorService helpers;

    /**
     * Starts the threads; the calling thread counts as one of them.
     *
     * @param threads in [1, 1024]
     */
    public Workers(int threads) {
        this.threads = Check.range("threads", threads, 1, 1024);
        this.helpers = threads == 1 ? null
                : Executors.newFixedThreadPool(threads - 1,
                        Thread.ofPlatform().daemon().name("segmenta-worker-", 1).factory());
    }

    /** Returns as many workers as the machine has processors. */
    public static Workers available() {
        return new Workers(Runtime.getRuntime().availableProcessors());
    }

    /** Returns the number of threads that work at once, the caller among them; at least 1. */
    public int threads() {
        return threads;
    }

    /**
     * Calls {@code body} once for each number in [0, count), in no fixed order, and returns when all calls have ended.
     * When calls fail, the remaining blocks are left out and the failure of the lowest block is thrown.
     */
    public void forEachBlock(int count, IntConsumer body) {
        if (helpers == null || helpers.isShutdown() || count <= 1) {
            for (int block = 0; block < count; block++) {
                body.accept(block);
            }
            return;
        }
        Job job = new Job(count, body);
        for (int i = 1, helping = Math.min(threads, count); i < helping; i++) {
            helpers.execute(job);
        }
        job.run();
        job.await();
    }

    /**
     * Runs each part once, in no fixed order, and returns when all have ended. A part may itself share out its work.
     * When parts fail, those that have not begun are left out and the failure of the first of them is thrown.
     */
    public void together(Runnable... parts) {
        forEachBlock(parts.length, part -> parts[part].run());
    }

    /**
     * Ends the other threads. What is still asked for, such as a file of a result that is read later, its caller does.
     */
    @Override
    public void close() {
        if (helpers != null) {
            helpers.shutdown();
        }
    }

    private static final class Job implements Runnable {
        private final int count;
        /**
         * Replaced once all blocks have ended: a helper that comes late must not keep alive what the blocks worked on.
         */
        private IntConsumer body;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger pending;
        private int failedBlock = Integer.MAX_VALUE;
        private volatile @Nullable Throwable failure;

        Job(int count, IntConsumer body) {
            this.count = count;
            this.body = body;
            this.pending = new AtomicInteger(count);
        }

        @Override
        public void run() {
            for (int block = next.getAndIncrement(); block < count; block = next.getAndIncrement()) {
                if (failure == null) {
                    try {
                        body.accept(block);
                    } catch (RuntimeException | Error e) {
                        fail(block, e);
                    }
                }
                if (pending.decrementAndGet() == 0) {
                    synchronized (this) {
                        notifyAll();
                    }
                }
            }
        }

        private synchronized void fail(int block, Throwable cause) {
            if (block < failedBlock) {
                failedBlock = block;
                failure = cause;
            }
        }

        synchronized void await() {
            boolean interrupted = false;
            while (pending.get() > 0) {
                try {
                    wait();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            body = block -> {};
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw (RuntimeException) failure;
            }
        }
    }
}
