package io.segmenta.model.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.data.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class DensityReferenceTest {

    /** Two rows of cluster 0 that reach 2 far, two of cluster 1 that reach 4 far, one of none. */
    private static final DensityReference LINE = new DensityReference(new float[][] {{0}, {1}, {10}, {13}, {30}},
            new int[] {0, 0, 1, 1, DensityReference.NONE}, 1, new double[] {0.5, 0.5}, 1, new double[] {2, 4});

    /**
     * At 4 the first cluster is nearest but reaches 1 only; the second, 5 away, reaches 6, and the third is 16 away.
     */
    @Test
    void explain_nearerClusterThatIsTooDense_isNoRunnerUp() {
        DensityReference line = new DensityReference(new float[][] {{1}, {9}, {20}}, new int[] {0, 1, 2}, 0,
                new double[] {0.5, 0.25, 0.25}, 1, new double[] {1, 6, 6});
        Assignment assignment = line.explain(new float[] {4});
        assertThat(assignment.cluster()).isEqualTo(1);
        assertThat(assignment.runnerUp()).isEqualTo(2);
        DensityReference two = new DensityReference(new float[][] {{1}, {9}}, new int[] {0, 1}, 0,
                new double[] {0.5, 0.5}, 1, new double[] {1, 6});
        assertThat(two.explain(new float[] {4}).runnerUp()).isEqualTo(-1);
    }

    @Test
    void explain_withinReach_nearestCluster() {
        Assignment assignment = LINE.explain(new float[] {2.5f});
        // The second nearest row is 2.5 away, beyond the reach of cluster 0.
        assertThat(assignment.cluster()).isEqualTo(DensityReference.NONE);
        assertThat(LINE.explain(new float[] {2}).cluster()).isZero();
        assertThat(LINE.explain(new float[] {2}).runnerUp()).isEqualTo(1);
        assertThat(LINE.explain(new float[] {2}).outside()).isFalse();
    }

    @Test
    void explain_tooFarOrTooSparse_none() {
        Assignment far = LINE.explain(new float[] {20});
        assertThat(far).usingRecursiveComparison().ignoringFields("score", "otherScore", "margin")
                .isEqualTo(new Assignment(-1, 1, 7, 0, true, 0, 0, 0));
        // On a row of no cluster: near enough to nothing.
        assertThat(LINE.assign(new float[] {30})).isEqualTo(-1);
        // 16 is 3 from one row of cluster 1, but its second nearest row is 6 away.
        assertThat(LINE.assign(new float[] {16})).isEqualTo(-1);
        assertThat(LINE.assign(new float[] {13})).isEqualTo(1);
    }

    @Test
    void assign_matrix_asRowByRow() {
        Matrix rows = Matrix.ofColumns(List.of("x"), new float[][] {{0, 2, 5, 13, 20}});
        assertThat(LINE.assign(rows)).containsExactly(0, 0, -1, 1, -1);
    }

    @Test
    void withoutNeighbors_onlyTheNearestCounts() {
        DensityReference cores = new DensityReference(new float[][] {{0}, {10}}, new int[] {0, 1}, 0,
                new double[] {0.5, 0.5}, 1, new double[] {2, 4});
        assertThat(cores.assign(new float[] {2})).isZero();
        assertThat(cores.assign(new float[] {2.1f})).isEqualTo(-1);
        assertThat(cores.assign(new float[] {6})).isEqualTo(1);
    }

    @Test
    void constructor_clusterWithoutRow_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DensityReference(new float[][] {{0}}, new int[] {-1}, 0, new double[] {1}, 1,
                        new double[] {1}))
                .withMessage("cluster 0 has no reference row");
    }

    @Test
    void parts_areAsGiven() {
        assertThat(LINE.size()).isEqualTo(5);
        assertThat(LINE.neighbors()).isEqualTo(1);
        assertThat(LINE.labels()).containsExactly(0, 0, 1, 1, -1);
        assertThat(LINE.rows()).isDeepEqualTo(new float[][] {{0}, {1}, {10}, {13}, {30}});
        assertThat(LINE.dimensions()).isEqualTo(1);
        assertThat(LINE.point(3)).containsExactly(13);
        double[] squared = new double[2];
        int[] points = new int[2];
        LINE.locate(new float[] {12}, squared, points);
        assertThat(squared).containsExactly(121, 1);
        assertThat(points).containsExactly(1, 3);
    }

    /** Both clusters reach 20 far; 5.5 is 4.5 from the nearest row of either. */
    @Test
    void explain_ofSeveralDenseClusters_takesTheNearest() {
        DensityReference wide = new DensityReference(new float[][] {{0}, {1}, {10}, {13}}, new int[] {0, 0, 1, 1}, 0,
                new double[] {0.5, 0.5}, 1, new double[] {20, 20});
        assertThat(wide.assign(new float[] {9})).isEqualTo(1);
        assertThat(wide.assign(new float[] {2})).isZero();
        assertThat(wide.assign(new float[] {5.5f})).as("as near").isZero();
        assertThat(wide.explain(new float[] {9}).distance()).isEqualTo(1);
        assertThat(wide.explain(new float[] {9}).confidence()).isCloseTo(1, within(1e-12));
    }

    @Test
    void constructor_partsThatDoNotFit_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DensityReference(new float[][] {{0}}, new int[] {0}, 1, new double[] {1}, 1,
                        new double[] {1}))
                .withMessage("neighbors must be in [0, 0], got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DensityReference(new float[][] {{0}, {1}}, new int[] {0, -2}, 0,
                        new double[] {1}, 1, new double[] {1}))
                .withMessage("label must be in [-1, 1), got -2");
    }
}
