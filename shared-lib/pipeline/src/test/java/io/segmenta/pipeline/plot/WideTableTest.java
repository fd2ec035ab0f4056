package io.segmenta.pipeline.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.TrainingResult;
import io.segmenta.pipeline.read.TableReader;
import io.segmenta.pipeline.report.Artifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table of 100 columns whose headers of 130 characters begin alike, with twelve segments, through the whole path. */
class WideTableTest {
    private static final int COLUMNS = 100;
    private static final int HEADER = 130;
    private static final String PREFIX = "Thinking of all the shops that you visited in the last twelve months, how "
            + "much do you usually spend, in euros, on the range of goods and services";

    @ParameterizedTest
    @CsvSource({"som, 8", "agglomerative, 6", "hdbscan, 4"})
    void pictures_ofManyLongHeaders_areReadable(String algorithm, int pictures) throws IOException {
        Map<String, String> settings = algorithm.equals("hdbscan") ? Map.of("clustering.algorithm", algorithm)
                : Map.of("clustering.algorithm", algorithm, "clustering.k_min", "11", "clustering.k_max", "12");
        PipelineConfig config = PipelineConfig.defaults().with(settings);
        try (Workers workers = new Workers(2)) {
            TrainingResult result = Pipeline.train(
                    TableReader.read(new ByteArrayInputStream(table(7).getBytes(StandardCharsets.UTF_8)), "wide.csv",
                            config),
                    config, workers, Progress.NONE);
            assertThat(result.model().segments()).hasSizeBetween(11, 12);
            List<Artifact> drawn = result.artifacts().stream().filter(file -> file.path().endsWith(".svg")).toList();
            assertThat(drawn).hasSize(pictures);
            for (Artifact picture : drawn) {
                Drawn.of(new String(picture.bytes(), StandardCharsets.UTF_8)).assertReadable();
            }
        }
    }

    private static String table(long seed) {
        Random random = new Random(seed);
        StringBuilder table = new StringBuilder("customer");
        for (int j = 1; j < COLUMNS; j++) {
            String end = " no. " + j;
            table.append(",\"").append(PREFIX, 0, HEADER - end.length()).append(end).append('"');
        }
        double[][] centres = Stream.generate(() -> random.doubles(COLUMNS, 50, 450).toArray()).limit(12)
                .toArray(double[][]::new);
        for (int i = 0; i < 300; i++) {
            table.append("\nK").append(10_000 + i);
            for (int j = 1; j < COLUMNS; j++) {
                table.append(',').append(
                        String.format(Locale.ROOT, "%.2f", centres[i % 12][j] + 15 * random.nextGaussian()));
            }
        }
        return table.append('\n').toString();
    }
}
