package io.segmenta.simulation;

import java.util.concurrent.locks.LockSupport;

/**
 * Code that runs only while it holds the baton. Whoever resumes it waits until it hands the baton back, so of all
 * fibers and their scheduler exactly one runs at a time, and what happens follows from the order of resumptions alone.
 */
final class Fiber {
    private final Thread thread;
    private Thread scheduler;
    private volatile boolean running;
    private volatile boolean ended;

    Fiber(Runnable body) {
        this.thread = Thread.ofVirtual().unstarted(() -> {
            try {
                body.run();
            } finally {
                ended = true;
                handBack();
            }
        });
    }

    /** Runs it until it hands the baton back or ends. */
    void resume() {
        scheduler = Thread.currentThread();
        running = true;
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
        while (running) {
            LockSupport.park(this);
        }
    }

    /** Called by the fiber itself: hands the baton back and waits until it is resumed. */
    void park() {
        handBack();
        while (!running) {
            LockSupport.park(this);
        }
    }

    boolean ended() {
        return ended;
    }

    private void handBack() {
        running = false;
        LockSupport.unpark(scheduler);
    }
}
