package io.segmenta.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
                .append("), -Xms2g -Xmx4g -XX:+UseParallelGC -XX:+UseTransparentHugePages; Smile 6.2.5; ")
                .append(versions).append('\n');
        out.append("- Command: `benchmarks/run ").append(arguments).append("`\n");
        out.append(String.format(Locale.ROOT, "- Load average at the end: %.1f; above the number of processors, other ",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()))
                .append("work slowed every tool, so only ratios mean something.\n");
        out.append("- Up to ").append(rounds).append(" rounds, the tools in turn within a round, after warming up; a ")
                .append("tool slower than 5 s is timed once.\n");
        out.append(
                "- \"times ours\" is the tool's median over ours at the same threads, in bold where that is a goal; ")
                .append("the least time stands in brackets. \"difference\" is the largest relative difference of ours ")
                .append("from the tool's result (inertia, sum of heights, index, variance, mean distance to a unit, ")
                .append("trustworthiness; where less is better, negative is ours being better). Smile's k-means takes ")
                .append("no start.\n\n");
        int[] threads = entries.stream().mapToInt(Entry::threads).distinct().sorted().toArray();
        out.append("| task | rows x columns | tool |");
        for (int count : threads) {
            out.append(count == 1 ? " 1 thread | times ours |" : " " + count + " threads | times ours |");
        }
        out.append(" goal | difference |\n|---|---|---|").append("---|---|".repeat(threads.length))
                .append("---|---|\n");
        Map<String, List<Entry>> lines = new LinkedHashMap<>();
        for (Entry entry : entries) {
            lines.computeIfAbsent(entry.task + " " + entry.tool, _ -> new ArrayList<>()).add(entry);
        }
        lines.values().forEach(line -> line(out, line, threads));
        String missed = missed(entries);
        return out.append(missed.isEmpty() ? "" : "\nMissed:\n\n").append(missed).toString();
    }

    /** Writes one tool's times on one task. */
    private static void line(StringBuilder out, List<Entry> line, int[] threads) {
        Entry first = line.getFirst();
        boolean ours = first.tool.equals("segmenta");
        Double goal = first.task.goals.get(first.tool);
        out.append(String.format(Locale.ROOT, "| %s | %,d x %d | %s |", first.task.title, first.task.rows,
                first.task.columns, ours ? "**segmenta**" : first.tool));
        for (int count : threads) {
            Entry entry = line.stream().filter(one -> one.threads == count).findFirst().orElse(null);
            out.append(entry == null ? "  |  |"
                    : String.format(Locale.ROOT, " %s (%s) | %s |", time(entry.median), time(entry.least),
                            ours ? "" : String.format(Locale.ROOT, goal == null ? "%.1f" : "**%.1f**", entry.ratio)));
        }
        double difference = line.stream().mapToDouble(Entry::difference).reduce(0,
                (a, b) -> Math.abs(b) > Math.abs(a) ? b : a);
        out.append(goal == null ? "  |" : " " + times(goal) + " |")
                .append(ours ? "  |\n" : String.format(Locale.ROOT, " %.1e |%n", difference));
    }

    /** Returns a line for every goal that was not reached, with what takes our time. */
    private static String missed(List<Entry> entries) {
        StringBuilder out = new StringBuilder();
        for (Entry entry : entries) {
            Double goal = entry.task.goals.get(entry.tool);
            if (goal != null && entry.ratio < goal) {
                out.append(String.format(Locale.ROOT,
                        "- %s, %,d rows, %d thread%s: %.1f times %s, %s aimed at; bound by %s.%n",
                        entry.task.title, entry.task.rows, entry.threads, entry.threads == 1 ? "" : "s", entry.ratio,
                        entry.tool, times(goal), entry.task.bound));
            }
        }
        return out.toString();
    }

    private static String times(double goal) {
        return String.format(Locale.ROOT, goal % 1 == 0 ? "%.0f" : "%.2f", goal);
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
