package io.segmenta.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.benchmarks.TimedApi.Times;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Times predictions that look features up by the identifier beside the same that are sent whole, through the whole
 * stack of one machine, and beside one read of some kilobytes from its S3. Run by {@code benchmarks/lookups}.
 */
public final class LookupSpeed {
    private static final String DATASET = "members";
    private static final int MEMBERS = 2_000;
    private static final int WARMING = 100;
    private static final int PART = 4_096;

    private final Path home;
    private final Path work;
    private final int customers;
    private final int requests;
    private final SplittableRandom random = new SplittableRandom(20261201);

    private LookupSpeed(Path home, Path work, int customers, int requests) {
        this.home = home;
        this.work = work;
        this.customers = customers;
        this.requests = requests;
    }

    /** Options: {@code --home folder --customers 200000 --requests 500}. A table goes to the standard output. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(Map.of("--home", ".", "--customers", "200000", "--requests", "500"), arguments);
        Path work = Files.createTempDirectory("segmenta-lookups");
        try {
            System.out.print(new LookupSpeed(Path.of(options.text("--home")).toAbsolutePath().normalize(), work,
                    Integer.parseInt(options.text("--customers")), Integer.parseInt(options.text("--requests")))
                    .page());
        } finally {
            Runner.delete(work);
        }
    }

    private String page() throws IOException, InterruptedException {
        try (BenchStack stack = BenchStack.start(home, work)) {
            Path view = Files.writeString(work.resolve("spend.yaml"), """
                    entity: customer_id
                    source: orders
                    columns:
                      spend: total_spend
                    description: What a customer spends.
                    owner: benchmark
                    """);
            stack.run("features", "define", "spend", view.toString());
            Path orders = Files.write(work.resolve("orders.csv"), orders());
            stack.run("train", orders.toString(), "--dataset=orders", "--set=clustering.k=2");
            Path settings = Files.writeString(work.resolve("settings.yaml"), "serving: {target: lambda}\n");
            stack.run("settings", settings.toString(), "--dataset=" + DATASET);
            Path members = Files.write(work.resolve("members.csv"), members());
            stack.run("train", members.toString(), "--dataset=" + DATASET, "--set=clustering.k=4",
                    "--set=features.view=spend@1");
            stack.run("approve", DATASET);
            return measured(stack);
        }
    }

    private String measured(BenchStack stack) throws IOException, InterruptedException {
        TimedApi api = new TimedApi(stack.port(), "/predict");
        JsonNode known = api.read(api.post("?dataset=" + DATASET, asked(0)));
        if (!known.at("/features/from_store/0").asText().equals("spend")) {
            throw new IOException("nothing is looked up: " + known);
        }
        StringBuilder page = new StringBuilder(2000).append("## Features by identifier\n\n").append(Report.machine())
                .append("- Command: `benchmarks/lookups --customers ").append(customers).append(" --requests ")
                .append(requests).append("`\n- A view of ").append(String.format(Locale.ROOT, "%,d", customers))
                .append(" customers; gateway and inference function in a process of its own, S3 of one machine, client "
                        + "on the same processors; one request at a time, ")
                .append(WARMING).append(" before the first that counts\n\n| what | median | p99 | most |\n")
                .append("|---|---|---|---|\n");
        line(page, "S3 alone, " + PART + " bytes of a file", s3(stack));
        line(page, "`POST /predict`, the record whole", api.time(WARMING, requests,
                () -> api.post("?dataset=" + DATASET, "{\"age\": 40, \"visits\": 9, \"spend\": 700}")));
        line(page, "the same with a look-up, each of another customer", api.time(WARMING, requests,
                () -> api.post("?dataset=" + DATASET, asked(random.nextInt(customers)))));
        line(page, "the same with a look-up, always of one customer", api.time(WARMING, requests,
                () -> api.post("?dataset=" + DATASET, asked(7))));
        int batches = Math.max(10, requests / 25);
        line(page, "1,000 records whole, `POST /predict/batch`", api.time(5, batches, () -> api.post(
                "/batch?dataset=" + DATASET, batch("{\"age\": 40, \"visits\": 9, \"spend\": 700}"))));
        line(page, "1,000 identifiers", api.time(5, batches, () -> api.post("/batch?dataset=" + DATASET,
                IntStream.range(0, 1_000).mapToObj(one -> asked(random.nextInt(customers)))
                        .collect(Collectors.joining(",", "[", "]")))));
        return page.toString();
    }

    private static void line(StringBuilder page, String what, Times times) {
        page.append(String.format(Locale.ROOT, "| %s | %.1f ms | %.1f ms | %.1f ms |%n", what, times.median(),
                times.p99(), times.most()));
    }

    /** Reads the beginning of the points of a map, whose address the REST API gives. */
    private Times s3(BenchStack stack) throws IOException, InterruptedException {
        TimedApi api = new TimedApi(stack.port(), "/api/v1");
        String points = api.read(api.get("/datasets/orders/models/1/map")).at("/points_file/url").asText();
        return api.time(WARMING, requests,
                () -> HttpRequest.newBuilder(URI.create(points)).header("Range", "bytes=0-" + (PART - 1)));
    }

    private static String asked(int customer) {
        return "{\"customer_id\": \"" + customer(customer) + "\", \"age\": 40, \"visits\": 9}";
    }

    private static String batch(String record) {
        return IntStream.range(0, 1_000).mapToObj(one -> record).collect(Collectors.joining(",", "[", "]"));
    }

    private static String customer(int number) {
        return String.format(Locale.ROOT, "K-%07d", number);
    }

    private List<String> orders() {
        List<String> lines = new ArrayList<>(List.of("customer_id,total_spend,orders"));
        for (int i = 0; i < customers; i++) {
            int kind = i % 2;
            lines.add(String.format(Locale.ROOT, "%s,%d,%d", customer(i), 200 + 700 * kind + random.nextInt(90),
                    2 + 9 * kind + random.nextInt(3)));
        }
        return lines;
    }

    private List<String> members() {
        List<String> lines = new ArrayList<>(List.of("customer_id,age,visits"));
        for (int i = 0; i < MEMBERS; i++) {
            int kind = i % 4;
            lines.add(String.format(Locale.ROOT, "%s,%d,%d", customer(i), 25 + 30 * (kind % 2) + random.nextInt(7),
                    3 + 12 * (kind / 2) + random.nextInt(4)));
        }
        return lines;
    }
}
