package io.segmenta.model.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureStepTest {

    private static float[][] transform(Column column, List<String> outputs, FeatureStep... steps) {
        Matrix matrix = new FeaturePipeline(Arrays.asList(steps), outputs)
                .transform(new Table("x.csv", List.of(column)));
        float[][] columns = new float[matrix.columns()][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = matrix.column(j);
        }
        return columns;
    }

    private static float[] numbers(double[] values, FeatureStep... steps) {
        return transform(new NumericColumn("x", values), List.of("x"), steps)[0];
    }

    private static final ImputeNumeric IMPUTE = new ImputeNumeric("x", 2, 1, "median");

    @Test
    void imputeNumeric_fillsOnlyWhatIsMissing() {
        assertThat(numbers(new double[] {1, Double.NaN, 3}, IMPUTE)).containsExactly(1, 2, 3);
    }

    // scikit-learn 1.2.1: StandardScaler, MinMaxScaler, RobustScaler on [1, 2, 4, 7]
    @Test
    void scale_agreesWithScikitLearn() {
        double[] x = {1, 2, 4, 7};
        assertThat(numbers(x, IMPUTE, new Scale("x", Scale.Kind.STANDARD, 3.5, 2.29128784747792))).containsExactly(
                -1.091089451179962f, -0.6546536707079772f, 0.2182178902359924f, 1.5275252316519468f);
        assertThat(numbers(x, IMPUTE, new Scale("x", Scale.Kind.MIN_MAX, 1, 6))).containsExactly(0f, 1 / 6f, 0.5f, 1f);
        assertThat(numbers(x, IMPUTE, new Scale("x", Scale.Kind.ROBUST, 3, 3))).containsExactly(-2 / 3f, -1 / 3f,
                1 / 3f, 4 / 3f);
        assertThat(numbers(x, IMPUTE, new Scale("x", Scale.Kind.NONE, 0, 1))).containsExactly(1, 2, 4, 7);
    }

    // SciPy 1.10.1: scipy.stats.yeojohnson(x, lmbda)
    @ParameterizedTest
    @CsvSource({"0,-3,-7.5", "0,7,2.0794415416798357", "0.5,-3,-4.666666666666667", "0.5,0.5,0.4494897427831779",
            "2,-3,-1.3862943611198906", "2,7,31.5", "-1,-0.5,-0.7916666666666666", "-1,7,0.875",
            "1.3,7,10.714252203529938", "1.3,-3,-2.3414511736368406"})
    void yeoJohnson_agreesWithScipy(double lambda, double x, double expected) {
        assertThat(Transform.yeoJohnson(x, lambda)).isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    }

    @Test
    void log1p_negative_isTheOddExtension() {
        Transform step = new Transform("x", Transform.Kind.LOG1P, 0);
        assertThat(step.apply(7)).isEqualTo(2.0794415416798357);
        assertThat(step.apply(-7)).isEqualTo(-2.0794415416798357);
        assertThat(step.apply(0)).isZero();
    }

    @Test
    void dateToDays_countsBackFromTheReference() {
        assertThat(numbers(new double[] {100, 90, 110}, new DateToDays("x", 100), IMPUTE)).containsExactly(0, 10, -10);
    }

    @Test
    void yearToAge_countsBackFromTheReference() {
        YearToAge step = new YearToAge("x", 2014);
        assertThat(numbers(new double[] {1970, 2014}, step, IMPUTE)).containsExactly(44, 0);
        FeaturePipeline pipeline = new FeaturePipeline(List.of(step, IMPUTE), List.of("x"));
        assertThat(FeaturePipeline.fromJson(pipeline.toJson())).isEqualTo(pipeline);
        assertThat(step.describe()).isEqualTo("x: age in 2014");
    }

    @Test
    void clip_movesToTheBounds() {
        assertThat(numbers(new double[] {-5, 3, 50}, IMPUTE, new Clip("x", 0, 10))).containsExactly(0, 3, 10);
    }

    @Test
    void oneHot_withBucket_poolsTheRest() {
        OneHot step = new OneHot("x", List.of("a", "b"), true);
        float[][] columns = transform(TextColumn.of("x", Arrays.asList("a", "b", "zzz", null)), step.outputs(), step);
        assertThat(columns).isEqualTo(new float[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 1}});
        assertThat(step.outputs()).containsExactly("x=a", "x=b", "x=(other)");
    }

    @Test
    void oneHot_withoutBucket_isZeroForTheRest() {
        OneHot step = new OneHot("x", List.of("a", "b"), false);
        float[][] columns = transform(TextColumn.of("x", Arrays.asList("b", "zzz", null)), step.outputs(), step);
        assertThat(columns).isEqualTo(new float[][] {{0, 0, 0}, {1, 0, 0}});
    }

    @Test
    void imputeCategory_fillsBeforeEncoding() {
        OneHot step = new OneHot("x", List.of("a", "b"), false);
        float[][] columns = transform(TextColumn.of("x", Arrays.asList("a", null)), step.outputs(),
                new ImputeCategory("x", "b", 1, "mode"), step);
        assertThat(columns).isEqualTo(new float[][] {{1, 0}, {0, 1}});
    }

    @Test
    void oneHot_numericColumn_readsPlainText() {
        OneHot step = new OneHot("x", List.of("1", "2"), false);
        float[][] columns = transform(new NumericColumn("x", new double[] {2, 1, 3, Double.NaN}), step.outputs(), step);
        assertThat(columns).isEqualTo(new float[][] {{0, 1, 0, 0}, {1, 0, 0, 0}});
    }

    @Test
    void levels_matchIgnoringCaseOnlyWhereUnambiguous() {
        OneHot one = new OneHot("x", List.of("Male"), false);
        assertThat(transform(TextColumn.of("x", List.of(" male", "MALE")), one.outputs(), one)[0]).containsExactly(1,
                1);
        OneHot two = new OneHot("x", List.of("Male", "male"), false);
        assertThat(transform(TextColumn.of("x", List.of("male", "MALE")), two.outputs(), two))
                .isEqualTo(new float[][] {{0, 0}, {1, 0}});
    }

    @Test
    void levels_truthValues_matchByMeaning() {
        OneHot step = new OneHot("x", List.of("Yes", "No"), false);
        assertThat(transform(TextColumn.of("x", List.of("true", "0", "perhaps")), step.outputs(), step))
                .isEqualTo(new float[][] {{1, 0, 0}, {0, 1, 0}});
    }

    @Test
    void ordinalEncode_unseenAndMissingGetTheirNumber() {
        float[][] columns = transform(TextColumn.of("x", Arrays.asList("low", "high", "?", null)), List.of("x"),
                new OrdinalEncode("x", List.of("low", "mid", "high"), 1));
        assertThat(columns[0]).containsExactly(0, 2, 1, 1);
    }

    // scikit-learn 1.2.1: PCA(2).fit_transform([[1, 2], [2, 1], [4, 5], [7, 3]])
    @Test
    void pca_agreesWithScikitLearn() {
        Pca pca = new Pca(List.of("x", "y"), new double[] {3.5, 2.75}, PCA_COMPONENTS, new double[] {0.8, 0.2});
        Table table = new Table("x.csv", List.of(new NumericColumn("x", new double[] {1, 2, 4, 7}),
                new NumericColumn("y", new double[] {2, 1, 5, 3})));
        Matrix matrix = new FeaturePipeline(List.of(IMPUTE, new ImputeNumeric("y", 0, 0, "mean"), pca),
                List.of("pc1", "pc2")).transform(table);
        assertThat(matrix.column(0)).containsExactly(PCA_FIRST, within(1e-6f));
        assertThat(matrix.column(1)).containsExactly(PCA_SECOND, within(1e-6f));
    }

    private static final double[][] PCA_COMPONENTS = {{0.91809616775616, 0.39635770050732333},
            {-0.39635770050732333, 0.91809616775616}};
    private static final float[] PCA_FIRST = {-2.5925086947708924f, -2.070770227522056f, 1.3508529100195574f,
            3.3124260122733906f};
    private static final float[] PCA_SECOND = {0.3023221254511883f, -1.012131742812295f, 1.8675375271976984f,
            -1.1577279098365916f};

    @Test
    void describe_isASentence() {
        assertThat(new ImputeNumeric("total_spend", 51381.5, 24, "median").describe())
                .isEqualTo("total_spend: 24 missing filled with median 51381.5");
        assertThat(new Scale("total_spend", Scale.Kind.STANDARD, 8.5, 1.25).describe())
                .isEqualTo("total_spend: standardised with mean 8.5, sd 1.25");
        assertThat(new OneHot("region", List.of("North", "South"), true).describe())
                .isEqualTo("region: one column for each of North, South and one for all other levels");
        assertThat(new DateToDays("joined", 19_000).describe()).isEqualTo("joined: days before 2022-01-08");
    }

    @Test
    void records_refuseWhatCannotBeReplayed() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Scale("x", Scale.Kind.STANDARD, 0, 0))
                .withMessage("scale must be positive, got 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new ImputeNumeric("x", Double.NaN, 0, "mean"));
        assertThatIllegalArgumentException().isThrownBy(() -> new OneHot("x", List.of("a", "a"), false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Clip("x", 2, 1));
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Pca(List.of("x"), new double[] {0}, new double[][] {{2}}, new double[] {1}))
                .withMessage("component 0 must have length 1, its squared length is 4.0");
    }
}
