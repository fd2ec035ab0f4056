package io.segmenta.clustering.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.Golden;
import io.segmenta.clustering.Samples;
import io.segmenta.clustering.metrics.Trustworthiness;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TSneTest {

    private static final Golden SETS = Golden.read("smile.txt");
    private static final Golden DIRECT = Golden.read("smile-direct.txt");
    private static final Workers ONE = new Workers(1);

    static List<String> sets() {
        return SETS.setsWith("tsne");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void layout_asTrustworthyAsScikitLearnAndSmileAlone(String set) {
        Matrix x = SETS.rows(set);
        double found = trustworthiness(x, TSne.withDefaults(x.rows()).fit(x, 42, ONE));
        assertThat(found).isGreaterThan(SETS.value(set, "tsne") - 0.01);
        assertThat(found).isGreaterThan(DIRECT.value(set, "tsne.trustworthiness") - 0.005);
    }

    private static double trustworthiness(Matrix x, TSneFit fit) {
        return Trustworthiness.of(x, Samples.rows(fit.layout()), 10, ONE);
    }

    @Test
    void asManyRowsAsColumns_areNotTakenForDistances() {
        Matrix x = Samples.blobs(40, 40, 3, 25, 1);
        float[][] layout = new TSne(5, 500).fit(x, 1, ONE).layout();
        int wrong = 0;
        for (int i = 0; i < 40; i++) {
            int nearest = i == 0 ? 1 : 0;
            for (int other = 0; other < 40; other++) {
                boolean nearer = RowDraw.square(layout[i], layout[other]) < RowDraw.square(layout[i], layout[nearest]);
                nearest = other != i && nearer ? other : nearest;
            }
            wrong += nearest % 3 == i % 3 ? 0 : 1;
        }
        assertThat(wrong).isZero();
    }

    @Test
    void otherUnit_sameLayout() {
        Matrix x = Samples.blobs(60, 3, 2, 9, 1);
        float[][] columns = new float[3][60];
        for (int j = 0; j < 3; j++) {
            for (int i = 0; i < 60; i++) {
                columns[j][i] = x.get(i, j) * 1024;
            }
        }
        TSne tSne = new TSne(10, 300);
        assertThat(tSne.fit(Matrix.ofColumns(x.names(), columns), 1, ONE).layout())
                .isDeepEqualTo(tSne.fit(x, 1, ONE).layout());
    }

    @Test
    void anotherSeed_anotherLayout() {
        Matrix x = Samples.blobs(60, 3, 2, 9, 1);
        TSne tSne = new TSne(10, 300);
        assertThat(tSne.fit(x, 2, ONE).layout()[0]).isNotEqualTo(tSne.fit(x, 1, ONE).layout()[0]);
    }

    @Test
    void moreIterations_lessDivergence() {
        Matrix x = SETS.rows("iris");
        assertThat(new TSne(30, 600).fit(x, 1, ONE).divergence())
                .isLessThan(new TSne(30, 300).fit(x, 1, ONE).divergence()).isPositive();
    }

    /**
     * Truths in many columns without groups: exaggeration alone would leave all rows within a millionth of each other.
     */
    @Test
    void rowsWithoutGroups_doNotFallIntoOnePoint() {
        Matrix x = Samples.uniform(600, 30, 1);
        float[][] columns = new float[30][600];
        for (int j = 0; j < 30; j++) {
            for (int i = 0; i < 600; i++) {
                columns[j][i] = Math.round(x.get(i, j));
            }
        }
        float[][] layout = new TSne(30, 300).fit(Matrix.ofColumns(x.names(), columns), 1, ONE).layout();
        double farthest = 0;
        for (float[] at : layout) {
            farthest = Math.max(farthest, Math.abs(at[0]));
        }
        assertThat(farthest).isGreaterThan(0.5);
    }

    @Test
    void outOfRange_refused() {
        assertThatThrownBy(() -> new TSne(1, 500)).hasMessage("perplexity must be in [2.0, 200.0], got 1.0");
        assertThatThrownBy(() -> new TSne(30, 100)).hasMessage("iterations must be in [300, 10000], got 100");
        assertThatThrownBy(() -> new TSne(30, 500).fit(Samples.uniform(90, 2, 1), 1, ONE))
                .isInstanceOf(DataException.class).hasMessage("rows must be > 90.0 for perplexity=30.0, got 90");
        assertThatThrownBy(() -> new TSne(30, 500).fit(Samples.uniform(5_001, 1, 1), 1, ONE))
                .isInstanceOf(DataException.class)
                .hasMessage("rows must be <= 5000 for t-SNE, got 5001; draw a sample")
                .extracting(e -> ((DataException) e).reason()).isEqualTo(Reason.TOO_MANY_ROWS);
        assertThat(TSne.withDefaults(31).perplexity()).isEqualTo(10);
        assertThat(TSne.withDefaults(1_000).perplexity()).isEqualTo(30);
    }
}
