package io.segmenta.clustering.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.features.FeatureFitter;
import io.segmenta.model.DataException;
import io.segmenta.model.config.PipelineConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Files broken at random end in a table or in a typed refusal, never in another exception. A thousand mutations run with
 * the tests; {@code main} runs as many as its argument says, from the seed in its second:
 * {@code java ... io.segmenta.clustering.read.MutationTest 1000000 42 FOLDER}.
 */
class MutationTest {
    private static final PipelineConfig CONFIG = PipelineConfig.defaults();
    private static final int MAX_SIZE = 20_000;
    private static final String[] PIECES = {"\"", ",", ";", "\t", "\n", "\r", "\r\n", "\\\"", "\u0000", "NaN", "1e999",
            "''",
            "\uFEFF", "-", "(", "%", "€", "2024-13-45", "=1+1", "99999999999999999999", ",,,,,,,,", "{\"", "#",
            "\uD800"};

    @Test
    void read_mutatedFiles_endInATableOrARefusal() throws IOException {
        assertThat(run(1000, 20260101L, seeds(System.getProperty("segmenta.data", "")))).isPositive();
    }

    /** Runs mutations and returns how many still gave a table. */
    private static int run(int count, long seed, List<byte[]> files) {
        SplittableRandom random = new SplittableRandom(seed);
        int tables = 0;
        for (int i = 0; i < count; i++) {
            byte[] content = mutate(files.get(random.nextInt(files.size())), random);
            try {
                ReadResult result = TableReader.read(new ByteArrayInputStream(content), "mutated.csv", CONFIG);
                tables++;
                FeatureFitter.fit(result.table(), result.schema(), CONFIG);
            } catch (DataException refusal) {
                assertThat(refusal.getMessage()).isNotBlank();
            } catch (IOException | RuntimeException crash) {
                throw new AssertionError("mutation " + i + " of seed " + seed + ": " + new String(
                        Arrays.copyOf(content, Math.min(content.length, 2000)), StandardCharsets.ISO_8859_1), crash);
            }
        }
        return tables;
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

    public static void main(String[] arguments) throws IOException {
        int tables = run(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]),
                seeds(arguments.length > 2 ? arguments[2] : ""));
        System.out.println(arguments[0] + " mutations, " + tables + " tables, the rest refused");
    }
}
