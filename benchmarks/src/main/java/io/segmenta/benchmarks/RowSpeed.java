package io.segmenta.benchmarks;

import io.segmenta.model.rows.AssignedRow;
import io.segmenta.model.rows.IdentifierHash;
import io.segmenta.model.rows.RowBlocks;
import io.segmenta.model.rows.RowBlocksWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Times how the API finds rows among many: a page, the members of a segment, one customer. A small table is trained and
 * made live on the stack of one machine; then its rows are replaced by as many as are asked for, since it is reading
 * them that is timed. Run by {@code benchmarks/rows}.
 */
public final class RowSpeed {
    private static final String DATASET = "rows";
    /** One row in so many is in the rare segment. */
    private static final int RARE = 200;
    private static final int WARMING = 30;

    private final Path home;
    private final Path work;
    private final int rows;
    private final int requests;
    private final SplittableRandom random = new SplittableRandom(20261130);

    private RowSpeed(Path home, Path work, int rows, int requests) {
        this.home = home;
        this.work = work;
        this.rows = rows;
        this.requests = requests;
    }

    /** Options: {@code --home folder --rows 10000000 --requests 300}. A page goes to the standard output. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(Map.of("--home", ".", "--rows", "10000000", "--requests", "300"), arguments);
        Path work = Files.createTempDirectory("segmenta-rows");
        try {
            System.out.print(new RowSpeed(Path.of(options.text("--home")).toAbsolutePath().normalize(), work,
                    Integer.parseInt(options.text("--rows")), Integer.parseInt(options.text("--requests"))).page());
        } finally {
            Runner.delete(work);
        }
    }

    private String page() throws IOException, InterruptedException {
        try (BenchStack stack = BenchStack.start(home, work)) {
            Path table = Files.write(work.resolve("customers.csv"), table());
            stack.run("train", table.toString(), "--dataset=" + DATASET, "--set=clustering.k=4");
            stack.run("approve", DATASET);
            return measured(new TimedApi(stack.port(), "/api/v1"));
        }
    }

    private String measured(TimedApi api) throws IOException, InterruptedException {
        String run = api.read(api.get("/runs?dataset=" + DATASET)).at("/items/0/id").asText();
        Path index = file("assignments.blocks");
        Path file = file("assignments.csv.gz");
        List<String> segments = RowBlocks.parse(Files.readAllBytes(index)).segments();
        long begin = System.nanoTime();
        write(file, index, segments);
        double seconds = (System.nanoTime() - begin) / 1e9;
        String members = "/datasets/" + DATASET + "/segments/";
        StringBuilder page = new StringBuilder(1000).append("## A few rows among ").append(String.format(Locale.ROOT,
                "%,d", rows)).append("\n\n").append(Report.machine()).append("- Command: `benchmarks/rows --rows ")
                .append(rows).append(" --requests ").append(requests).append("`\n")
                .append(String.format(Locale.ROOT, "- `assignments.csv.gz` has %.0f MB, `assignments.blocks` %.0f MB, "
                        + "of which the head, read once, %.0f kB; written in %.0f s by one thread%n",
                        Files.size(file) / 1e6, Files.size(index) / 1e6,
                        RowBlocks.headLength(beginning(index)) / 1e3, seconds))
                .append("- Gateway, API function in a process of its own with 1,024 MB, S3 and catalogue of one "
                        + "machine, client on the same processors; one request at a time, each elsewhere in the "
                        + "file\n\n| what | median | p99 | most |\n|---|---|---|---|\n");
        line(api, page, "page of 50 rows", () -> api.get("/runs/" + run + "/assignments?limit=50&" + cursor(run)));
        line(api, page, "page of 50 members of a segment that a third of the rows is in",
                () -> api.get(members + segments.get(0) + "/members?limit=50&" + cursor(run)));
        line(api, page, "page of 50 members of a segment that one row in " + RARE + " is in",
                () -> api.get(members + segments.get(3) + "/members?limit=50&" + cursor(run)));
        line(api, page, "page of 4,096 rows as CSV",
                () -> api.get("/runs/" + run + "/assignments?limit=4096&" + cursor(run))
                        .header("Accept", "text/csv"));
        line(api, page, "one customer", () -> api.post("/datasets/" + DATASET + "/customers/search",
                "{\"id\": \"" + name(random.nextInt(rows)) + "\"}"));
        return page.toString();
    }

    private void line(TimedApi api, StringBuilder page, String what, Supplier<HttpRequest.Builder> request)
            throws IOException, InterruptedException {
        TimedApi.Times times = api.time(WARMING, requests, request);
        page.append(String.format(Locale.ROOT, "| %s | %.1f ms | %.1f ms | %.1f ms |%n", what, times.median(),
                times.p99(), times.most()));
    }

    private String cursor(String run) {
        return "cursor=" + Base64.getUrlEncoder().withoutPadding().encodeToString(
                ("row\n" + (1 + random.nextInt(Math.max(1, rows - 100_000))) + '\n' + run)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Where the bucket of the stack keeps a file of the run. */
    private Path file(String name) throws IOException {
        try (Stream<Path> files = Files.walk(work.resolve("state"))) {
            return files.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
        }
    }

    private static byte[] beginning(Path index) throws IOException {
        try (var in = Files.newInputStream(index)) {
            return in.readNBytes(RowBlocks.PREFIX);
        }
    }

    private static String name(int row) {
        return String.format(Locale.ROOT, "M%08d", row * 7919L % 100_000_000);
    }

    /** In place: the bucket keeps what it knows of an object beside its bytes. */
    private void write(Path file, Path index, List<String> segments) throws IOException {
        String header = "row,customer_id,segment_id,cluster,segment_name,distance,confidence,fit,outside,between,"
                + "posterior";
        RowBlocksWriter writer = new RowBlocksWriter(header, segments);
        long[] hashes = new long[rows];
        IdentifierHash hash = new IdentifierHash();
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int from = 0; from < rows; from += RowBlocks.ROWS) {
                int[] counts = new int[segments.size()];
                StringBuilder lines = new StringBuilder(from == 0 ? header + '\n' : "");
                for (int row = from; row < Math.min(rows, from + RowBlocks.ROWS); row++) {
                    int cluster = random.nextInt(RARE) == 0 ? 3 : random.nextInt(3);
                    counts[cluster]++;
                    hashes[row] = hash.of(name(row));
                    lines.append(new AssignedRow(row + 1, Optional.of(name(row)), segments.get(cluster), cluster,
                            "Customers of kind " + cluster, random.nextInt(1_000_000) / 1e5,
                            random.nextInt(10_001) / 1e4, random.nextInt(10_001) / 1e4, false, Optional.empty(),
                            random.nextInt(1_000_000) / 1e6).csv());
                }
                byte[] member = gzip(lines.toString());
                out.write(member);
                writer.add(member.length, counts);
            }
        }
        try (OutputStream out = Files.newOutputStream(index)) {
            writer.writeTo(out, hashes, row -> false);
        }
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Four kinds of customers, without chance. */
    private static List<String> table() {
        List<String> lines = new ArrayList<>(List.of("customer_id,age,income,score"));
        for (int i = 0; i < 400; i++) {
            int kind = i % 4;
            lines.add(String.format(Locale.ROOT, "C%04d,%d,%d,%d", i, 25 + 30 * (kind % 2) + i % 7,
                    30 + 50 * (kind / 2) + i % 9, 20 + 35 * (kind % 2) + i % 11));
        }
        return lines;
    }
}
