package io.segmenta.inference;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread for what no answer waits for, and few places in its queue: what finds none is refused. It is started when
 * it is first needed, so none is in a snapshot that needed none.
 */
final class Aside {
    private static final int PLACES = 16;

    private Aside() {}

    static Executor thread() {
        return new ThreadPoolExecutor(0, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(PLACES), task -> {
            Thread thread = new Thread(task, "aside");
            thread.setDaemon(true);
            return thread;
        });
    }
}
