package io.segmenta.clustering.kernel;

import io.segmenta.clustering.parallel.Workers;
import java.util.function.ObjIntConsumer;

/**
 * Sums over chunks of rows, added chunk by chunk, so that they have the same bits at any number of threads. Those of
 * few chunks are held at once.
 */
public final class ChunkSums {

    /** Per thread, so that none waits long for the others before sums are added. */
    private static final int AT_ONCE = 16;

    private ChunkSums() {}

    /**
     * Adds what each chunk comes to.
     *
     * @param into takes the sums
     * @param body adds those of a chunk to an array of zeros as long
     */
    public static void add(double[] into, int chunks, Workers workers, ObjIntConsumer<double[]> body) {
        int atOnce = AT_ONCE * workers.threads();
        for (int from = 0; from < chunks; from += atOnce) {
            int first = from;
            double[][] parts = new double[Math.min(atOnce, chunks - from)][];
            workers.forEachBlock(parts.length, p -> {
                double[] part = new double[into.length];
                body.accept(part, first + p);
                parts[p] = part;
            });
            for (double[] part : parts) {
                for (int q = 0; q < into.length; q++) {
                    into[q] += part[q];
                }
            }
        }
    }
}
