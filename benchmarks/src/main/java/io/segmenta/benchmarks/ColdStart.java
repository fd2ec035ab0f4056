package io.segmenta.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunOutcome;
import io.segmenta.model.contract.SageMakerNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Times how long a function takes from the start of its process to its first answer, and for its second one: each
 * function from its packaged archive under AWS's own runtime interface client, against the S3, SageMaker and PostgreSQL
 * of a local stack on which a small model is live. Run by {@code benchmarks/cold-start}.
 */
public final class ColdStart {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATASET = "cold-start";
    private static final long PATIENCE_NANOS = 180_000_000_000L;

    /** A function, the goals for its first answer at the first compiler and its archive, whether a snapshot is made. */
    private record Function(String name, double seconds, int megabytes, boolean primed) {
        Path archive(Path home) {
            return home.resolve("functions/" + name + "/target/segmenta-" + name + "-function.zip");
        }
    }

    private static final List<Function> FUNCTIONS = List.of(new Function("inference", 1.0, 30, true),
            new Function("api", 1.2, 30, true), new Function("registration", 2.5, 30, false),
            new Function("deployment", 2.5, 30, false));

    private final Path home;
    private final Optional<Path> beside;
    private final Path work;

    /** @param beside another built tree, whose archives are timed in turn with ours */
    private ColdStart(Path home, Optional<Path> beside, Path work) {
        this.home = home;
        this.beside = beside;
        this.work = work;
    }

    /** One function of one tree, and what was measured of it. */
    private record Subject(Function function, boolean ours, Path archive, ColdFunction cold,
            List<ColdFunction.Times> first, List<ColdFunction.Times> full, List<ColdFunction.Times> restored) {}

    /** Options: {@code --home folder --beside folder --rounds 9}. The table goes to the standard output. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(Map.of("--home", ".", "--rounds", "9"), arguments);
        Path work = Files.createTempDirectory("segmenta-cold-start");
        try {
            ColdStart bench = new ColdStart(absolute(options.text("--home")),
                    options.find("--beside").map(ColdStart::absolute), work);
            System.out.print(bench.page(Integer.parseInt(options.text("--rounds"))));
        } finally {
            Runner.delete(work);
        }
    }

    private String page(int rounds) throws IOException, InterruptedException {
        Path state = work.resolve("state");
        Process stack = cli(state, "start", "--port", "0", "--http-port", "0").start();
        try {
            JsonNode known = JSON.readTree(awaited(state.resolve("state.json"), stack).toFile());
            Path table = work.resolve("customers.csv");
            writeTable(table);
            Path settings = Files.writeString(work.resolve("settings.yaml"), "serving: {target: lambda}\n");
            Runner.run(cli(state, "settings", settings.toString(), "--dataset", DATASET));
            Runner.run(cli(state, "train", table.toString(), "--dataset", DATASET));
            Runner.run(cli(state, "approve", DATASET));
            Path bucket = state.resolve("s3").resolve(known.path("bucket").asText());
            awaited(bucket.resolve(LivePointer.key(DATASET)), stack);
            StringBuilder rows = new StringBuilder();
            for (Function function : FUNCTIONS) {
                List<Subject> subjects = new ArrayList<>(List.of(subject(function, home, true, known)));
                if (beside.isPresent()) {
                    subjects.add(subject(function, beside.get(), false, known));
                }
                time(subjects, event(function.name(), bucket), rounds);
                for (Subject subject : subjects) {
                    rows.append(row(subject));
                }
            }
            return head(rounds) + rows;
        } finally {
            stack.destroy();
            stack.waitFor();
        }
    }

    private static Path absolute(String folder) {
        return Path.of(folder).toAbsolutePath().normalize();
    }

    private Subject subject(Function function, Path tree, boolean ours, JsonNode known) throws IOException {
        Path code = work.resolve(ours ? "code" : "beside").resolve(function.name());
        Runner.unzip(function.archive(tree), code);
        ColdFunction cold = new ColdFunction(home.resolve("local/target/lib"), code,
                "io.segmenta." + function.name() + "." + capital(function.name()) + "Handler::handleRequest",
                environment(known));
        return new Subject(function, ours, function.archive(tree), cold, new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>());
    }

    private static void time(List<Subject> subjects, byte[] event, int rounds)
            throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (Subject subject : subjects) {
                subject.first.add(subject.cold.time(List.of("-XX:TieredStopAtLevel=1"), event));
                subject.full.add(subject.cold.time(List.of(), event));
                if (subject.function.primed()) {
                    subject.restored.add(subject.cold.restored(List.of(), event));
                }
            }
        }
    }

    private String head(int rounds) throws IOException {
        return "## Cold start of the functions\n\n" + Report.machine()
                + "- From the start of the process to the answer, under AWS's runtime interface client, with 1024 "
                + "MB, the"
                + " serial collector and plain HTTP to a local S3, SageMaker and PostgreSQL; medians of " + rounds
                + " (least). Lambda stops at the first compiler (C1) unless told otherwise or restored from a"
                + " snapshot. Inference reads the live pointer and the model; the API lists the runs;"
                + " registration finds its version again; deployment finds everything as it should be. In square"
                + " brackets the seconds of processor time until the"
                + " first answer, which other work on the machine changes least. From a primed snapshot: from when the"
                + " function is told that it has been restored; what Lambda takes to bring the memory back comes on"
                + " top.\n"
                + "- Command: `benchmarks/cold-start --rounds " + rounds
                + (beside.isPresent() ? " --beside <tree>" : "")
                + "`\n\n"
                + "| function | archive | first answer, C1 | second | first answer, all compilers | second | "
                + "from a primed snapshot |\n"
                + "|---|---|---|---|---|---|---|\n";
    }

    private static String row(Subject subject) throws IOException {
        Function function = subject.function;
        double megabytes = Files.size(subject.archive) / 1e6;
        double seconds = Runner.median(subject.first.stream().map(ColdFunction.Times::first).toList());
        String archive = String.format(Locale.ROOT, "%.1f MB", megabytes);
        String first = first(subject.first);
        if (subject.ours) {
            archive += " (goal " + function.megabytes() + (megabytes > function.megabytes() ? ", missed)" : ")");
            first += " (goal " + function.seconds() + " s" + (seconds > function.seconds() ? ", missed)" : ")");
        }
        return "| " + String.join(" | ", function.name() + (subject.ours ? "" : ", beside"), archive, first,
                text(subject.first.stream().map(ColdFunction.Times::second).toList()), first(subject.full),
                text(subject.full.stream().map(ColdFunction.Times::second).toList()),
                subject.restored.isEmpty() ? ""
                        : text(subject.restored.stream().map(ColdFunction.Times::first).toList()))
                + " |\n";
    }

    private static String first(List<ColdFunction.Times> times) {
        return text(times.stream().map(ColdFunction.Times::first).toList()) + String.format(Locale.ROOT, " [%.2f]",
                Runner.median(times.stream().map(ColdFunction.Times::processor).toList()));
    }

    private static String text(List<Double> seconds) {
        double least = seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        return Runner.median(seconds) < 0.1
                ? String.format(Locale.ROOT, "%.1f ms (%.1f)", Runner.median(seconds) * 1e3, least * 1e3)
                : String.format(Locale.ROOT, "%.2f s (%.2f)", Runner.median(seconds), least);
    }

    private ProcessBuilder cli(Path state, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(home.resolve("segmenta").toString(), "--json", "--state", state.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(work.resolve("cli.log").toFile())
                .redirectErrorStream(true);
        builder.environment().put("SEGMENTA_NO_BUILD", "yes");
        return builder;
    }

    private static Path awaited(Path file, Process stack) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (Files.notExists(file)) {
            if (!stack.isAlive() || System.nanoTime() > end) {
                throw new IOException("the stack did not make " + file);
            }
            Thread.sleep(50);
        }
        return file;
    }

    private static Map<String, String> environment(JsonNode known) {
        String region = known.path("region").asText();
        return Map.ofEntries(Map.entry("AWS_ENDPOINT_URL", known.path("endpoint").asText()),
                Map.entry("AWS_REGION", region), Map.entry("AWS_ACCESS_KEY_ID", known.path("accessKey").asText()),
                Map.entry("AWS_SECRET_ACCESS_KEY", known.path("secretKey").asText()),
                Map.entry("SEGMENTA_BUCKET", known.path("bucket").asText()),
                Map.entry("SEGMENTA_DATABASE_URL", known.path("databaseUrl").asText()),
                Map.entry("SEGMENTA_DATABASE_SECRET",
                        "arn:aws:secretsmanager:" + region + ":000000000000:secret:segmenta-functions"),
                Map.entry("SEGMENTA_SERVING_IMAGE", "000000000000.dkr.ecr." + region + ".amazonaws.com/segmenta:1"),
                Map.entry("SEGMENTA_SIGN_IN", "NONE"),
                Map.entry("SEGMENTA_ID_KEY_SECRET",
                        "arn:aws:secretsmanager:" + region + ":000000000000:secret:segmenta-identifier-key"),
                Map.entry("SEGMENTA_EXECUTION_ROLE_ARN", "arn:aws:iam::000000000000:role/segmenta"));
    }

    private static byte[] event(String function, Path bucket) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        switch (function) {
            case "inference" -> {
                event.put("version", "2.0").put("routeKey", "POST /predict").put("rawPath", "/predict")
                        .put("body", "{\"age\":31,\"income\":40.5,\"visits\":7,\"gender\":\"Female\"}")
                        .put("isBase64Encoded", false);
                event.putObject("headers").put("content-type", "application/json");
                event.putObject("requestContext").putObject("http").put("method", "POST");
            }
            case "api" -> {
                event.put("version", "2.0").put("routeKey", "ANY /api/v1/{proxy+}").put("rawPath", "/api/v1/runs")
                        .put("rawQueryString", "limit=50").put("isBase64Encoded", false);
                event.putObject("queryStringParameters").put("limit", "50");
                event.putObject("headers").put("accept", "application/json");
                event.putObject("requestContext").putObject("http").put("method", "GET").put("path", "/api/v1/runs");
            }
            case "registration" -> {
                Path runs = bucket.resolve(RunFolder.prefix(DATASET));
                try (Stream<Path> folders = Files.list(runs)) {
                    String run = folders.findFirst().orElseThrow().getFileName().toString();
                    RunOutcome outcome = new RunOutcome(Optional.of(UUID.fromString(run)), Optional.of(DATASET),
                            RunOutcome.Status.SUCCEEDED, bucket.getFileName().toString(), Optional.empty(),
                            Optional.empty());
                    ObjectNode told = event.putObject("responsePayload").putArray(RunOutcome.RUNS).addObject();
                    outcome.fields().forEach(told::put);
                }
            }
            default -> event.put("source", "aws.sagemaker")
                    .put("detail-type", "SageMaker Endpoint State Change").putObject("detail")
                    .put("EndpointName", SageMakerNames.STANDARD.group(DATASET)).put("EndpointStatus", "IN_SERVICE");
        }
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void writeTable(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder table = new StringBuilder("customer_id,age,income,visits,gender\n");
        for (int i = 0; i < 300; i++) {
            int kind = i % 3;
            table.append(String.format(Locale.ROOT, "C%04d,%d,%.1f,%d,%s%n", i, 22 + 18 * kind + random.nextInt(6),
                    20 + 30 * kind + 4 * random.nextGaussian(), 2 + 9 * kind + random.nextInt(3),
                    random.nextBoolean() ? "Female" : "Male"));
        }
        Files.writeString(file, table);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
