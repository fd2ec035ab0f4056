package io.segmenta.benchmarks;

import io.segmenta.model.contract.RunFile;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Times predictions, by a model of eight numbers and by one of six numbers and two texts: in process, one at a time and
 * a thousand at once; and of the serving program over loopback, at a fixed rate, at saturation and in batches. Run by
 * {@code benchmarks/serving}.
 */
public final class ServingSpeed {
    static final int BATCH = 1000;
    private static final int RATE = 2000;
    private static final int ROWS = 5000;
    /** In each of which quantiles are taken. */
    static final int SLICES = 16;
    private static final int CONTROL_ROUNDS = 800;
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    private final Path home;
    private final Path work;
    private final int seconds;

    private ServingSpeed(Path home, Path work, int seconds) {
        this.home = home;
        this.work = work;
        this.seconds = seconds;
    }

    /**
     * Options: {@code --home folder --seconds 10 --part all|process|lacking|counting}. The tables go to the standard
     * output.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(Map.of("--home", ".", "--seconds", "10", "--part", "all"), arguments);
        Path work = Files.createTempDirectory("segmenta-serving");
        try {
            ServingSpeed bench = new ServingSpeed(Path.of(options.text("--home")).toAbsolutePath().normalize(), work,
                    Integer.parseInt(options.text("--seconds")));
            int seconds = Integer.parseInt(options.text("--seconds"));
            System.out.print(switch (options.text("--part")) {
                case "lacking" -> new LackingFields(bench, seconds).page();
                case "counting" -> new CountedAnswers(bench, seconds).page();
                default -> bench.page(options.text("--part").equals("all"));
            });
        } finally {
            Runner.delete(work);
        }
    }

    private String page(boolean overHttp) throws IOException, InterruptedException {
        StringBuilder inProcess = new StringBuilder();
        StringBuilder http = new StringBuilder();
        for (boolean mixed : new boolean[] {false, true}) {
            String name = mixed ? "6 numbers, 2 texts" : "8 numbers";
            Path model = model(mixed);
            List<String> records = records(mixed);
            inProcess.append(inProcess(name, model, records));
            if (overHttp) {
                http.append(overHttp(name, model, records));
            }
        }
        inProcess.append(arithmetic());
        if (overHttp) {
            http.append(control(records(false)));
        }
        return "## Predictions\n\n" + Report.machine() + "- Command: `benchmarks/serving --seconds " + seconds + "`\n"
                + "- In process: JSON bytes in, JSON bytes out, one thread, after warming up; an object gets an "
                + "answer with"
                + " its reasons, those of a list, were it of one, come without. Each figure is the median of "
                + SLICES + " slices of the run, which bursts of other work on the machine do not move. The control is"
                + " arithmetic on one number and uses no memory: its tail is that of the processor.\n\n"
                + "| in process, us; columns | one record with reasons, p50 | p99 (goal 2) | p99.9 | one without, p50"
                + " | p99 (goal 2) | batches of " + BATCH
                + ", p99 per record (goal 2) | records/s (goal 500,000) |\n|---|---|---|---|---|---|---|---|\n"
                + inProcess
                + (overHttp ? "\nThe serving program, in a process of its own, client on the same processors. At the"
                        + " fixed rate a request's time runs from when it was due, and both programs have run at it"
                        + " before for as long. The control answers fixed bytes without reading them: its tail is that"
                        + " of the machine and of the client.\n\n| over HTTP, columns | p50 at "
                        + String.format(Locale.ROOT, "%,d", RATE) + "/s | p99 (goal 3 ms) | p99.9 | errors |"
                        + " saturation, wrk, 16 connections (goal 10,000/s) | wrk's errors | batches of " + BATCH
                        + ", records/s (goal 500,000) |\n|---|---|---|---|---|---|---|---|\n" + http : "");
    }

    private String inProcess(String name, Path model, List<String> records) throws IOException {
        Invocations invocations = new Invocations(new Predictor(ModelFile.readDirectory(model), "v1"));
        byte[][] single = records.stream().map(record -> record.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        byte[] batch = batch(records);
        byte[][] plain = records.stream().map(record -> batch(List.of(record))).toArray(byte[][]::new);
        long end = System.nanoTime() + seconds * 500_000_000L;
        for (int i = 0; System.nanoTime() < end; i++) {
            answer(invocations, single[i % single.length]);
            answer(invocations, plain[i % plain.length]);
            if (i % BATCH == 0) {
                answer(invocations, batch);
            }
        }
        double[][] without = micros(seconds * 200_000, i -> answer(invocations, plain[i % plain.length]));
        double[][] withReasons = micros(seconds * 200_000, i -> answer(invocations, single[i % single.length]));
        double[][] batches = micros(seconds * 500, _ -> answer(invocations, batch));
        double rate = BATCH * 1e6 / Arrays.stream(batches).flatMapToDouble(Arrays::stream).average().orElseThrow();
        return String.format(Locale.ROOT, "| %s | %.2f | %s | %.2f | %.2f | %s | %s | %,.0f%s |%n", name,
                at(withReasons, 0.5), judged(at(withReasons, 0.99)), at(withReasons, 0.999), at(without, 0.5),
                judged(at(without, 0.99)), judged(at(batches, 0.99) / BATCH), rate,
                rate < 500_000 ? " (missed)" : "");
    }

    private static String judged(double p99) {
        return String.format(Locale.ROOT, "%.2f%s", p99, p99 > 2 ? " (missed)" : "");
    }

    private interface Call {
        int run(int i) throws IOException;
    }

    /** How long each of some calls took, in microseconds, rising within each of {@value #SLICES} slices of time. */
    private static double[][] micros(int calls, Call call) throws IOException {
        double[][] micros = new double[SLICES][calls / SLICES];
        long sink = 0;
        int i = 0;
        for (double[] slice : micros) {
            for (int k = 0; k < slice.length; k++) {
                long begin = System.nanoTime();
                sink += call.run(i++);
                slice[k] = (System.nanoTime() - begin) / 1e3;
            }
            Arrays.sort(slice);
        }
        System.err.println(calls + " calls, sum of results " + sink);
        return micros;
    }

    /**
     * The median over the slices of a quantile within each, which a burst of other work on the machine does not move.
     */
    static double at(double[][] slices, double order) {
        double[] quantiles = Arrays.stream(slices).mapToDouble(slice -> slice[(int) (order * (slice.length - 1))])
                .sorted()
                .toArray();
        return quantiles[quantiles.length / 2];
    }

    /** As many rounds of a generator of random numbers as take about as long as an answer. */
    private String arithmetic() throws IOException {
        long[] state = {88_172_645_463_325_252L};
        Call generator = _ -> {
            long x = state[0];
            for (int k = 0; k < CONTROL_ROUNDS; k++) {
                x ^= x << 13;
                x ^= x >>> 7;
                x ^= x << 17;
            }
            state[0] = x;
            return (int) x;
        };
        micros(seconds * 50_000, generator);
        double[][] micros = micros(seconds * 200_000, generator);
        return String.format(Locale.ROOT, "| control | %.2f | %.2f | %.2f | | | | |%n", at(micros, 0.5),
                at(micros, 0.99), at(micros, 0.999));
    }

    static int answer(Invocations invocations, byte[] body) throws IOException {
        var reply = invocations.answer(AnswerShape.PREDICT, "application/json", body, AT);
        if (reply.status() != 200) {
            throw new IOException(reply.text());
        }
        return reply.length();
    }

    private String overHttp(String name, Path model, List<String> records) throws IOException, InterruptedException {
        int port = Runner.freePort();
        ProcessBuilder builder = new ProcessBuilder(java(), "-Xmx512m", "-XX:+UseSerialGC", "-cp",
                home.resolve("serving/target/lib") + "/*", "io.segmenta.serving.Main", "serve")
                .redirectErrorStream(true).redirectOutput(work.resolve("serving.log").toFile());
        builder.environment().putAll(Map.of("SEGMENTA_PORT", Integer.toString(port), "SEGMENTA_HOST", "127.0.0.1",
                "SEGMENTA_MODEL_DIR", model.toString(), "SEGMENTA_MODEL_VERSION", "v1"));
        Process serving = builder.start();
        try {
            await(port, serving);
            byte[] body = records.getFirst().getBytes(StandardCharsets.UTF_8);
            OpenLoop one = new OpenLoop(port, "/invocations", body);
            OpenLoop many = new OpenLoop(port, "/invocations", batch(records));
            many.saturate(Math.max(2, seconds / 2));
            one.run(RATE, seconds);
            OpenLoop.Result steady = one.run(RATE, seconds);
            Wrk.Result wrk = Wrk.post(work, port, "/invocations", records.getFirst(), 16, seconds);
            double saturation = wrk.perSecond();
            double batches = many.saturate(seconds) * BATCH;
            return String.format(Locale.ROOT,
                    "| %s | %.2f ms | %.2f ms%s | %.2f ms | %d | %,.0f/s%s | %s | %,.0f%s |%n",
                    name, steady.quantile(0.5) * 1e3, steady.quantile(0.99) * 1e3,
                    steady.quantile(0.99) > 0.003 ? " (missed)" : "", steady.quantile(0.999) * 1e3, steady.errors(),
                    saturation, saturation < 10_000 ? " (missed)" : "", wrk.clean() ? "none" : "some", batches,
                    batches < 500_000 ? " (missed)" : "");
        } finally {
            serving.destroy();
            serving.waitFor();
        }
    }

    /** The same client at the same rate against a program that does nothing. */
    private String control(List<String> records) throws IOException, InterruptedException {
        int port = Runner.freePort();
        Process nothing = new ProcessBuilder(java(), "-Xmx512m", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), NullServer.class.getName(), Integer.toString(port))
                .redirectErrorStream(true).redirectOutput(work.resolve("serving.log").toFile()).start();
        try {
            await(port, nothing);
            OpenLoop one = new OpenLoop(port, "/", records.getFirst().getBytes(StandardCharsets.UTF_8));
            one.run(RATE, seconds);
            OpenLoop.Result steady = one.run(RATE, seconds);
            return String.format(Locale.ROOT, "| control | %.2f ms | %.2f ms | %.2f ms | %d | | | |%n",
                    steady.quantile(0.5) * 1e3, steady.quantile(0.99) * 1e3, steady.quantile(0.999) * 1e3,
                    steady.errors());
        } finally {
            nothing.destroy();
            nothing.waitFor();
        }
    }

    /** The folder of a model trained on rows like those that are asked about. */
    Path model(boolean mixed) throws IOException, InterruptedException {
        Path table = work.resolve(mixed + ".csv");
        List<String> lines = new ArrayList<>(List.of(String.join(",", names(mixed))));
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < ROWS; i++) {
            lines.add(String.join(",", values(random, mixed)));
        }
        Files.write(table, lines);
        Path run = work.resolve("run-" + mixed);
        Runner.run(new ProcessBuilder(java(), "-cp", System.getProperty("java.class.path"), Job.class.getName(),
                table.toString(), run.toString(), "clustering.k=8")
                .redirectErrorStream(true).redirectOutput(work.resolve("job.log").toFile()));
        Path model = Files.createDirectories(work.resolve("model-" + mixed));
        Runner.run(
                new ProcessBuilder("tar", "xzf", run.resolve(RunFile.MODEL.path()).toString(), "-C", model.toString())
                        .redirectErrorStream(true).redirectOutput(work.resolve("tar.log").toFile()));
        return model;
    }

    private static List<String> names(boolean mixed) {
        List<String> names = new ArrayList<>(List.of("spend", "visits", "basket", "tenure", "recency", "returns"));
        names.addAll(mixed ? List.of("region", "channel") : List.of("discount", "margin"));
        return names;
    }

    private static List<String> values(SplittableRandom random, boolean mixed) {
        int kind = random.nextInt(8);
        List<String> values = new ArrayList<>();
        for (int column = 0; column < (mixed ? 6 : 8); column++) {
            double centre = (kind * (column + 3) * 37 + column * 11) % 97;
            values.add(String.format(Locale.ROOT, "%.2f", centre + 4 * random.nextGaussian()));
        }
        if (mixed) {
            values.add(List.of("north", "south", "east", "west").get((kind + random.nextInt(2)) % 4));
            values.add(List.of("shop", "web", "phone").get(kind % 3));
        }
        return values;
    }

    /** A thousand records, as JSON objects. */
    static List<String> records(boolean mixed) {
        SplittableRandom random = new SplittableRandom(11);
        List<String> names = names(mixed);
        return IntStream.range(0, BATCH).mapToObj(_ -> {
            List<String> values = values(random, mixed);
            return IntStream.range(0, names.size())
                    .mapToObj(c -> "\"" + names.get(c) + "\":"
                            + (mixed && c >= 6 ? "\"" + values.get(c) + "\"" : values.get(c)))
                    .collect(Collectors.joining(",", "{", "}"));
        }).toList();
    }

    private static byte[] batch(List<String> records) {
        return ("[" + String.join(",", records) + "]").getBytes(StandardCharsets.UTF_8);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void await(int port, Process serving) throws IOException, InterruptedException {
        while (true) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                if (!serving.isAlive()) {
                    throw new IOException("the serving program ended: "
                            + Files.readString(work.resolve("serving.log")), notYet);
                }
                Thread.sleep(20);
            }
        }
    }
}
