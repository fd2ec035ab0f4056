package io.segmenta.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.ClusteringConfig.Algorithm;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of few rows, random settings: where algorithms meet their edges. */
class SmallTablesTest {
    private static final int TABLES = 20;

    /** Every algorithm, and the search over them. */
    static Stream<String> algorithms() {
        return Stream.concat(Stream.of(Algorithm.values()).map(one -> one.name().toLowerCase(Locale.ROOT)),
                Stream.of("auto"));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void train_anySmallTable_endsInAModelThatAnswersOrInARefusal(String algorithm) {
        int models = 0;
        for (int seed = 0; seed < TABLES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String table = table(random);
            Map<String, String> settings = settings(algorithm, random);
            String csv = settings.containsKey("features.impute_numeric") ? gapped(table) : table;
            try {
                TrainingResult result = PipelineTest.train(csv, settings);
                byte[] rows = csv.getBytes(StandardCharsets.UTF_8);
                assertThat(new Invocations(new Predictor(result.model(), "v1"))
                        .answer(AnswerShape.PREDICT, "text/csv", rows, Instant.EPOCH).status()).isEqualTo(200);
                models++;
            } catch (DataException | ConfigException refusal) {
                assertThat(refusal.getMessage()).isNotBlank();
            } catch (RuntimeException crash) {
                throw new AssertionError(settings + " of seed " + seed + ":\n" + csv, crash);
            }
        }
        assertThat(models).isPositive();
    }

    /** A few groups, some of whose values lie far out, in up to four columns of numbers and one of words. */
    private static String table(SplittableRandom random) {
        int rows = 2 + random.nextInt(random.nextBoolean() ? 12 : 60);
        int columns = 1 + random.nextInt(4);
        int groups = 1 + random.nextInt(6);
        boolean whole = random.nextBoolean();
        boolean words = random.nextInt(3) == 0;
        StringBuilder csv = new StringBuilder();
        for (int j = 0; j < columns; j++) {
            csv.append("f").append(j).append(',');
        }
        csv.append(words ? "word" : "last").append('\n');
        for (int i = 0; i < rows; i++) {
            int group = random.nextInt(groups);
            for (int j = 0; j < columns; j++) {
                double value = 5 * group * (j % 2 == 0 ? 1 : -1)
                        + random.nextGaussian() * (random.nextInt(20) == 0 ? 20 : 1);
                csv.append(whole ? Long.toString(Math.round(value)) : String.format(Locale.ROOT, "%.3f", value))
                        .append(',');
            }
            csv.append(words ? "abc".charAt(random.nextInt(3)) + "x" : Integer.toString(random.nextInt(9)))
                    .append('\n');
        }
        return csv.toString();
    }

    /** Every fifth row without its first value. */
    private static String gapped(String csv) {
        List<String> lines = new ArrayList<>(csv.lines().toList());
        for (int i = 1; i < lines.size(); i += 5) {
            lines.set(i, lines.get(i).substring(lines.get(i).indexOf(',')));
        }
        return String.join("\n", lines) + "\n";
    }

    private static Map<String, String> settings(String algorithm, SplittableRandom random) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("clustering.algorithm", algorithm);
        settings.put("clustering.gap_references", "2");
        settings.put("clustering.stability_resamples", "2");
        settings.put("seed", Integer.toString(random.nextInt(1000)));
        if (random.nextBoolean() && !Set.of("dbscan", "hdbscan", "xmeans", "gmeans").contains(algorithm)) {
            settings.put("clustering.k", Integer.toString(2 + random.nextInt(6)));
        }
        if (random.nextInt(3) == 0) {
            settings.put("features.scale", "none");
        }
        if (algorithm.equals("agglomerative")) {
            settings.put("clustering.linkage", random.nextBoolean() ? "average" : "single");
        }
        if (algorithm.equals("dbscan")) {
            settings.put("clustering.radius", Double.toString(0.3 + 2 * random.nextDouble()));
            settings.put("clustering.min_samples", Integer.toString(2 + random.nextInt(5)));
        }
        if (algorithm.equals("hdbscan")) {
            settings.put("clustering.min_segment_size", Integer.toString(2 + random.nextInt(5)));
        }
        if (random.nextInt(3) == 0) {
            settings.put("features.impute_numeric", "knn");
        }
        if (random.nextInt(3) == 0) {
            settings.put("cleaning.outliers", random.nextBoolean() ? "report" : "set_aside");
        }
        if (random.nextInt(3) == 0) {
            settings.put("plots.scatter", "tsne");
        }
        return settings;
    }
}
