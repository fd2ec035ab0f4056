package io.segmenta.local.stack.http;

import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * What all servers and clients of a process share: daemon threads, of which each of them holds one that selects, a
 * timer and buffers. Whoever is given something that runs already leaves it running at its own end.
 */
final class Shared {

    private static final int MOST_THREADS = 200;
    private static final int LEAST_THREADS = 4;

    private static final QueuedThreadPool THREADS = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    private static final Scheduler SCHEDULER = new ScheduledExecutorScheduler("loopback-timer", true);
    private static final ByteBufferPool BUFFERS = new ArrayByteBufferPool();

    static {
        THREADS.setName("loopback");
        THREADS.setDaemon(true);
        LifeCycle.start(THREADS);
        LifeCycle.start(SCHEDULER);
    }

    private Shared() {}

    static QueuedThreadPool threads() {
        return THREADS;
    }

    static Scheduler scheduler() {
        return SCHEDULER;
    }

    static ByteBufferPool buffers() {
        return BUFFERS;
    }
}
