package io.segmenta.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Times the API: the first answer of its function's process, from its packaged archive under AWS's own runtime
 * interface client; later answers through the gateway of a whole stack; and predictions that look features up. Run by
 * {@code benchmarks/api}.
 */
public final class ApiSpeed {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double FIRST_SECONDS = 1.2;
    private static final double LATER_MILLIS = 30;
    private static final double LOOKED_UP_MILLIS = 60;
    private static final double THOUSAND_MILLIS = 1_000;
    private static final int MEGABYTES = 30;
    private static final int WARMING = 200;
    private static final int MANY = 1_000;
    private static final int BATCHES = 20;
    private static final String C1 = "-XX:TieredStopAtLevel=1";

    private final Path home;
    private final Path work;
    private final Options options;
    private final SplittableRandom random = new SplittableRandom(20261130);

    private ApiSpeed(Path work, Options options) {
        this.home = Path.of(options.text("--home")).toAbsolutePath().normalize();
        this.work = work;
        this.options = options;
    }

    /**
     * Options: {@code --home folder --rounds 7 --requests 1000 --runs 200 --models 50 --customers 200000}. A page goes
     * to the standard output.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(Map.of("--home", ".", "--rounds", "7", "--requests", "1000", "--runs", "200",
                "--models", "50", "--customers", "200000"), arguments);
        Path work = Files.createTempDirectory("segmenta-api");
        try {
            System.out.print(new ApiSpeed(work, options).page());
        } finally {
            Runner.delete(work);
        }
    }

    private int number(String option) {
        return Integer.parseInt(options.text(option));
    }

    private String page() throws IOException, InterruptedException {
        try (ApiStack stack = ApiStack.start(home, work, number("--runs"), number("--models"),
                number("--customers"))) {
            String run = stack.send(stack.request("/api/v1/datasets/" + ApiStack.DATASET + "/models/1")).path("run")
                    .asText();
            String first = first(stack, "/runs/" + run);
            return head() + first + later(stack, run) + lookedUp(stack);
        }
    }

    private String head() throws IOException {
        return "## The REST API\n\n" + Report.machine() + "- Command: `benchmarks/api --rounds " + number("--rounds")
                + " --requests " + number("--requests") + " --runs " + number("--runs") + " --models "
                + number("--models") + " --customers " + number("--customers") + "`\n"
                + "- First answer: from the start of the process of the packaged function to its answer, a run's "
                + "detail, under AWS's runtime interface client with 1,024 MB, the serial collector, and plain HTTP to "
                + "S3 and PostgreSQL of one machine; medians (least); in square brackets the seconds of processor time"
                + " until then, which other work on the machine changes least. C1 is the first compiler, at which "
                + "Lambda stops unless told otherwise; traced: calls of AWS are told to X-Ray. From a primed snapshot:"
                + " from when the function is told that it has been restored\n"
                + "- Later answers: through the gateway, the function in a process of its own with 1,024 MB, client "
                + "on the same processors; one request at a time, " + WARMING + " before the first that counts\n"
                + "- Looked up: one customer of " + String.format(Locale.ROOT, "%,d", number("--customers"))
                + " by the identifier alone, each time another one, of a view of three features; then " + MANY
                + " in one request. The endpoint answers, the inference function looks up\n\n";
    }

    private String first(ApiStack stack, String path) throws IOException, InterruptedException {
        Path archive = home.resolve("functions/api/target/segmenta-api-function.zip");
        Path code = work.resolve("code");
        Runner.unzip(archive, code);
        Map<String, String> environment = new HashMap<>(ColdStart.environment(stack.known()));
        environment.putAll(Map.of("SEGMENTA_SIGN_IN", "NONE", "SEGMENTA_ROLE_MAP", "*=operator",
                "SEGMENTA_DATASETS_DECIDE", "true"));
        ColdFunction cold = cold(code, environment);
        environment.put("AWS_XRAY_DAEMON_ADDRESS", "127.0.0.1:2000");
        ColdFunction watched = cold(code, environment);
        byte[] event = event("/api/v1" + path);
        List<ColdFunction.Times> small = new ArrayList<>();
        List<ColdFunction.Times> traced = new ArrayList<>();
        List<ColdFunction.Times> full = new ArrayList<>();
        List<ColdFunction.Times> restored = new ArrayList<>();
        for (int round = 0; round < number("--rounds"); round++) {
            small.add(cold.time(List.of(C1), event));
            traced.add(watched.time(List.of(C1), event));
            full.add(cold.time(List.of(), event));
            restored.add(cold.restored(List.of(), event));
        }
        double median = Runner.median(small.stream().map(ColdFunction.Times::first).toList());
        return String.format(Locale.ROOT,
                "| archive | first answer, C1 | C1, traced | all compilers | from a primed snapshot |%n"
                        + "|---|---|---|---|---|%n| %.1f MB (goal %d) | %s (goal %.1f s%s) | %s | %s | %s |%n%n",
                Files.size(archive) / 1e6, MEGABYTES, ColdStart.first(small), FIRST_SECONDS,
                median > FIRST_SECONDS ? ", missed" : "", ColdStart.first(traced), ColdStart.first(full),
                ColdStart.first(restored));
    }

    private ColdFunction cold(Path code, Map<String, String> environment) throws IOException {
        return new ColdFunction(home.resolve("local/target/lib"), code, "io.segmenta.api.ApiHandler::handleRequest",
                Map.copyOf(environment));
    }

    private static byte[] event(String path) {
        ObjectNode event = JSON.createObjectNode().put("version", "2.0").put("routeKey", "ANY /api/v1/{proxy+}")
                .put("rawPath", path).put("isBase64Encoded", false);
        event.putObject("headers");
        event.putObject("requestContext").putObject("http").put("method", "GET").put("path", path);
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String later(ApiStack stack, String run) throws IOException, InterruptedException {
        StringBuilder page = new StringBuilder(1000)
                .append(String.format(Locale.ROOT, "| later answer | median | p99 (goal %.0f ms) | most |%n"
                        + "|---|---|---|---|%n", LATER_MILLIS));
        String runs = "/api/v1/runs?limit=50";
        JsonNode first = stack.send(stack.request(runs));
        String dataset = "/api/v1/datasets/" + ApiStack.DATASET;
        get(page, stack, "`GET /runs`, 50 of " + number("--runs"), runs);
        get(page, stack, "its next page", first.path("next").asText());
        get(page, stack, "`GET /runs?sort=-silhouette`", "/api/v1/runs?limit=50&sort=-silhouette");
        get(page, stack, "`GET /datasets`", "/api/v1/datasets?limit=50");
        get(page, stack, "`GET /clustering/runs`, 200", "/api/v1/clustering/runs");
        get(page, stack, "`GET …/models`, " + Math.min(50, number("--models")), dataset + "/models?limit=50");
        get(page, stack, "`GET …/segments`", dataset + "/segments");
        get(page, stack, "`GET /audit`", "/api/v1/audit?limit=50");
        get(page, stack, "`GET /runs/{r}`", "/api/v1/runs/" + run);
        get(page, stack, "`GET …/models/{v}`", dataset + "/models/1");
        get(page, stack, "`GET …/models/{v}/profile`", dataset + "/models/1/profile");
        get(page, stack, "`GET /runs/{r}/assignments`, 50 rows", "/api/v1/runs/" + run + "/assignments?limit=50");
        line(page, "`POST …/customers/search`", LATER_MILLIS, times(stack, number("--requests"),
                () -> post(stack, dataset + "/customers/search",
                        JSON.createObjectNode().put("id", ApiStack.customer(random.nextInt(ApiStack.ROWS))))));
        return page.append('\n').toString();
    }

    private void get(StringBuilder page, ApiStack stack, String what, String path)
            throws IOException, InterruptedException {
        line(page, what, LATER_MILLIS, times(stack, number("--requests"), () -> stack.request(path)));
    }

    private String lookedUp(ApiStack stack) throws IOException, InterruptedException {
        StringBuilder page = new StringBuilder(500)
                .append("| looked up | median | p99 | most |\n|---|---|---|---|\n");
        String predict = "/predict?dataset=" + ApiStack.MEMBERS;
        line(page, String.format(Locale.ROOT, "one (goal %.0f ms)", LOOKED_UP_MILLIS), LOOKED_UP_MILLIS,
                times(stack, number("--requests"), () -> post(stack, predict, lacking())));
        line(page, String.format(Locale.ROOT, "%,d at once (goal %.0f ms)", MANY, THOUSAND_MILLIS), THOUSAND_MILLIS,
                times(stack, BATCHES, () -> {
                    ArrayNode records = JSON.createArrayNode();
                    for (int i = 0; i < MANY; i++) {
                        records.add(lacking());
                    }
                    return post(stack, "/predict/batch?dataset=" + ApiStack.MEMBERS, records);
                }));
        return page.toString();
    }

    private ObjectNode lacking() {
        return JSON.createObjectNode().put("customer_id", ApiStack.customer(random.nextInt(number("--customers"))))
                .put("age", 20 + random.nextInt(60));
    }

    private static HttpRequest.Builder post(ApiStack stack, String path, JsonNode body) {
        return stack.request(path).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
    }

    private static double[] times(ApiStack stack, int count, Supplier<HttpRequest.Builder> request)
            throws IOException, InterruptedException {
        double[] times = new double[count];
        for (int i = -Math.min(WARMING, count); i < count; i++) {
            times[Math.max(0, i)] = stack.time(request.get());
        }
        Arrays.sort(times);
        return times;
    }

    private static void line(StringBuilder page, String what, double goal, double[] times) {
        double late = times[(int) Math.ceil(0.99 * times.length) - 1];
        page.append(String.format(Locale.ROOT, "| %s | %.1f ms | %.1f ms%s | %.1f ms |%n", what,
                times[times.length / 2], late, late > goal ? ", missed" : "", times[times.length - 1]));
    }
}
