package io.segmenta.pipeline.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.RealData;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.steps.Pca;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The features equal what scikit-learn makes of the same columns; golden/*.csv and the script beside them. */
@RealData
class ScikitLearnTest {
    private static final PipelineConfig PLAIN = PipelineConfig.defaults().with(Map.of("features.skew", "none"));

    /** The features are floats: half a unit in the last of their 24 bits. */
    private static final double FLOAT = 1.0 / (1 << 24);

    @Test
    void fit_equalsScikitLearn() throws IOException {
        Map<String, ReadResult> files = new HashMap<>();
        Map<String, FittedFeatures> fits = new HashMap<>();
        int compared = 0;
        for (String line : golden("scaling.csv")) {
            String[] cells = line.split("\\|", -1);
            ReadResult read = files.computeIfAbsent(cells[0], Reading::real);
            FittedFeatures fit = fits.computeIfAbsent(cells[0] + cells[2],
                    k -> FeatureFitter.fit(read.table(), read.schema(),
                            PLAIN.with(settings(cells[2]))));
            List<String> names = fit.matrix().names();
            if (cells[2].equals("one_hot")) {
                float[] level = fit.matrix().column(names.indexOf(cells[1] + "=" + cells[3]));
                assertThat(sum(level)).as(line).isEqualTo(Double.parseDouble(cells[4]));
            } else {
                float[] column = fit.matrix().column(names.indexOf(cells[1]));
                for (int i = 0; i < 5; i++) {
                    double expected = Double.parseDouble(cells[3 + i]);
                    assertThat((double) column[i]).as(line).isCloseTo(expected,
                            within(1e-6 * Math.max(1, Math.abs(expected)) + FLOAT));
                }
                double total = Double.parseDouble(cells[8]);
                assertThat(sum(column)).as(line).isCloseTo(total, within(1e-6 * total));
            }
            compared++;
        }
        assertThat(compared).isGreaterThan(50);
    }

    @Test
    void components_equalScikitLearnUpToTheirSign() throws IOException {
        int compared = 0;
        for (String line : golden("pca.csv")) {
            String[] cells = line.split("\\|", -1);
            ReadResult read = Reading.real(cells[0]);
            double[] entries = numbers(cells[4]);
            int component = Integer.parseInt(cells[2]);
            FittedFeatures fit = FeatureFitter.fit(read.table(), read.schema(), PLAIN.with(Map.of(
                    "columns.include", cells[1], "features.pca_components", Integer.toString(entries.length))));
            Pca pca = (Pca) fit.pipeline().steps().getLast();
            double[] own = Arrays.stream(cells[1].split(","))
                    .mapToDouble(name -> pca.components()[component][pca.inputs().indexOf(name)]).toArray();
            double sign = Math.signum(own[0] * entries[0]);
            assertThat(pca.shares()[component]).as(line).isCloseTo(Double.parseDouble(cells[3]), within(1e-6));
            for (int j = 0; j < own.length; j++) {
                assertThat(sign * own[j]).as(line).isCloseTo(entries[j], within(1e-6));
            }
            double[] scores = numbers(cells[5]);
            float[] column = fit.matrix().column(component);
            for (int i = 0; i < 5; i++) {
                assertThat(sign * column[i]).as(line).isCloseTo(scores[i],
                        within(1e-6 * Math.max(1, Math.abs(scores[i])) + FLOAT));
            }
            assertThat(sum(column)).as(line).isCloseTo(scores[5], within(1e-6 * scores[5]));
            compared++;
        }
        assertThat(compared).as("components of three files").isEqualTo(3 + 6 + 4);
    }

    private static double[] numbers(String cells) {
        return Arrays.stream(cells.split(",")).mapToDouble(Double::parseDouble).toArray();
    }

    private static Map<String, String> settings(String step) {
        return switch (step) {
            case "yeo_johnson" -> Map.of("features.skew", "yeo_johnson");
            case "one_hot" -> Map.of("columns.use_protected", "true");
            default -> Map.of("features.scale", step);
        };
    }

    private static double sum(float[] column) {
        double sum = 0;
        for (float value : column) {
            sum += Math.abs(value);
        }
        return sum;
    }

    private static List<String> golden(String file) throws IOException {
        try (InputStream in = ScikitLearnTest.class.getResourceAsStream("/golden/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
