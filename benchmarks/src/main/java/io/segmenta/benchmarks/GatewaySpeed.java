package io.segmenta.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times answers of the whole stack of one machine over its HTTP API: the gateway calls the inference function in its
 * process, which answers from the model itself or asks the endpoint's serving program. Run by
 * {@code benchmarks/gateway}.
 */
public final class GatewaySpeed {
    private static final int RATE = 200;
    private static final String RECORD = "{\"age\":35,\"income\":52,\"score\":61}";

    private final Path home;
    private final Path work;
    private final int seconds;

    private GatewaySpeed(Path home, Path work, int seconds) {
        this.home = home;
        this.work = work;
        this.seconds = seconds;
    }

    /** Options: {@code --home folder --seconds 10}. A table goes to the standard output. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(Map.of("--home", ".", "--seconds", "10"), arguments);
        Path work = Files.createTempDirectory("segmenta-gateway");
        try {
            System.out.print(new GatewaySpeed(Path.of(options.text("--home")).toAbsolutePath().normalize(), work,
                    Integer.parseInt(options.text("--seconds"))).page());
        } finally {
            Runner.delete(work);
        }
    }

    private String page() throws IOException, InterruptedException {
        try (BenchStack stack = BenchStack.start(home, work)) {
            Path table = Files.write(work.resolve("customers.csv"), table());
            return "## Answers of the whole stack\n\n" + Report.machine() + "- Command: `benchmarks/gateway --seconds "
                    + seconds
                    + "`\n- `POST /predict` of one record: gateway, inference function in a process of its own"
                    + " under AWS's runtime interface client and, with the endpoint, the serving program; client on the"
                    + " same processors. A function's process answers one request at a time, as on Lambda. At the fixed"
                    + " rate a request's time runs from when it was due.\n\n| serving.target | p50 at " + RATE
                    + "/s | p99 | p99.9 | errors | saturation, wrk, 4 connections | wrk's errors |\n"
                    + "|---|---|---|---|---|---|---|\n" + row(stack, "lambda", table) + row(stack, "endpoint", table);
        }
    }

    private String row(BenchStack stack, String target, Path table) throws IOException, InterruptedException {
        Path settings = Files.writeString(work.resolve(target + ".yaml"), "serving: {target: " + target + "}\n");
        stack.run("settings", settings.toString(), "--dataset=" + target);
        stack.run("train", table.toString(), "--dataset=" + target, "--set=clustering.k=5");
        stack.run("approve", target);
        int port = stack.port();
        String path = "/predict?dataset=" + target;
        OpenLoop client = new OpenLoop(port, path, RECORD.getBytes(StandardCharsets.UTF_8));
        client.run(RATE, seconds);
        OpenLoop.Result steady = client.run(RATE, seconds);
        Wrk.Result wrk = Wrk.post(work, port, path, RECORD, 4, seconds);
        return String.format(Locale.ROOT, "| %s | %.2f ms | %.2f ms | %.2f ms | %d | %,.0f/s | %s |%n", target,
                steady.quantile(0.5) * 1e3, steady.quantile(0.99) * 1e3, steady.quantile(0.999) * 1e3, steady.errors(),
                wrk.perSecond(), wrk.clean() ? "none" : "some");
    }

    /** Five kinds of customers, without chance. */
    private static List<String> table() {
        List<String> lines = new ArrayList<>(List.of("age,income,score"));
        for (int i = 0; i < 500; i++) {
            int kind = i % 5;
            lines.add(String.format(Locale.ROOT, "%d,%d,%d", 25 + 10 * (kind % 3) + i % 7, 30 + 20 * (kind / 2) + i % 9,
                    20 + 35 * (kind % 2) + i % 11));
        }
        return lines;
    }
}
