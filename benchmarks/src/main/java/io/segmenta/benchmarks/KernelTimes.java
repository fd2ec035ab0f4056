package io.segmenta.benchmarks;

import io.segmenta.clustering.parallel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Times one kernel in a process of its own, once the compiler has settled, and prints the median in seconds. Uses of
 * this package only what has been there for long, so that it runs on the class path of an older tree as well.
 */
public final class KernelTimes {

    private static final long WARMING_NANOS = 3_000_000_000L;
    private static final int MOST_WARMING = 30;

    private KernelTimes() {}

    /** Arguments: the task's name as in {@code Task}, threads, rounds. */
    public static void main(String[] arguments) {
        Task task = Task.valueOf(arguments[0]);
        int rounds = Integer.parseInt(arguments[2]);
        Dataset data = Dataset.mixture(task.rows, task.columns, 8, 7);
        List<Double> seconds = new ArrayList<>();
        try (Workers workers = new Workers(Integer.parseInt(arguments[1]))) {
            long end = System.nanoTime() + WARMING_NANOS;
            for (int i = 0; i < 2 || (i < MOST_WARMING && System.nanoTime() < end); i++) {
                task.run(data, workers);
            }
            for (int round = 0; round < rounds; round++) {
                System.gc();
                long begin = System.nanoTime();
                task.run(data, workers);
                seconds.add((System.nanoTime() - begin) / 1e9);
            }
        }
        System.out.printf(Locale.ROOT, "%.6f%n", Runner.median(seconds));
    }
}
