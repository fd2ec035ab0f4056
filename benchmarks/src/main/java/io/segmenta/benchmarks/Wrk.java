package io.segmenta.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator wrk. */
final class Wrk {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");

    private Wrk() {}

    /**
     * @param perSecond answers
     * @param clean whether every answer was a success and no connection broke
     */
    record Result(double perSecond, boolean clean) {}

    /** Posts one JSON record again and again over several connections, each as fast as it is answered. */
    static Result post(Path work, int port, String path, String record, int connections, int seconds)
            throws IOException, InterruptedException {
        Path script = work.resolve("post.lua");
        Files.writeString(script, "wrk.method = \"POST\"\nwrk.headers[\"Content-Type\"] = \"application/json\"\n"
                + "wrk.body = [[" + record + "]]\n");
        Process process = new ProcessBuilder("wrk", "-t1", "-c" + connections, "-d" + seconds, "-s",
                script.toString(), "http://127.0.0.1:" + port + path).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(said);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IOException("wrk failed: " + said);
        }
        return new Result(Double.parseDouble(rate.group(1)),
                !said.contains("Non-2xx") && !said.contains("Socket errors"));
    }
}
