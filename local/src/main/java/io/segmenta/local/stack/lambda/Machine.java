package io.segmenta.local.stack.lambda;

import io.segmenta.local.stack.files.Disk;
import io.segmenta.local.stack.files.DurableFiles;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What a queue needs of the machine that it runs on.
 *
 * @param counter a number that has not been given before in this process
 */
record Machine(Disk disk, InstantSource clock, LongSupplier counter, Hands hands) {
    private static final AtomicLong COUNTER = new AtomicLong();

    /** Does work on other threads. */
    interface Hands {
        /** Begins a loop that ends when it is interrupted. */
        Thread loop(String name, Runnable loop);

        /** Does something when a time has passed. */
        void later(Duration delay, Runnable work);
    }

    /** This machine. */
    static Machine real(ScheduledExecutorService timer) {
        return new Machine(DurableFiles.DISK, InstantSource.system(), COUNTER::incrementAndGet, new Hands() {
            @Override
            public Thread loop(String name, Runnable loop) {
                return Thread.ofVirtual().name(name).start(loop);
            }

            @Override
            public void later(Duration delay, Runnable work) {
                var _ = timer.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }
}
