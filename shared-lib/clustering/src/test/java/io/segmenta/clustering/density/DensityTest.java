package io.segmenta.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.Golden;
import io.segmenta.clustering.Samples;
import io.segmenta.clustering.linkage.Agglomerative;
import io.segmenta.clustering.linkage.Dendrogram;
import io.segmenta.clustering.linkage.Genie;
import io.segmenta.clustering.linkage.GenieFit;
import io.segmenta.clustering.linkage.Linkage;
import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** DBSCAN and Genie. */
class DensityTest {

    private static final Golden GOLDEN = Golden.read("clustering.txt");
    private static final Workers ONE = new Workers(1);

    static List<String> sets() {
        return GOLDEN.setsWith("dbscan.labels");
    }

    @Test
    void dbscan_byHand() {
        // Radius 1, 3 rows: 0,1,2 chain up (1 is a core, 0 and 2 are near it); 5 and 6 are too few; 9,9,9 are all
        // cores.
        Dbscan.Fit fit = new Dbscan(1, 3).fit(Samples.column(0, 1, 2, 5, 6, 9, 9, 9), ONE);
        assertThat(fit.labels()).containsExactly(0, 0, 0, -1, -1, 1, 1, 1);
        assertThat(fit.cores()).containsExactly(false, true, false, false, false, true, true, true);
        assertThat(fit.k()).isEqualTo(2);
    }

    @Test
    void dbscan_wholeNumbers_isThatOfTheDefinition() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            float[][] rows = new float[2 + random.nextInt(60)][1 + random.nextInt(9)];
            for (float[] row : rows) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = 1e6f + random.nextInt(4);
                }
            }
            int square = 1 << random.nextInt(3);
            int minRows = 1 + random.nextInt(5);
            Dbscan.Fit fit = new Dbscan(Math.sqrt(square), minRows).fit(Samples.rows(rows), ONE);
            assertThat(fit.labels()).as("seed %d", seed).isEqualTo(plain(rows, square, minRows));
        }
    }

    private static int[] plain(float[][] rows, int square, int minRows) {
        int n = rows.length;
        boolean[][] near = new boolean[n][n];
        boolean[] core = new boolean[n];
        for (int i = 0; i < n; i++) {
            int count = 0;
            for (int other = 0; other < n; other++) {
                int sum = 0;
                for (int j = 0; j < rows[i].length; j++) {
                    sum += (int) Math.pow(rows[i][j] - rows[other][j], 2);
                }
                near[i][other] = sum <= square;
                count += near[i][other] ? 1 : 0;
            }
            core[i] = count >= minRows;
        }
        int[] labels = new int[n];
        Arrays.fill(labels, Dbscan.NOISE);
        int k = 0;
        for (int first = 0; first < n; first++) {
            if (core[first] && labels[first] == Dbscan.NOISE) {
                labels[first] = k;
                // As often as a cluster can be long.
                for (int pass = 0; pass < n; pass++) {
                    for (int i = 0; i < n; i++) {
                        for (int other = 0; other < n && core[i] && labels[i] == k; other++) {
                            labels[other] = near[i][other] && labels[other] == Dbscan.NOISE ? k : labels[other];
                        }
                    }
                }
                k++;
            }
        }
        return labels;
    }

    @ParameterizedTest
    @MethodSource("sets")
    void dbscan_asScikitLearn(String set) {
        Matrix x = GOLDEN.rows(set);
        Dbscan dbscan = new Dbscan(GOLDEN.value(set, "dbscan.radius"), 5);
        Dbscan.Fit fit = dbscan.fit(x, ONE);
        assertThat(fit.labels()).isEqualTo(GOLDEN.labels(set, "dbscan.labels"));
        List<Integer> cores = new ArrayList<>();
        for (int i = 0; i < x.rows(); i++) {
            if (fit.cores()[i]) {
                cores.add(i);
            }
        }
        assertThat(cores.stream().mapToInt(i -> i).toArray()).isEqualTo(GOLDEN.labels(set, "dbscan.cores"));
        try (Workers workers = new Workers(8)) {
            assertThat(dbscan.fit(x, workers).labels()).isEqualTo(fit.labels());
        }
    }

    @Test
    void dbscan_distancesWhoseSquareIsZeroInSinglePrecision_areTold() {
        assertThat(new Dbscan(1e-25, 2).fit(Samples.column(0, 1e-24f, 5), ONE).labels()).containsExactly(-1, -1, -1);
        assertThat(new Dbscan(2e-24, 2).fit(Samples.column(0, 1e-24f, 5), ONE).labels()).containsExactly(0, 0, -1);
    }

    @Test
    void genie_byHand() {
        // Edges 1, 1.1, 1.2, 1.3 in the left group, 3 to the outlier at 20 - on the way there 10 between the groups.
        Matrix x = Samples.column(0, 1, 2.1f, 3.3f, 4.6f, 20, 20.5f, 60);
        // Single linkage cuts the outlier off; Genie must not let the left group grow while singletons are left.
        assertThat(new Genie(1).fit(x, ONE).cut(2)).containsExactly(0, 0, 0, 0, 0, 0, 0, 1);
        assertThat(new Genie(0.3).fit(x, ONE).cut(2)).containsExactly(0, 0, 0, 0, 0, 1, 1, 1);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void genie_thresholdOne_isSingleLinkage(String set) {
        Matrix x = GOLDEN.rows(set);
        Dendrogram tree = new Agglomerative(Linkage.SINGLE).fit(x, ONE);
        GenieFit fit = new Genie(1).fit(x, ONE);
        for (int k : new int[] {1, 2, 5, 11}) {
            assertThat(fit.cut(k)).isEqualTo(tree.cut(k));
        }
    }

    @Test
    void genie_groupsWithOutliers_areFound() {
        Matrix groups = Samples.blobs(300, 2, 3, 25, 6);
        int[] truth = new int[300];
        for (int i = 0; i < 300; i++) {
            truth[i] = i % 3;
        }
        assertThat(AdjustedRandIndex.of(Genie.withDefaults().fit(groups, ONE).cut(3), truth)).isEqualTo(1.0);
    }

    @Test
    void outOfRange_refuses() {
        assertThatThrownBy(() -> new Dbscan(0, 3)).hasMessage("radius must be positive and finite, got 0.0");
        assertThatThrownBy(() -> new Dbscan(1, 0)).hasMessageStartingWith("minRows must be in [1, ");
        assertThatThrownBy(() -> Genie.withDefaults().fit(Samples.column(1, 2, 3), ONE).cut(5))
                .hasMessage("k must be in [1, 3], got 5");
        assertThatThrownBy(() -> new Genie(1.1)).hasMessageContaining("giniThreshold must be in");
    }
}
