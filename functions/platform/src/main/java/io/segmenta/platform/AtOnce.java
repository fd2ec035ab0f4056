package io.segmenta.platform;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Does for many what waits for a few answers of S3, side by side. */
public final class AtOnce {
    /** How many are under way. */
    private static final int MOST = 32;

    private AtOnce() {}

    /**
     * What a function gives of each, in the order of the list; O(n) calls, at most 32 of them under way. A list of one
     * needs no further thread.
     *
     * @throws RuntimeException what the function throws
     */
    public static <T, R> List<R> each(List<T> all, Function<T, R> function) {
        if (all.size() == 1) {
            return List.of(function.apply(all.getFirst()));
        }
        Semaphore free = new Semaphore(MOST);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<R>> begun = all.stream().map(one -> CompletableFuture.supplyAsync(() -> {
                free.acquireUninterruptibly();
                try {
                    return function.apply(one);
                } finally {
                    free.release();
                }
            }, threads)).toList();
            return begun.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
