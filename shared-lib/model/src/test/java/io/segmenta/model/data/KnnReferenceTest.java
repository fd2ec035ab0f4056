package io.segmenta.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Rows that fill the gaps of others, solved by hand. */
class KnnReferenceTest {
    private static final float GAP = Float.NaN;

    private static KnnReference reference(int k, float[]... rows) {
        return new KnnReference(k, rows, new float[] {1, 2}, new float[] {-1, -2});
    }

    /** Differences 3 / 1 and 8 / 2 over two columns: sqrt(2 / 2 * 25); over the first alone sqrt(2 / 1 * 9). */
    @Test
    void distance_isOverTheColumnsThatBothHaveInTheirScales() {
        KnnReference reference = reference(1, new float[] {0, 0});
        assertThat(reference.distance(new float[] {0, 0}, new float[] {3, 8})).isEqualTo(5);
        assertThat(reference.distance(new float[] {0, 0}, new float[] {3, GAP})).isEqualTo(Math.sqrt(18));
        assertThat(reference.distance(new float[] {GAP, 0}, new float[] {3, GAP})).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void gap_isFilledWithTheMeanOfTheNearestWhateverTheirOrder() {
        float[][] rows = {{5, 1}, {1, 2}, {3, 3}};
        assertThat(reference(1, rows).impute(new float[] {0, GAP})).containsExactly(0, 2);
        assertThat(reference(2, rows).impute(new float[] {0, GAP})).containsExactly(0, 2.5f);
        assertThat(reference(9, rows).impute(new float[] {0, GAP})).as("all that there are").containsExactly(0, 2);
        assertThat(reference(1, rows).impute(new float[] {GAP, 3.2f})).containsExactly(3, 3.2f);
    }

    @Test
    void ofRowsAsFar_theEarlierIsNearer() {
        assertThat(reference(1, new float[] {1, 2}, new float[] {1, 4}).impute(new float[] {0, GAP}))
                .containsExactly(0, 2);
        assertThat(reference(2, new float[] {9, 100}, new float[] {1, 2}, new float[] {1, 4}, new float[] {1, 50})
                .impute(new float[] {0, GAP})).containsExactly(0, 3);
    }

    @Test
    void neighbourThatHasAGapToo_countsForNothing() {
        float[][] rows = {{1, GAP}, {2, 6}, {9, 100}};
        assertThat(reference(2, rows).impute(new float[] {0, GAP})).containsExactly(0, 6);
        assertThat(reference(1, rows).estimate(new float[] {0, GAP})).as("stays missing").containsExactly(0, GAP);
        assertThat(reference(1, rows).impute(new float[] {0, GAP})).as("falls back").containsExactly(0, -2);
        assertThat(reference(1, rows).impute(new float[] {GAP, GAP})).containsExactly(-1, -2);
    }

    @Test
    void givenRow_isNotChanged() {
        float[] row = {0, GAP};
        reference(1, new float[] {1, 2}).impute(row);
        assertThat(row).containsExactly(0, GAP);
    }

    @Test
    void whatDoesNotFit_isRefused() {
        KnnReference reference = reference(1, new float[] {1, 2});
        assertThatIllegalArgumentException().isThrownBy(() -> reference.impute(new float[1]))
                .withMessage("row has 1 values, expected 2");
        assertThatIllegalArgumentException().isThrownBy(() -> reference(1, new float[] {1}))
                .withMessage("reference row has 1 values, expected 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KnnReference(1, new float[0][], new float[] {1}, new float[2]))
                .withMessage("1 scales for 2 columns; there must be as many");
        for (float scale : new float[] {0, -1, GAP, Float.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new KnnReference(1, new float[0][], new float[] {scale}, new float[1]))
                    .withMessage("scale must be positive and finite, got " + scale);
        }
    }

    @Test
    void equal_whenAllNumbersAre() {
        KnnReference one = reference(1, new float[] {1, GAP});
        assertThat(one).isEqualTo(reference(1, new float[] {1, GAP})).hasSameHashCodeAs(reference(1,
                new float[] {1, GAP})).isNotEqualTo(reference(2, new float[] {1, GAP}))
                .isNotEqualTo(reference(1, new float[] {1, 2})).isNotEqualTo("one");
        assertThat(one).isNotEqualTo(new KnnReference(1, one.rows(), new float[] {1, 1}, one.fallback()))
                .isNotEqualTo(new KnnReference(1, one.rows(), one.scale(), new float[2]));
        assertThat(one).doesNotHaveSameHashCodeAs(reference(2, new float[] {1, GAP}))
                .doesNotHaveSameHashCodeAs(reference(1, new float[] {1, 2}));
        assertThat(one).hasToString("1 neighbors of 1 rows of 2 values");
    }
}
