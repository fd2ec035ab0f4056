package io.segmenta.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.benchmarks.TimedApi.Times;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Times what a page of the dashboard or a program asks the API for, on the stack of one machine: first with one run,
 * then with many, all of them trained and registered as uploads are. Run by {@code benchmarks/api}.
 */
public final class ApiSpeed {
    private static final String DATASET = "shop";
    private static final int CUSTOMERS = 400;
    private static final int WARMING = 50;
    /** As wished for, in milliseconds, of 99 answers in 100. */
    private static final double GOAL = 30;

    private final Path home;
    private final Path work;
    private final int runs;
    private final int requests;
    private final SplittableRandom random = new SplittableRandom(20261201);

    private ApiSpeed(Path home, Path work, int runs, int requests) {
        this.home = home;
        this.work = work;
        this.runs = runs;
        this.requests = requests;
    }

    /** Options: {@code --home folder --runs 200 --requests 300}. A table goes to the standard output. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(Map.of("--home", ".", "--runs", "200", "--requests", "300"), arguments);
        Path work = Files.createTempDirectory("segmenta-api");
        try {
            System.out.print(new ApiSpeed(Path.of(options.text("--home")).toAbsolutePath().normalize(), work,
                    Integer.parseInt(options.text("--runs")), Integer.parseInt(options.text("--requests"))).page());
        } finally {
            Runner.delete(work);
        }
    }

    private String page() throws IOException, InterruptedException {
        try (BenchStack stack = BenchStack.start(home, work)) {
            Path table = Files.write(work.resolve("customers.csv"), table());
            stack.run("train", table.toString(), "--dataset=" + DATASET, "--set=clustering.k=4");
            stack.run("approve", DATASET);
            TimedApi api = new TimedApi(stack.port(), "/api/v1");
            Map<String, Times> few = measured(api);
            long begin = System.nanoTime();
            int models = fill(api, table);
            double seconds = (System.nanoTime() - begin) / 1e9;
            Map<String, Times> many = measured(api);
            StringBuilder page = new StringBuilder(4000).append("## Answers of the REST API\n\n")
                    .append(Report.machine())
                    .append("- Command: `benchmarks/api --runs ").append(runs).append(" --requests ").append(requests)
                    .append("`\n- Gateway, API function in a process of its own with 1,024 MB, S3, SageMaker and ")
                    .append("catalogue of one machine, client on the same processors; one request at a time, ")
                    .append(WARMING).append(" before the first that counts; milliseconds\n")
                    .append(String.format(Locale.ROOT, "- Many: %d runs and %d versions of one data set, each trained "
                            + "on %d customers in %.1f s%n", runs, models, CUSTOMERS, seconds / (runs - 1)))
                    .append("\n| what | one run: median | p99 | many: median | p99 | |\n|---|---|---|---|---|---|\n");
            for (Map.Entry<String, Times> one : few.entrySet()) {
                Times times = one.getValue();
                Times later = Objects.requireNonNull(many.get(one.getKey()), one.getKey());
                page.append(String.format(Locale.ROOT, "| `%s` | %.1f | %.1f | %.1f | %.1f | %s |%n", one.getKey(),
                        times.median(), times.p99(), later.median(), later.p99(),
                        Math.max(times.p99(), later.p99()) > GOAL ? "above " + (int) GOAL : ""));
            }
            return page.toString();
        }
    }

    private Map<String, Times> measured(TimedApi api) throws IOException, InterruptedException {
        String dataset = "/datasets/" + DATASET;
        String run = api.read(api.get("/runs?sort=created_at&limit=1")).at("/items/0/id").asText();
        String segment = api.read(api.get(dataset + "/segments")).at("/items/0/id").asText();
        Map<String, Supplier<HttpRequest.Builder>> asked = new LinkedHashMap<>();
        asked.put("GET /health", () -> api.get("/health"));
        asked.put("GET /me", () -> api.get("/me"));
        asked.put("GET /datasets", () -> api.get("/datasets?limit=50"));
        asked.put("GET /datasets/{d}", () -> api.get(dataset));
        asked.put("GET /runs", () -> api.get("/runs?limit=50"));
        asked.put("GET /runs?sort=-silhouette", () -> api.get("/runs?limit=50&sort=-silhouette"));
        asked.put("GET /runs/{r}", () -> api.get("/runs/" + run));
        asked.put("GET /datasets/{d}/models", () -> api.get(dataset + "/models"));
        asked.put("GET …/models/{v}", () -> api.get(dataset + "/models/1"));
        asked.put("GET …/models/{v}/profile", () -> api.get(dataset + "/models/1/profile"));
        asked.put("GET …/models/{v}/map", () -> api.get(dataset + "/models/1/map"));
        asked.put("GET …/models/{v}/evidence", () -> api.get(dataset + "/models/1/evidence"));
        asked.put("GET /datasets/{d}/live", () -> api.get(dataset + "/live"));
        asked.put("GET /datasets/{d}/segments", () -> api.get(dataset + "/segments"));
        asked.put("GET …/segments/{s}", () -> api.get(dataset + "/segments/" + segment));
        asked.put("GET …/segments/{s}/rules", () -> api.get(dataset + "/segments/" + segment + "/rules"));
        asked.put("GET …/segments/{s}/members",
                () -> api.get(dataset + "/segments/" + segment + "/members?limit=50"));
        asked.put("GET /runs/{r}/assignments", () -> api.get("/runs/" + run + "/assignments?limit=50"));
        asked.put("POST …/customers/search", () -> api.post(dataset + "/customers/search",
                "{\"id\": \"" + customer(random.nextInt(CUSTOMERS)) + "\"}"));
        asked.put("GET /datasets/{d}/monitor", () -> api.get(dataset + "/monitor"));
        asked.put("GET /audit", () -> api.get("/audit?limit=50"));
        Map<String, Times> times = new LinkedHashMap<>();
        for (Map.Entry<String, Supplier<HttpRequest.Builder>> one : asked.entrySet()) {
            times.put(one.getKey(), api.time(WARMING, requests, one.getValue()));
        }
        return times;
    }

    /** Starts runs that differ in their seed, until there are as many as asked for; returns how many versions are. */
    private int fill(TimedApi api, Path table) throws IOException, InterruptedException {
        byte[] file = Files.readAllBytes(table);
        JsonNode announced = api.read(api.post("/datasets/" + DATASET + "/uploads",
                "{\"file_name\": \"customers.csv\", \"size\": " + file.length + ", \"content_type\": \"text/csv\"}"));
        put(announced.at("/put/url").asText(), file);
        for (int run = 1; run < runs; run++) {
            String id = api.read(api.post("/runs", "{\"dataset\": \"" + DATASET + "\", \"upload\": \""
                    + announced.path("id").asText() + "\", \"settings\": {\"seed\": " + (1000 + run)
                    + ", \"clustering.k\": 4}}")).path("id").asText();
            while (!api.read(api.get("/runs/" + id)).path("status").asText().equals("succeeded")) {
                Thread.sleep(50);
            }
        }
        int models = 0;
        while (models < runs) {
            Thread.sleep(200);
            models = models(api);
        }
        return models;
    }

    private static int models(TimedApi api) throws IOException, InterruptedException {
        return api.read(api.get("/datasets/" + DATASET + "/models?limit=1")).at("/items/0/version").asInt();
    }

    private static void put(String address, byte[] file) throws IOException, InterruptedException {
        try (HttpClient bucket = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = bucket.send(HttpRequest.newBuilder(URI.create(address))
                    .header("Content-Type", "text/csv").PUT(BodyPublishers.ofByteArray(file)).build(),
                    BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 200) {
                throw new IOException("the file was not taken: " + answer.body());
            }
        }
    }

    private static String customer(int number) {
        return String.format(Locale.ROOT, "C%04d", number);
    }

    /** Four kinds of customers, without chance. */
    private static List<String> table() {
        List<String> lines = new ArrayList<>(List.of("customer_id,age,income,score,channel"));
        for (int i = 0; i < CUSTOMERS; i++) {
            int kind = i % 4;
            lines.add(String.format(Locale.ROOT, "%s,%d,%d,%d,%s", customer(i), 25 + 30 * (kind % 2) + i % 7,
                    30 + 50 * (kind / 2) + i % 9, 20 + 35 * (kind % 2) + i % 11, i % 3 == 0 ? "web" : "store"));
        }
        return lines;
    }
}
