package io.segmenta.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.predict.Prediction;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.rows.AssignedRows;
import io.segmenta.model.rows.RowBlocks;
import io.segmenta.model.rows.RowValues;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a run keeps of its rows: asked with it, the model answers as it did of the file itself. */
class RowValuesOfRunsTest {
    private static final int ROWS = 4_100;
    private static final List<String> LEVELS = List.of("=cmd", "a, \"b\"", "plain", "two\nlines");

    private static Trained one;

    @BeforeAll
    static void train() throws IOException {
        one = train(Map.of(), 1);
    }

    @Test
    void values_ofEveryKindOfColumn_answerAsTheFileDoes() {
        RowValues values = one.values();
        assertThat(values.columns()).contains("spend", "joined", "city").doesNotContain("customer_id", "email");
        Predictor predictor = new Predictor(one.result().model(), "v1");
        for (int row = 0; row < ROWS; row += 37) {
            InputRecord kept = InputRecord.of(predictor.schema(), values.find(row + 1));
            InputRecord read = InputRecord.of(predictor.schema(), one.read().table(), row);
            Prediction answer = predictor.predict(kept, Instant.EPOCH);
            Prediction expected = predictor.predict(read, Instant.EPOCH);
            assertThat(answer.segment()).as("row " + row).isEqualTo(expected.segment());
            assertThat(answer.distance()).isEqualTo(expected.distance());
            assertThat(answer.why()).extracting(Prediction.Part::contribution)
                    .isEqualTo(expected.why().stream().map(Prediction.Part::contribution).toList());
        }
    }

    @Test
    void values_areReadAsTheyStandInTheFile() {
        RowValues values = one.values();
        assertThat(values.find(1)).containsEntry("city", "=cmd").containsEntry("joined", "2020-01-01");
        assertThat(values.find(2)).containsEntry("city", "a, \"b\"");
        assertThat(values.find(4)).containsEntry("city", "two\nlines").doesNotContainKey("spend");
        assertThat(values.cells(1).get(values.columns().indexOf("city"))).isEqualTo("\"'=cmd\"");
        assertThat(values.find(4099)).containsEntry("joined", LocalDate.of(2020, 1, 1).plusDays(4098 % 900).toString());
        assertThatExceptionOfType(ContractException.class).isThrownBy(() -> values.find(ROWS + 1))
                .withMessageContaining("no row 4101");
    }

    @Test
    void values_anyNumberOfThreads_areTheSameBytes() throws IOException {
        Trained three = train(Map.of(), 3);
        assertThat(three.file(RunFile.VALUES)).isEqualTo(one.file(RunFile.VALUES));
        assertThat(three.file(RunFile.VALUE_BLOCKS)).isEqualTo(one.file(RunFile.VALUE_BLOCKS));
    }

    @Test
    void values_ofAComputedColumn_areThoseItIsMadeOf() throws IOException {
        RowValues values = train(Map.of("derive.per_visit", "spend / visits"), 1).values();
        assertThat(values.columns()).contains("spend", "visits").doesNotContain("per_visit");
    }

    private record Trained(ReadResult read, TrainingResult result, Map<String, byte[]> files) {
        byte[] file(RunFile file) {
            return files.get(file.path());
        }

        RowValues values() {
            byte[] rows = file(RunFile.VALUES);
            return new RowValues(RowBlocks.parse(file(RunFile.VALUE_BLOCKS)), new AssignedRows.Source() {
                @Override
                public byte[] ofIndex(long from, int length) {
                    throw new AssertionError("the head is enough");
                }

                @Override
                public byte[] ofRows(long from, int length) {
                    return Arrays.copyOfRange(rows, (int) from, (int) from + length);
                }
            });
        }
    }

    private static Trained train(Map<String, String> settings, int threads) throws IOException {
        PipelineConfig config = PipelineConfig.defaults().with(Map.of("clustering.algorithm", "kmeans",
                "clustering.k", "3")).with(settings);
        ReadResult read = TableReader.read(new ByteArrayInputStream(customers().getBytes(UTF_8)), "members.csv",
                config);
        try (Workers workers = new Workers(threads)) {
            TrainingResult result = Pipeline.train(read, config, workers, Progress.NONE);
            Map<String, byte[]> files = new HashMap<>();
            result.artifacts().stream().filter(file -> file.path().contains("-values."))
                    .forEach(file -> files.put(file.path(), file.bytes()));
            return new Trained(read, result, files);
        }
    }

    private static String customers() {
        SplittableRandom random = new SplittableRandom(11);
        StringBuilder csv = new StringBuilder("customer_id,email,spend,visits,joined,city\n");
        for (int i = 0; i < ROWS; i++) {
            String spend = i % 50 == 3 ? ""
                    : String.format(Locale.ROOT, "%.2f",
                            100 * (1 + i % 3) + 5 * random.nextGaussian());
            csv.append("C").append(i).append(",c").append(i).append("@example.org,").append(spend).append(',')
                    .append(2 + 10 * (i % 3) + random.nextInt(3)).append(',')
                    .append(LocalDate.of(2020, 1, 1).plusDays(i % 900)).append(",\"")
                    .append(LEVELS.get(i % 4).replace("\"", "\"\"")).append("\"\n");
        }
        return csv.toString();
    }
}
