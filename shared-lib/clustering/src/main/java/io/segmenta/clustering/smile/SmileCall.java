package io.segmenta.clustering.smile;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import smile.math.MathEx;

/**
 * How Smile is called: one call at a time in the process, each on a fresh thread with random numbers sown anew.
 *
 * <p>
 * Smile draws from a generator that belongs to the thread, and keeps the second number of each pair of normal ones in
 * an object that all threads share; the next call, or another thread, would go on where the last one stopped. Its
 * parallel streams add up in an order that depends on the size of the pool they run in, and some draw random numbers
 * from whichever thread they land on. A lock, a pool of one thread that lives for one call, and {@link MathEx#setSeed}
 * on that thread make the result a function of the data and the seed, whatever the caller's threads or pools, and leave
 * the caller's own generator alone.
 *
 * <p>
 * Smile takes logarithms and powers from {@link Math}, the last bit of which another processor may round otherwise.
 */
final class SmileCall {

    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private SmileCall() {}

    /** Returns what {@code body} returns, or throws what it throws. */
    static <T> T seeded(long seed, Supplier<T> body) {
        ONE_AT_A_TIME.lock();
        try (ForkJoinPool alone = new ForkJoinPool(1)) {
            return alone.submit(() -> {
                MathEx.setSeed(seed);
                return body.get();
            }).join();
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /** Refuses more rows than an algorithm of quadratic time and memory is given. */
    static void atMostRows(Matrix x, int most, String algorithm) {
        if (x.rows() > most) {
            throw DataException.of(Reason.TOO_MANY_ROWS, "rows must be <= %d for %s, got %d; draw a sample", most,
                    algorithm, x.rows());
        }
    }
}
