package io.segmenta.benchmarks;

import io.segmenta.clustering.linkage.Agglomerative;
import io.segmenta.clustering.linkage.Linkage;
import io.segmenta.clustering.parallel.Workers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Ward linkage of many rows in a process of its own, whose heap is bounded; no public tool of the others fits into it.
 */
final class LargeWard {

    private static final String HEAP = "-Xmx1g";

    private LargeWard() {}

    /** Arguments: rows and threads. */
    public static void main(String[] arguments) {
        Dataset data = Dataset.mixture(Integer.parseInt(arguments[0]), 8, 8, 7);
        long begin = System.nanoTime();
        double last;
        try (Workers workers = new Workers(Integer.parseInt(arguments[1]))) {
            double[] heights = new Agglomerative(Linkage.WARD).fit(data.matrix, workers).heights();
            last = heights[heights.length - 1];
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        System.out.printf(Locale.ROOT, "%.2f s, at most %d MB of heap used, last height %.3f", seconds, peak >> 20,
                last);
    }

    /** Runs it in a new process and returns a line for the report. */
    static String run(int rows, int threads) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), HEAP,
                "-cp", System.getProperty("java.class.path"), LargeWard.class.getName(), "" + rows, "" + threads)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return String.format(Locale.ROOT, "- Ward linkage of %,d x 8 rows in a process with %s, once, not warmed, "
                + "%d threads: %s.%n", rows, HEAP, threads, said.isEmpty() ? "failed" : said);
    }
}
