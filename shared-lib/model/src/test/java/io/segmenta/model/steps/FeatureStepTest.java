package io.segmenta.model.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

    @Test
    void describe_ofEveryOtherStep_isASentence() {
        assertThat(new Clip("x", 0, 10.5).describe()).isEqualTo("x: clipped to [0, 10.5]");
        assertThat(new Transform("x", Transform.Kind.LOG1P, 0).describe()).isEqualTo("x: log1p");
        assertThat(new Transform("x", Transform.Kind.YEO_JOHNSON, 0.5).describe())
                .isEqualTo("x: Yeo-Johnson with lambda 0.5");
        assertThat(new ImputeNumeric("x", 2, 0, "median").describe())
                .isEqualTo("x: none missing, later ones filled with median 2");
        assertThat(new ImputeCategory("x", "a", 0, "mode").describe())
                .isEqualTo("x: none missing, later ones filled with mode \"a\"");
        assertThat(new ImputeCategory("x", "a", 3, "mode").describe()).isEqualTo("x: 3 missing filled with mode \"a\"");
        assertThat(new OneHot("x", List.of("a"), false).describe()).isEqualTo("x: one column for each of a");
        assertThat(new OrdinalEncode("x", List.of("low", "high"), 0.5).describe())
                .isEqualTo("x: low < high as 0 to 1, unseen levels as 0.5");
        assertThat(new Scale("x", Scale.Kind.MIN_MAX, 1, 6).describe())
                .isEqualTo("x: min-max scaled with min 1, range 6");
        assertThat(new Scale("x", Scale.Kind.ROBUST, 3, 2).describe())
                .isEqualTo("x: robustly scaled with median 3, interquartile range 2");
        assertThat(new Scale("x", Scale.Kind.WEIGHT, 0, 0.5).describe()).isEqualTo("x: weighted by 2");
        assertThat(new Scale("x", Scale.Kind.NONE, 0, 1).describe()).isEqualTo("x: not scaled");
    }

    private static void refused(ThrowingCallable made, String message) {
        assertThatIllegalArgumentException().isThrownBy(made).withMessage(message);
    }

    @Test
    void records_thatContradictThemselves_areRefused() {
        refused(() -> new Clip("x", 2, 1), "column \"x\": min 2.0 is above max 1.0");
        refused(() -> new ImputeNumeric("x", 2, -1, "mean"), "imputed must not be negative, got -1");
        refused(() -> new ImputeCategory("x", "a", -1, "mode"), "imputed must not be negative, got -1");
        refused(() -> new OneHot("x", List.of(), false), "column \"x\": one-hot encoding needs at least one level");
        refused(() -> new OneHot("x", List.of("a", "a"), true), "column \"x\": a level is listed twice");
        refused(() -> new OrdinalEncode("x", List.of(), 0), "column \"x\": ordinal encoding needs at least one level");
        refused(() -> new OrdinalEncode("x", List.of("a", "a"), 0), "column \"x\": a level is listed twice");
        refused(() -> new Scale("x", Scale.Kind.NONE, 1, 1),
                "column \"x\": without scaling center must be 0 and scale 1");
        refused(() -> new Scale("x", Scale.Kind.NONE, 0, 2),
                "column \"x\": without scaling center must be 0 and scale 1");
        refused(() -> new GroupScore("g", List.of(), 0.5), "group \"g\": a score needs at least one question");
        refused(() -> new GroupScore("g", List.of("a", "a"), 0.5), "group \"g\": a question is named twice");
        assertThat(new Clip("x", 1, 1).apply(5)).as("one value is a range").isEqualTo(1);
        assertThat(new OneHot("x", List.of(), true).outputs()).containsExactly("x=(other)");
    }

    @Test
    void clip_atItsBounds_keepsTheValue() {
        Clip clip = new Clip("x", 0, 10);
        assertThat(clip.apply(0)).isZero();
        assertThat(clip.apply(10)).isEqualTo(10);
        assertThat(clip.apply(Double.NaN)).isNaN();
    }

    @Test
    void pca_whoseNumbersDoNotFit_isRefused() {
        double[] mean = {0};
        double[][] unit = {{1}};
        double[] share = {1};
        List<String> x = List.of("x");
        refused(() -> new Pca(List.of("x", "x"), new double[2], unit, share),
                "an input of the principal components is named twice");
        refused(() -> new Pca(x, new double[2], unit, share), "2 means for 1 columns; there must be as many");
        refused(() -> new Pca(x, mean, new double[0][], share), "the number of components must be in [1, 1], got 0");
        refused(() -> new Pca(x, mean, new double[][] {{1}, {1}}, new double[2]),
                "the number of components must be in [1, 1], got 2");
        refused(() -> new Pca(x, mean, unit, new double[2]), "2 shares for 1 components; there must be as many");
        refused(() -> new Pca(x, mean, new double[][] {{1, 0}}, share), "component 0 has 2 values, expected 1");
        refused(() -> new Pca(x, mean, new double[][] {{0.9}}, share),
                "component 0 must have length 1, its squared length is 0.81");
    }

    @Test
    void pca_isEqualWhenAllItsNumbersAre() {
        Pca pca = new Pca(List.of("x", "y"), new double[] {3.5, 2.75}, PCA_COMPONENTS, new double[] {0.8, 0.2});
        assertThat(pca).isEqualTo(
                new Pca(List.of("x", "y"), new double[] {3.5, 2.75}, PCA_COMPONENTS, new double[] {0.8, 0.2}))
                .hasSameHashCodeAs(
                        new Pca(List.of("x", "y"), new double[] {3.5, 2.75}, PCA_COMPONENTS, new double[] {0.8, 0.2}))
                .hasToString("2 principal components of 2 columns, 100.0 % of the variance")
                .isNotEqualTo(new Pca(List.of("x", "z"), pca.mean(), pca.components(), pca.shares()))
                .isNotEqualTo(new Pca(List.of("x", "y"), new double[2], pca.components(), pca.shares()))
                .isNotEqualTo(new Pca(List.of("x", "y"), pca.mean(), new double[][] {{1, 0}, {0, 1}}, pca.shares()))
                .isNotEqualTo(new Pca(List.of("x", "y"), pca.mean(), pca.components(), new double[2]))
                .isNotEqualTo(IMPUTE);
        assertThat(pca.outputs()).containsExactly("pc1", "pc2");
        pca.mean()[0] = 7;
        pca.components()[0][0] = 7;
        pca.shares()[0] = 7;
        assertThat(pca.mean()).containsExactly(3.5, 2.75);
        assertThat(pca.components()).isDeepEqualTo(PCA_COMPONENTS);
        assertThat(pca.shares()).containsExactly(0.8, 0.2);
    }

    @Test
    void everyStep_isReadAsItWasWritten() {
        FeaturePipeline pipeline = new FeaturePipeline(List.of(new Clip("x", -1, 1), IMPUTE,
                new Transform("x", Transform.Kind.YEO_JOHNSON, 0.5), new Scale("x", Scale.Kind.WEIGHT, 0, 2)),
                List.of("x"));
        assertThat(FeaturePipeline.fromJson(pipeline.toJson())).isEqualTo(pipeline);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> FeaturePipeline.fromJson(pipeline.toJson().replace("\"clip\"", "\"cut\"")))
                .withMessageContaining("steps[0].step: expected a step this reader knows, found \"cut\"");
    }
}
