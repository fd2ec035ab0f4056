package io.segmenta.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Writes times as a Markdown table. */
final class Report {

    /** The times of one tool on one task; {@code ratio} is its median over ours. */
    record Entry(Task task, int threads, String tool, double median, double least, int timed, double ratio,
            double difference) {}

    private Report() {}

    static String date() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    static String of(List<Entry> entries, String versions, String arguments, int rounds) throws IOException {
        StringBuilder out = new StringBuilder();
        out.append("# Side by side, ").append(date()).append("\n\n");
        out.append("- Machine: ").append(processor()).append(", ").append(Runtime.getRuntime().availableProcessors())
                .append(" processors, ").append(System.getProperty("os.name")).append('\n');
        out.append("- Java ").append(Runtime.version()).append(" (").append(System.getProperty("java.vendor"))
                .append("), -Xms2g -Xmx4g -XX:+UseParallelGC; Smile 6.2.5; ").append(versions).append('\n');
        out.append("- Command: `benchmarks/run ").append(arguments).append("`\n");
        out.append(String.format(Locale.ROOT, "- Load average at the end: %.1f; above the number of processors, other ",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()))
                .append("work slowed every tool, so only ratios mean something.\n");
        out.append("- Up to ").append(rounds).append(" rounds, the tools in turn within a round, after warming up; a ")
                .append("tool slower than 5 s is timed once.\n");
        out.append("- \"times ours\" is the tool's median over ours at the same threads. \"difference\" is the ")
                .append("largest relative difference of ours from the tool's result (inertia, sum of heights, index, ")
                .append("variance, mean distance to a unit; where less is better, negative is ours being better). Smile's k-means takes no start.\n\n");
        out.append("| task | rows x columns | threads | tool | median | least | timed | times ours | difference |\n");
        out.append("|---|---|---|---|---|---|---|---|---|\n");
        for (Entry entry : entries) {
            boolean ours = entry.tool.equals("segmenta");
            out.append(String.format(Locale.ROOT, "| %s | %,d x %d | %d | %s | %s | %s | %d | %s | %s |%n",
                    entry.task.title, entry.task.rows, entry.task.columns, entry.threads,
                    ours ? "**segmenta**" : entry.tool, time(entry.median), time(entry.least), entry.timed,
                    ours ? "" : String.format(Locale.ROOT, "**%.1f**", entry.ratio) + goal(entry),
                    ours ? "" : String.format(Locale.ROOT, "%.1e", entry.difference)));
        }
        return out.toString();
    }

    private static String goal(Entry entry) {
        Double goal = entry.task.goals.get(entry.tool);
        return goal == null ? ""
                : String.format(Locale.ROOT, goal < 10 && goal % 1 != 0 ? " (goal %.2f%s)" : " (goal %.0f%s)", goal,
                        entry.ratio < goal ? ", missed" : "");
    }

    private static String time(double seconds) {
        return seconds < 1 ? String.format(Locale.ROOT, "%.1f ms", seconds * 1e3)
                : String.format(Locale.ROOT, "%.2f s", seconds);
    }

    /** Where and with what something was measured, as lines of a list. */
    static String machine() throws IOException {
        return String.format(Locale.ROOT, "- %s; %s, %d processors; Java %s; load average %.1f%n", date(), processor(),
                Runtime.getRuntime().availableProcessors(), Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(info).stream().filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse("unknown processor");
    }
}
