package io.segmenta.pipeline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeparationTest {
    private static final Workers ONE = new Workers(1);

    /** Two lines of 40 rows side by side, 20 apart: every near row lies on the own line. */
    private static Matrix lines() {
        float[][] rows = new float[80][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {i % 40, i < 40 ? 0 : 20};
        }
        return Matrix.ofRows(List.of("x", "y"), rows);
    }

    @Test
    void conductance_segmentsAlongTheLines_isZeroAndAcrossIsNot() {
        Separation separation = Separation.of(lines(), 1, ONE);
        int[] along = new int[80];
        int[] across = new int[80];
        for (int i = 0; i < 80; i++) {
            along[i] = i / 40;
            across[i] = i % 40 < 20 ? 0 : 1;
        }
        assertThat(separation.conductance(along, 2)).isZero();
        assertThat(separation.conductance(across, 2)).isBetween(0.05, 0.2);
    }

    @Test
    void conductance_rowSplitOff_isSolvedByHand() {
        int[] labels = new int[80];
        labels[3] = 1;
        // Row 3 has ten near rows and is one of those of the rows 0 to 8: 18 ends of edges, all of which lead out, and
        // as many of the other 1,582.
        assertThat(Separation.of(lines(), 1, ONE).conductance(labels, 2)).isCloseTo((1 + 18 / 1_582.0) / 2,
                within(1e-15));
    }

    @Test
    void conductance_ofMoreThan5000Rows_isThatOfSome() {
        float[] values = new float[5_010];
        int[] labels = new int[5_010];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
            labels[i] = i / 2_505;
        }
        assertThat(Separation.of(Samples.column(values), 1, ONE).conductance(labels, 2)).isBetween(0.0005, 0.002);
    }

    @Test
    void conductance_segmentWithoutRows_counts1() {
        assertThat(Separation.of(lines(), 1, ONE).conductance(new int[80], 2)).isEqualTo(0.5);
    }
}
