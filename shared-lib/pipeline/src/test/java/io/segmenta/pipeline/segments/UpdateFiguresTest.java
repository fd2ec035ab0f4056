package io.segmenta.pipeline.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.centroid.CentroidUpdate;
import io.segmenta.model.contract.RunUpdate;
import io.segmenta.model.data.Matrix;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class UpdateFiguresTest {
    private static final double CLOSE = 1e-6;

    private static CentroidUpdate at(double... weights) {
        return CentroidUpdate.from(new float[][] {{0}, {10}}, weights);
    }

    private static Matrix rows(double... values) {
        return Matrix.ofRows(List.of("x"), DoubleStream.of(values).mapToObj(value -> new float[] {(float) value})
                .toArray(float[][]::new));
    }

    private static RunUpdate update(Matrix x, double... weights) {
        return UpdateFigures.of(at(weights), x, new double[] {0.5, 0.5}, 7);
    }

    /**
     * 1 and 3 are nearest to 0 and count twice of four: 0 moves to 1, their standard deviation is 1. 9 and 11 leave 10
     * where it is.
     */
    @Test
    void way_isInStandardDeviationsOfTheSegment() {
        RunUpdate update = update(rows(1, 3, 9, 11), 2, 2);
        assertThat(update.rows()).isEqualTo(4);
        assertThat(update.prior()).isEqualTo(4);
        assertThat(update.centroidMove()).isCloseTo(1, within(CLOSE));
        assertThat(update.agreement()).isEqualTo(1);
        assertThat(update.shareChange()).isZero();
        // Squared distances 1, 9, 1, 1 before and 0, 4, 1, 1 after: few rows are measured on themselves.
        assertThat(update.errorRise()).isCloseTo(6.0 / 12 - 1, within(CLOSE));
    }

    /** 0 goes to (0 + 4.9 + 4.9) / 3 = 3.27 and 10 to (10 + 5.2) / 2 = 7.6: the middle is 5.43, so 5.2 changes. */
    @Test
    void rowsThatChangeSegments_lowerTheAgreement() {
        RunUpdate update = update(rows(4.9, 4.9, 5.2), 1, 1);
        assertThat(update.agreement()).isCloseTo(2.0 / 3, within(CLOSE));
        assertThat(update.shareChange()).isCloseTo(0.5, within(CLOSE));
    }

    /** Rows that are all alike have no deviation: the way itself counts. */
    @Test
    void way_ofASegmentWhoseRowsAreAlike_isItsLength() {
        assertThat(update(rows(2, 2, 10, 10), 2, 2).centroidMove()).isCloseTo(1, within(CLOSE));
    }

    @Test
    void rowsAtTheCentres_moveNothing() {
        RunUpdate update = update(rows(0, 10, 0, 10), 5, 5);
        assertThat(update.centroidMove()).isZero();
        assertThat(update.agreement()).isEqualTo(1);
        assertThat(update.shareChange()).isZero();
        assertThat(update.errorRise()).isZero();
    }

    /** Of twenty rows four are held out; the centres move from 0 to 1 and 10 to 11, where all rows are. */
    @Test
    void error_isOfRowsThatWereHeldOut() {
        double[] values = new double[20];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 2 == 0 ? 1 : 11;
        }
        assertThat(update(rows(values), 0, 0).errorRise()).isCloseTo(-1, within(CLOSE));
    }

    /** The heavier the centres, the shorter their way and the fewer rows change segments. */
    @Property(tries = 50)
    void heavierCentres_moveLess(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        double[] values = new SplittableRandom(seed).doubles(40, -3, 13).toArray();
        double light = update(rows(values), 10, 10).centroidMove();
        double heavy = update(rows(values), 1_000, 1_000).centroidMove();
        assertThat(heavy).isLessThanOrEqualTo(light);
        assertThat(update(rows(values), 10, 10)).isEqualTo(update(rows(values), 10, 10));
    }
}
