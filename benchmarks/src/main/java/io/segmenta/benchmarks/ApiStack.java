package io.segmenta.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A stack of one machine with what the API is asked about: runs and versions of one data set, and another one whose
 * model looks features up. A few runs are trained; the others are rows of the catalogue, copied from one of them, since
 * it is finding and telling them that is timed.
 */
final class ApiStack implements AutoCloseable {
    /** The data set with many runs. */
    static final String DATASET = "api";
    /** The data set whose model looks up what its file has not. */
    static final String MEMBERS = "members";
    /** As it is trained; of the first rows customers are looked up. */
    static final int ROWS = 400;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRAINED = 3;
    private static final int JOINED = 2_000;

    private final Path home;
    private final Path work;
    private final Process stack;
    private final JsonNode known;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ApiStack(Path home, Path work, Process stack) throws IOException {
        this.home = home;
        this.work = work;
        this.stack = stack;
        this.known = JSON.readTree(work.resolve("state").resolve("state.json").toFile());
    }

    /** Starts the stack and trains what is needed. */
    static ApiStack start(Path home, Path work, int runs, int models, int customers)
            throws IOException, InterruptedException {
        Process process = Runner.segmenta(home, work, "start", "--port=0", "--http-port=0").start();
        Path log = work.resolve("segmenta-start.log");
        try {
            while (!Files.readString(log).contains("Segmenta is up")) {
                if (!process.isAlive()) {
                    throw new IOException("the stack did not start: " + Files.readString(log));
                }
                Thread.sleep(50);
            }
            ApiStack stack = new ApiStack(home, work, process);
            stack.train();
            stack.trainMembers(customers);
            stack.multiply(runs, models);
            return stack;
        } catch (IOException | SQLException | RuntimeException failed) {
            process.destroy();
            process.waitFor();
            throw failed instanceof IOException told ? told : new IOException(failed);
        }
    }

    /** What the stack's file says of it. */
    JsonNode known() {
        return known;
    }

    private void segmenta(String... command) throws IOException, InterruptedException {
        Runner.run(Runner.segmenta(home, work, command));
    }

    private void train() throws IOException, InterruptedException {
        Path table = work.resolve("customers.csv");
        table(table, ROWS);
        for (int k = 2; k < 2 + TRAINED; k++) {
            segmenta("train", table.toString(), "--dataset=" + DATASET, "--set=clustering.k=" + k);
        }
        segmenta("approve", DATASET + "/v1");
    }

    private void trainMembers(int customers) throws IOException, InterruptedException {
        send(request("/api/v1/features").header("Content-Type", "application/json").POST(BodyPublishers.ofString("""
                {"view": "spend", "entity": "customer_id", "source": "shop",
                 "columns": {"spend": "income", "taste": "score", "both": "income * score"},
                 "description": "What a customer spends.", "owner": "crm"}""")));
        Path shop = work.resolve("shop.csv");
        table(shop, customers);
        segmenta("train", shop.toString(), "--dataset=shop", "--set=clustering.k=4");
        List<String> lines = new ArrayList<>(List.of("customer_id,age"));
        for (int row = 0; row < JOINED; row++) {
            lines.add(customer(row) + ',' + (20 + row % 60));
        }
        Path members = Files.write(work.resolve("members.csv"), lines);
        segmenta("train", members.toString(), "--dataset=" + MEMBERS, "--set=clustering.k=4",
                "--set=features.view=spend@1");
        segmenta("approve", MEMBERS);
    }

    /** How a customer of the tables is called. */
    static String customer(int row) {
        return String.format(Locale.ROOT, "C%07d", row);
    }

    /** Four kinds of customers, without chance. */
    private static void table(Path file, int rows) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("customer_id,age,income,score\n");
            for (int i = 0; i < rows; i++) {
                int kind = i % 4;
                out.write(String.format(Locale.ROOT, "%s,%d,%d,%d%n", customer(i), 25 + 30 * (kind % 2) + i % 7,
                        30 + 50 * (kind / 2) + i % 9, 20 + 35 * (kind % 2) + i % 11));
            }
        }
    }

    /** Each copy differs from the first version, its run and that run's cost in what has to be its own. */
    private void multiply(int runs, int models) throws SQLException {
        String first = "(SELECT run_id FROM segmenta.models WHERE dataset = '" + DATASET + "' AND version = 1)";
        try (Connection connection = DriverManager.getConnection(known.path("databaseUrl").asText(),
                known.path("databaseUser").asText(), known.path("databasePassword").asText());
                Statement statement = connection.createStatement()) {
            for (String step : List.of("""
                    INSERT INTO segmenta.runs SELECT (jsonb_populate_record(run, jsonb_build_object(
                      'id', gen_random_uuid(), 'created_at', run.created_at - random() * interval '90 days'))).*
                    FROM segmenta.runs run, generate_series(1, %d) WHERE run.id = %s"""
                    .formatted(runs - TRAINED, first),
                    """
                            INSERT INTO segmenta.run_costs SELECT (jsonb_populate_record(cost, jsonb_build_object(
                              'id', gen_random_uuid(), 'run_id', copy.id))).*
                            FROM segmenta.run_costs cost, segmenta.runs copy
                            WHERE cost.run_id = %s AND copy.dataset = '%s'
                              AND copy.id NOT IN (SELECT run_id FROM segmenta.run_costs)"""
                            .formatted(first, DATASET),
                    """
                            INSERT INTO segmenta.models SELECT (jsonb_populate_record(model, jsonb_build_object(
                              'id', gen_random_uuid(), 'run_id', copy.id, 'version', copy.number + %d,
                              'arn', model.arn || copy.number))).*
                            FROM segmenta.models model, (SELECT id, row_number() OVER () AS number
                              FROM segmenta.runs WHERE dataset = '%s'
                                AND id NOT IN (SELECT run_id FROM segmenta.models) LIMIT %d) copy
                            WHERE model.run_id = %s""".formatted(TRAINED, DATASET, models - TRAINED,
                            first))) {
                statement.execute(step);
            }
        }
    }

    /** A request to a path. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(known.path("httpApi").asText() + path));
    }

    /**
     * Sends a request.
     *
     * @throws IOException when it is refused
     */
    JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest whole = request.build();
        HttpResponse<byte[]> answer = http.send(whole, BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException(whole.uri() + ": " + answer.statusCode() + ' ' + new String(answer.body(),
                    StandardCharsets.UTF_8));
        }
        return JSON.readTree(answer.body());
    }

    /** Sends a request and tells how long its answer took, in milliseconds. */
    double time(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest whole = request.build();
        long begin = System.nanoTime();
        HttpResponse<byte[]> answer = http.send(whole, BodyHandlers.ofByteArray());
        double time = (System.nanoTime() - begin) / 1e6;
        if (answer.statusCode() != 200) {
            throw new IOException(whole.uri() + ": " + answer.statusCode());
        }
        return time;
    }

    @Override
    public void close() {
        stack.destroy();
        stack.onExit().join();
    }
}
