package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.pipeline.features.FeatureFitter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Files broken at random end in a table or in a typed refusal, never in another exception, and none takes long. A
 * thousand mutations run with the tests; {@code -Dsegmenta.mutations} says how many else,
 * {@code -Dsegmenta.mutations.seed} from which other seed. CONTRIBUTING.md has the command that runs a million in a
 * bounded heap.
 */
class MutationTest {
    private static final PipelineConfig CONFIG = PipelineConfig.defaults();
    private static final int MAX_SIZE = 20_000;
    private static final int BATCH = 100;
    private static final int MOST_RUNNING = 8;
    /** Far above what the files of a batch take: one that needs as long hangs. */
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final String[] PIECES = {"\"", ",", ";", "\t", "\n", "\r", "\r\n", "\\\"", "\u0000", "NaN", "1e999",
            "''",
            "\uFEFF", "-", "(", "%", "€", "2024-13-45", "=1+1", "99999999999999999999", ",,,,,,,,", "{\"", "#",
            "\uD800"};

    @Test
    void read_mutatedFiles_endInATableOrARefusal() throws Exception {
        int count = Integer.getInteger("segmenta.mutations", 1000);
        long seed = Long.getLong("segmenta.mutations.seed", 20260101L);
        List<byte[]> files = seeds(System.getProperty("segmenta.data", ""));
        int tables = 0;
        // What hangs is told by this thread, and dies with the process.
        ExecutorService readers = Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
        try {
            Deque<Batch> running = new ArrayDeque<>();
            for (int from = 0; from < count; from += BATCH) {
                running.add(new Batch(files, seed, from, Math.min(count, from + BATCH)).start(readers));
                tables += running.size() > MOST_RUNNING ? running.remove().tables() : 0;
            }
            while (!running.isEmpty()) {
                tables += running.remove().tables();
            }
        } finally {
            readers.shutdownNow();
        }
        assertThat(tables).isBetween(1, count - 1);
    }

    /** Mutations read one after another by one task, for handing each over would take longer than reading it. */
    private static final class Batch {
        private final List<byte[]> files;
        private final long seed;
        private final int to;
        private final AtomicInteger at;
        private Future<Integer> result;

        Batch(List<byte[]> files, long seed, int from, int to) {
            this.files = files;
            this.seed = seed;
            this.to = to;
            this.at = new AtomicInteger(from);
        }

        Batch start(ExecutorService readers) {
            result = readers.submit(() -> {
                int tables = 0;
                for (; at.get() < to; at.incrementAndGet()) {
                    tables += isTable(content(at.get())) ? 1 : 0;
                }
                return tables;
            });
            return this;
        }

        int tables() throws InterruptedException {
            try {
                return result.get(MOST.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException crash) {
                byte[] content = content(at.get());
                throw new AssertionError("mutation " + at + " of seed " + seed + ": " + new String(
                        Arrays.copyOf(content, Math.min(content.length, 2000)), StandardCharsets.ISO_8859_1), crash);
            }
        }

        /** The same for a number and a seed, whatever was drawn before. */
        private byte[] content(int number) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
            return mutate(files.get(random.nextInt(files.size())), random);
        }
    }

    /** Reads and fits; false when the file was refused. */
    private static boolean isTable(byte[] content) throws IOException {
        boolean table = false;
        try {
            ReadResult result = TableReader.read(new ByteArrayInputStream(content), "mutated.csv", CONFIG);
            table = true;
            FeatureFitter.fit(result.table(), result.schema(), CONFIG);
        } catch (DataException refusal) {
            assertThat(refusal.getMessage()).isNotBlank();
        }
        return table;
    }

    private static byte[] mutate(byte[] file, SplittableRandom random) {
        byte[] content = file.clone();
        int changes = 1 + random.nextInt(8);
        for (int c = 0; c < changes && content.length > 1; c++) {
            int at = random.nextInt(content.length);
            switch (random.nextInt(5)) {
                case 0 -> content[at] = (byte) random.nextInt(256);
                case 1 -> content = joined(Arrays.copyOf(content, at), Arrays.copyOfRange(content,
                        Math.min(content.length, at + 1 + random.nextInt(50)), content.length));
                case 2 -> content = joined(joined(Arrays.copyOf(content, at),
                        PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8)),
                        Arrays.copyOfRange(content, at, content.length));
                case 3 -> {
                    int end = Math.min(content.length, at + random.nextInt(200));
                    content = joined(Arrays.copyOf(content, end), Arrays.copyOfRange(content, at, content.length));
                }
                default -> content = Arrays.copyOf(content, at);
            }
        }
        return content;
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] result = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, result, a.length, b.length);
        return result;
    }

    private static List<byte[]> seeds(String folder) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add("id,name,when,amount\n1,\"a, b\",2024-01-05,\"1,234.50\"\n2,c,2024-02-01,$7\n3,,NA,(8)\n"
                .repeat(4).getBytes(StandardCharsets.UTF_8));
        seeds.add("a;b;c\n1,5;x;yes\n2,5;y;no\n3,5;z;yes\n".repeat(8).getBytes(StandardCharsets.UTF_16LE));
        seeds.add("{\"a\":1,\"b\":\"x\"}\n{\"a\":2,\"b\":null}\n".repeat(8).getBytes(StandardCharsets.UTF_8));
        seeds.add("1,2.5,3\n4,5.25,6\n".repeat(30).getBytes(StandardCharsets.UTF_8));
        if (!folder.isEmpty()) {
            try (Stream<Path> files = Files.walk(Path.of(folder, "dirty"))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    byte[] content = Files.readAllBytes(file);
                    seeds.add(content[0] == 'P' ? content : Arrays.copyOf(content, Math.min(content.length, MAX_SIZE)));
                }
            }
        }
        return seeds;
    }
}
