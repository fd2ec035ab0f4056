package io.segmenta.benchmarks;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.TrainingResult;
import io.segmenta.pipeline.memory.MemoryPlan;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import io.segmenta.pipeline.report.Artifact;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One file to one run folder, in a process of its own: {@code Job FILE FOLDER [key=value ...]}. Prints of each stage
 * the seconds, and those of the processors, which a busy machine does not change; and the greatest heap.
 */
public final class Job {
    private Job() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        Map<String, String> set = new LinkedHashMap<>();
        for (int i = 2; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            set.put(pair[0], pair[1]);
        }
        Stages stages = new Stages();
        PipelineConfig config = ConfigReader.read(List.of(ConfigSource.set(set)));
        long forecast = 0;
        try (InputStream in = Files.newInputStream(file)) {
            forecast = MemoryPlan.of(in.readNBytes(MemoryPlan.HEAD), Files.size(file), config,
                    Runtime.getRuntime().availableProcessors()).map(MemoryPlan::bytes).orElse(0L);
        }
        try (Workers workers = Workers.available(); InputStream in = Files.newInputStream(file)) {
            stages.report("reading", 0, "");
            ReadResult read = TableReader.read(in, file.getFileName().toString(), config, Optional.empty(),
                    workers);
            TrainingResult result = Pipeline.train(read, config, workers, stages);
            stages.report("storing", 0, "");
            for (Artifact artifact : result.artifacts()) {
                Path path = folder.resolve(artifact.path());
                Files.createDirectories(path.getParent());
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16)) {
                    artifact.content().writeTo(out);
                }
            }
            stages.report("", 0, "");
            System.out.printf(Locale.ROOT, "k=%d silhouette=%.4f%n", result.choice().k(),
                    result.choice().chosen().silhouette());
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(Job::peak).sum();
        System.out.printf(Locale.ROOT, "%sheap=%d MB, forecast %d MB%n", stages.text(), peak >> 20, forecast >> 20);
    }

    private static long peak(MemoryPoolMXBean pool) {
        return pool.getPeakUsage().getUsed();
    }

    /** Seconds between the first reports of stages. */
    private static final class Stages implements Progress {
        private final Map<String, double[]> seconds = new LinkedHashMap<>();
        private double processors;
        private String stage = "start";
        private long since = System.nanoTime()
                - 1_000_000L * ManagementFactory.getRuntimeMXBean().getUptime();

        @Override
        public synchronized void report(String next, double fraction, String detail) {
            if (!next.equals(stage)) {
                long now = System.nanoTime();
                double used = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
                double[] sums = seconds.computeIfAbsent(stage, _ -> new double[2]);
                sums[0] += (now - since) / 1e9;
                sums[1] += used - processors;
                processors = used;
                since = now;
                stage = next;
            }
        }

        String text() {
            StringBuilder text = new StringBuilder();
            seconds.forEach((name, value) -> text
                    .append(String.format(Locale.ROOT, "%s=%.2f/%.2f ", name, value[0], value[1])));
            return text.toString();
        }
    }
}
