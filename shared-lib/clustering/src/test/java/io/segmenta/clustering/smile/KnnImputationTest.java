package io.segmenta.clustering.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Golden;
import io.segmenta.clustering.Samples;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.KnnReference;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import smile.data.DataFrame;
import smile.feature.imputation.KNNImputer;

class KnnImputationTest {

    private static final Workers ONE = new Workers(1);
    private static final float GAP = Float.NaN;

    @Test
    void nearestRows_byHand() {
        // Both columns have the same spread. Row 4 is nearest to rows 1 and 2 by its first value, row 5 to 3 and 2.
        Matrix x = Samples.rows(new float[] {0, 0}, new float[] {10, 10}, new float[] {12, 12}, new float[] {30, 30},
                new float[] {10.5f, GAP}, new float[] {GAP, 29});
        KnnImputationFit fit = new KnnImputation(2, 4).fit(x, 1, ONE);
        assertThat(fit.imputed().column(1)).containsExactly(0, 10, 12, 30, 11, 29);
        assertThat(fit.imputed().column(0)).containsExactly(0, 10, 12, 30, 10.5f, 21);
        assertThat(fit.reference().impute(new float[] {GAP, 1})).containsExactly(5, 1);
    }

    @Test
    void scale_isThatOfTheColumn() {
        // In raw units row 3 would be nearest to row 1; in units of the columns' spread, to row 0.
        float[][] rows = {{0, 0, 1}, {1, 900, 2}, {0, 1000, 3}};
        KnnReference raw = new KnnReference(1, rows, new float[] {1, 1, 1}, new float[3]);
        KnnReference scaled = new KnnReference(1, rows, new float[] {0.1f, 1000, 1}, new float[3]);
        assertThat(raw.impute(new float[] {0, 800, GAP})[2]).isEqualTo(2);
        assertThat(scaled.impute(new float[] {0, 400, GAP})[2]).isEqualTo(1);
    }

    @Test
    void equallyNear_theEarlierRow() {
        KnnReference reference = new KnnReference(1, new float[][] {{1, 5}, {3, 6}}, new float[] {1, 1}, new float[2]);
        assertThat(reference.impute(new float[] {2, GAP})[1]).isEqualTo(5);
    }

    @Test
    void nothingToGoBy_theMeanOfTheColumn() {
        Matrix x = Samples.rows(new float[] {1, 2}, new float[] {3, 6}, new float[] {GAP, GAP});
        KnnImputationFit fit = KnnImputation.withDefaults().fit(x, 1, ONE);
        assertThat(fit.imputed().get(2, 0)).isEqualTo(2);
        assertThat(fit.imputed().get(2, 1)).isEqualTo(4);
        // No neighbour has the second value.
        KnnReference reference = new KnnReference(1, new float[][] {{1, GAP}, {9, 7}}, new float[] {1, 1},
                new float[] {4, 8});
        assertThat(reference.impute(new float[] {2, GAP})[1]).isEqualTo(8);
    }

    @Test
    void reference_isOfTheRowsThatMissLeast() {
        Matrix x = Samples.rows(new float[] {GAP, 1, 1}, new float[] {2, 2, 2}, new float[] {GAP, GAP, 3},
                new float[] {4, 4, 4}, new float[] {5, GAP, GAP}, new float[] {GAP, GAP, GAP});
        assertThat(Arrays.deepToString(new KnnImputation(1, 3).fit(x, 1, ONE).reference().rows()))
                .isEqualTo("[[NaN, 1.0, 1.0], [2.0, 2.0, 2.0], [4.0, 4.0, 4.0]]");
        assertThat(new KnnImputation(1, 100).fit(x, 1, ONE).reference().rows()).hasDimensions(5, 3);
    }

    @Test
    void asScikitLearn_whereReferenceRowsMissNothing() {
        Golden golden = Golden.read("smile.txt");
        Matrix x = golden.rows("gaps");
        Matrix imputed = new KnnImputation(5, 60).fit(x, 1, ONE).imputed();
        double[] expected = golden.values("gaps", "knn");
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat((double) imputed.get(60 + i, j)).as("row %d column %d", i, j).isCloseTo(expected[4 * i + j],
                        within(2e-6));
            }
        }
    }

    @Property(tries = 40, seed = "20")
    void newRows_asSmileItself(@ForAll @IntRange(min = 6, max = 60) int n, @ForAll @IntRange(min = 1, max = 5) int k,
            @ForAll long seed) {
        float[][] reference = RowDraw.floats(Samples.uniform(n, 4, seed));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < n / 3; i++) {
            // Column 3 is never missing, so that all rows can be compared, as Smile requires.
            reference[i][random.nextInt(3)] = GAP;
        }
        float[] ones = {1, 1, 1, 1};
        float[] fallback = {-1, -1, -1, -1};
        KnnReference plain = new KnnReference(k, reference, ones, fallback);
        String[] names = {"a", "b", "c", "d"};
        KNNImputer imputer = new KNNImputer(DataFrame.of(doubles(reference), names), k, names);
        float[][] rows = RowDraw.floats(Samples.uniform(10, 4, seed + 1));
        for (float[] row : rows) {
            row[random.nextInt(3)] = GAP;
            float[] filled = plain.impute(row);
            var direct = imputer.apply(DataFrame.of(doubles(new float[][] {row}), names).get(0));
            for (int j = 0; j < 4; j++) {
                float expected = direct.get(j) instanceof Double value ? value.floatValue() : -1;
                assertThat(filled[j]).isEqualTo(expected);
            }
        }
    }

    private static double[][] doubles(float[][] rows) {
        return RowDraw.doubles(Samples.rows(rows));
    }

    @Property(tries = 40, seed = "20")
    void rowsOfTheFit_filledAsNewRows(@ForAll @IntRange(min = 2, max = 80) int n, @ForAll long seed) {
        Matrix x = Samples.uniform(n, 3, seed);
        float[][] columns = new float[3][];
        Arrays.setAll(columns, j -> x.column(j).clone());
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 1; i < n; i++) {
            for (int j = 0; j < 3; j++) {
                columns[j][i] = random.nextInt(4) == 0 ? GAP : columns[j][i];
            }
        }
        Matrix gaps = Matrix.ofColumns(x.names(), columns);
        KnnImputationFit fit = new KnnImputation(3, 20).fit(gaps, seed, ONE);
        float[][] rows = RowDraw.floats(gaps);
        float[][] filled = RowDraw.floats(fit.imputed());
        for (int i = 0; i < n; i++) {
            assertThat(fit.reference().impute(rows[i])).isEqualTo(filled[i]);
            assertThat(filled[i]).doesNotContain(GAP);
        }
    }

    @Test
    void refused_whatCannotBeFilled() {
        assertThatThrownBy(() -> KnnImputation.withDefaults().fit(Samples.column(GAP, GAP), 1, ONE))
                .isInstanceOf(DataException.class)
                .hasMessage("column \"x0\": expected at least one value, got none");
        assertThatThrownBy(() -> KnnImputation.withDefaults().fit(Samples.column(1, Float.POSITIVE_INFINITY), 1, ONE))
                .hasMessage("column \"x0\": expected a finite or a missing value, got Infinity at row 2");
        assertThatThrownBy(() -> KnnImputation.withDefaults().fit(Samples.column(1, 1e16f), 1, ONE))
                .isInstanceOf(DataException.class)
                .hasMessage("column \"x0\": expected a magnitude of at most 1.0E15, got 1.0E16 at row 2");
        assertThatThrownBy(() -> new KnnImputation(0, 5)).hasMessage("k must be in [1, 100], got 0");
        KnnReference reference = new KnnReference(1, new float[][] {{1, 2}}, new float[] {1, 1}, new float[2]);
        assertThatThrownBy(() -> reference.impute(new float[1])).hasMessage("row has 1 values, expected 2");
    }

    @Test
    void moreRowsThanSmileIsGiven_filledAlike() {
        Matrix many = gapped(3 * KnnImputation.SMILE_ROWS);
        try (Workers two = new Workers(2)) {
            KnnImputationFit fit = new KnnImputation(3, 20).fit(many, 1, two);
            float[] row = new float[2];
            float[] filled = new float[2];
            for (int i = 0; i < many.rows(); i++) {
                many.row(i, row);
                fit.imputed().row(i, filled);
                assertThat(filled).isEqualTo(fit.reference().impute(row)).doesNotContain(GAP);
            }
        }
    }

    private static Matrix gapped(int n) {
        float[][] rows = RowDraw.floats(Samples.uniform(n, 2, 4));
        for (int i = 0; i < n; i++) {
            rows[i][i % 2] = i % 5 < 2 ? GAP : rows[i][i % 2];
        }
        return Samples.rows(rows);
    }

    @Test
    void nothingMissing_sameRows() {
        Matrix x = Samples.uniform(50, 3, 1);
        Matrix imputed = KnnImputation.withDefaults().fit(x, 1, ONE).imputed();
        IntStream.range(0, 3).forEach(j -> assertThat(imputed.column(j)).isEqualTo(x.column(j)));
    }
}
