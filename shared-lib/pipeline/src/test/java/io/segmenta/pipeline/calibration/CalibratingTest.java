package io.segmenta.pipeline.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.Assignment;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.confidence.CalibrationBytes;
import io.segmenta.model.confidence.StayCurve;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Clusterer;
import io.segmenta.pipeline.algorithm.Clusterers;
import io.segmenta.pipeline.algorithm.Division;
import io.segmenta.pipeline.algorithm.FoundNumber;
import io.segmenta.pipeline.algorithm.GivenNumber;
import io.segmenta.pipeline.algorithm.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratingTest {
    private static final double ALPHA = 0.05;
    private static Workers one;
    private static Workers four;

    private record Learned(Assigner assigner, Calibration calibration) {
        double[] fits(Matrix x) {
            return Arrays.stream(answers(x)).filter(answer -> answer.cluster() >= 0)
                    .mapToDouble(calibration::fit).toArray();
        }

        Assignment[] answers(Matrix x) {
            Assignment[] answers = new Assignment[x.rows()];
            float[] row = new float[x.columns()];
            for (int i = 0; i < answers.length; i++) {
                x.row(i, row);
                answers[i] = assigner.explain(row);
            }
            return answers;
        }
    }

    @BeforeAll
    static void start() {
        one = new Workers(1);
        four = new Workers(4);
    }

    @AfterAll
    static void stop() {
        one.close();
        four.close();
    }

    /** Normal clouds about 0, 8 and 16 on a line, round in the other column. */
    private static Matrix clouds(int n, double apart, long seed) {
        Random random = new Random(seed);
        float[][] columns = new float[2][n];
        for (int i = 0; i < n; i++) {
            columns[0][i] = (float) (apart * (i % 3) + random.nextGaussian());
            columns[1][i] = (float) random.nextGaussian();
        }
        return Matrix.ofColumns(List.of("a", "b"), columns);
    }

    private static Matrix uniform(int n, int d, long seed) {
        Random random = new Random(seed);
        float[][] columns = new float[d][n];
        for (float[] column : columns) {
            for (int i = 0; i < n; i++) {
                column[i] = random.nextFloat();
            }
        }
        return Matrix.ofColumns(Arrays.asList("a", "b", "c", "d", "e", "f").subList(0, d), columns);
    }

    private static Learned learned(Matrix x, int k, Map<String, String> settings, Workers workers) {
        PipelineConfig config = PipelineConfig.defaults().with(settings);
        Clusterer clusterer = Clusterers.of(config.clustering()).orElseThrow();
        Rows rows = Rows.of(x);
        Division division = switch (clusterer) {
            case GivenNumber given -> given.divide(rows, List.of(k), 1, workers, Progress.NONE).getFirst();
            case FoundNumber found -> found.fit(rows, x.rows(), 1, workers);
        };
        Assigner assigner = clusterer.assigner(x, division, 1);
        return new Learned(assigner, Calibrating.of(clusterer, division, assigner, rows, x, ALPHA, 1, workers)
                .calibration());
    }

    private static Learned learned(Matrix x, int k, ClusteringConfig.Algorithm algorithm, Workers workers) {
        return learned(x, k, Map.of("clustering.algorithm", algorithm.name().toLowerCase(Locale.ROOT)),
                workers);
    }

    @ParameterizedTest
    @EnumSource(ClusteringConfig.Algorithm.class)
    void of_heldOutRows_fitsAsPromised(ClusteringConfig.Algorithm algorithm) {
        Matrix held = clouds(3_000, 8, 99);
        double[] fits = learned(clouds(600, 8, 1), 3, algorithm, four).fits(held);
        double rejected = Arrays.stream(fits).filter(fit -> fit <= ALPHA).count() / (double) fits.length;
        double error = Math.sqrt(ALPHA * (1 - ALPHA) * (1.0 / 600 + 1.0 / held.rows()));
        assertThat(rejected).isBetween(ALPHA - 3 * error, ALPHA + 3 * error);
    }

    @ParameterizedTest
    @EnumSource(value = ClusteringConfig.Algorithm.class, names = {"KMEANS", "SOM_KMEANS", "GAUSSIAN_MIXTURE", "GENIE",
            "DBSCAN"})
    void of_anyNumberOfThreads_sameBytes(ClusteringConfig.Algorithm algorithm) {
        Matrix x = clouds(300, 6, 2);
        assertThat(CalibrationBytes.write(learned(x, 3, algorithm, four).calibration()))
                .isEqualTo(CalibrationBytes.write(learned(x, 3, algorithm, one).calibration()));
    }

    @Test
    void of_farRow_isOutsideAndOfClearGroupsSure() {
        Learned learned = learned(clouds(600, 8, 1), 3, ClusteringConfig.Algorithm.KMEANS, four);
        Calibration calibration = learned.calibration();
        Assignment far = learned.assigner().explain(new float[] {0, 30});
        assertThat(calibration.isOutside(far, calibration.fit(far))).isTrue();
        Assignment middle = learned.assigner().explain(new float[] {0, 0});
        assertThat(calibration.fit(middle)).isGreaterThan(0.5);
        assertThat(calibration.confidence(middle)).isGreaterThan(0.95);
        assertThat(calibration.between(middle)).isEqualTo(-1);
    }

    /** No clear segments show in every answer. */
    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void of_rowsWithoutGroups_noAnswerIsSure(long seed) {
        Learned learned = learned(uniform(400, 6, seed), 5, ClusteringConfig.Algorithm.KMEANS, four);
        assertThat(learned.answers(uniform(200, 6, 77))).allSatisfy(
                answer -> assertThat(learned.calibration().confidence(answer)).isLessThan(0.8));
        assertThat(Arrays.stream(learned.answers(uniform(200, 6, 77))).mapToDouble(learned.calibration()::confidence)
                .average().orElseThrow()).isLessThan(0.5);
    }

    @Test
    void of_touchingGroups_aFewRowsLieBetween() {
        Learned learned = learned(clouds(900, 3, 1), 3, ClusteringConfig.Algorithm.KMEANS, four);
        Matrix held = clouds(3_000, 3, 5);
        double between = Arrays.stream(learned.answers(held)).filter(
                answer -> learned.calibration().between(answer) >= 0).count() / (double) held.rows();
        assertThat(between).isBetween(0.03, 0.075);
        Assignment border = learned.assigner().explain(new float[] {1.45f, 0});
        assertThat(learned.calibration().between(border)).isEqualTo(border.runnerUp());
    }

    @Test
    void of_fewerRowsThanCanBeDividedAgain_promisesNothing() {
        Matrix x = Matrix.ofColumns(List.of("a"), new float[][] {{0, 1, 10, 11}});
        Learned learned = learned(x, 2, ClusteringConfig.Algorithm.KMEANS, one);
        assertThat(learned.calibration().confidence(learned.assigner().explain(new float[] {0}))).isZero();
        assertThat(learned.calibration().fit(learned.assigner().explain(new float[] {0}))).isBetween(0.2, 1.0);
    }

    @Test
    void of_shares_binsThatFallArePooled() {
        StayCurve curve = Curves.of(new double[] {4, 1, 3, 2}, new double[] {1, 0.25, 0, 0.5});
        assertThat(curve.at(1)).isEqualTo(0.25);
        assertThat(curve.at(2)).isEqualTo(0.25);
        assertThat(curve.at(3)).isEqualTo(0.25);
        assertThat(curve.at(3.5)).isEqualTo(0.625);
    }

    @Test
    void paired_leastSimilarity_isNeeded() {
        int[] labels = {0, 0, 0, 0, 1, 1, 1, -1};
        int[] others = {1, 1, 1, 0, 0, 2, 2, -1};
        assertThat(Retrainings.paired(labels, others, 2, 3)).containsExactly(1, 2);
        assertThat(Retrainings.paired(new int[] {0, 0, 0, 0}, new int[] {0, 1, 2, 3}, 1, 4)).containsExactly(-1);
    }

    /** 4 rows of a segment with median 2, drawn to the median 1 of all by ten: 18/14. */
    @Test
    void values_ofFewRows_areInMultiplesOfATypicalOne() {
        double[] values = {2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1};
        int[] segments = {0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1};
        Pooled pooled = new Pooled(values, segments, 2);
        assertThat(pooled.rows(0, 4)).hasSize(4);
        int[] all = pooled.rows(0, 5);
        assertThat(all).hasSize(11);
        assertThat(pooled.values(0, all)).startsWith(2, 2, 2, 2, 18.0 / 14);
    }
}
