package io.segmenta.local.journey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java process holds.
 *
 * @param liveBytes objects that are left after a full collection
 * @param residentBytes memory of the machine
 * @param descriptors open files and sockets
 * @param threads started and not ended
 */
record Vitals(long liveBytes, long residentBytes, int descriptors, int threads) {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
    private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)");

    /** Looks at a process, which collects its garbage for it. */
    static Vitals of(ProcessHandle process) throws IOException, InterruptedException {
        Path folder = Path.of("/proc", Long.toString(process.pid()));
        String status = Files.readString(folder.resolve("status"));
        int descriptors;
        try (Stream<Path> open = Files.list(folder.resolve("fd"))) {
            descriptors = (int) open.count();
        }
        return new Vitals(number(TOTAL, histogram(process.pid())), number(RESIDENT, status) << 10, descriptors,
                (int) number(THREADS, status));
    }

    private static String histogram(long pid) throws IOException, InterruptedException {
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid), "GC.class_histogram");
        Process asking = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!asking.waitFor(10, TimeUnit.SECONDS) || asking.exitValue() != 0) {
            throw new IOException("the process did not tell its objects: " + answer);
        }
        return answer;
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** {@code 12.3 MB live, 150 MB resident, 40 descriptors, 25 threads}. */
    @Override
    public String toString() {
        return Math.round(liveBytes / 1e5) / 10.0 + " MB live, " + Math.round(residentBytes / 1e6) + " MB resident, "
                + descriptors + " descriptors, " + threads + " threads";
    }
}
