package io.segmenta.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Golden;
import io.segmenta.clustering.Samples;
import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.neighbors.NearestNeighbors;
import io.segmenta.clustering.neighbors.Neighbors;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import io.segmenta.clustering.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HdbscanTest {

    private static final Golden GOLDEN = Golden.read("density.txt");
    private static final Workers ONE = new Workers(1);

    static List<String> sets() {
        return GOLDEN.setsWith("hdbscan.labels");
    }

    @Test
    void twoGroupsAndOneBetween_byHand() {
        // Core distances over 1 neighbour: 1 in the groups, 8 for row 6. Groups hang together at 1; row 6 joins the
        // left one at 8 and the right one at 9, where the split is: both begin at density 1/9.
        HdbscanFit fit = new Hdbscan(3, 1).fit(Samples.column(0, 1, 2, 19, 20, 21, 10), ONE);
        assertThat(fit.k()).isEqualTo(2);
        assertThat(fit.labels()).containsExactly(0, 0, 0, 1, 1, 1, 0);
        // Left: made by the merge at 8, split at 9. Right: made by the merges at 1.
        assertThat(fit.reach()).containsExactly(new double[] {8.5, 5}, within(1e-9));
    }

    @Test
    void clusterOfClusters_keptWholeWhereItHasMoreMass() {
        // Pairs at 0-1 and 3-4 split at 2, which adds 2 rows x (1 - 1/2) twice = 2; their union from 1/26 to 1/2 has
        // 4 x (1/2 - 1/26) = 1.85, so the pairs win; pulled together to 1.2, the union wins.
        float[] far = {30, 31, 32.5f, 33.5f};
        HdbscanFit pairs = new Hdbscan(2, 1).fit(Samples.column(0, 1, 3, 4, far[0], far[1], far[2], far[3]), ONE);
        assertThat(pairs.labels()[0]).isNotEqualTo(pairs.labels()[2]);
        HdbscanFit union = new Hdbscan(2, 1).fit(Samples.column(0, 1, 2.2f, 3.2f, far[0], far[1], far[2], far[3]),
                ONE);
        assertThat(union.labels()[0]).isEqualTo(union.labels()[2]);
    }

    /** Differences of decimal fractions are equal in truth and not when rounded. */
    @Test
    void decimalFractionsInAnotherOrder_sameClusters() {
        for (long seed = 1; seed <= 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            float[][] rows = new float[20 + random.nextInt(40)][1 + random.nextInt(4)];
            for (float[] row : rows) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = random.nextInt(30) * 0.1f;
                }
            }
            Matrix x = Samples.rows(rows);
            Hdbscan hdbscan = new Hdbscan(2 + random.nextInt(4), 1 + random.nextInt(5));
            int[] labels = hdbscan.fit(x, ONE).labels();
            int[] order = Samples.shuffledOrder(rows.length, seed);
            int[] shuffled = hdbscan.fit(x.selectRows(order), ONE).labels();
            int[] expected = Arrays.stream(order).map(row -> labels[row]).toArray();
            assertThat(byFirstRow(shuffled)).as("seed %d", seed).isEqualTo(byFirstRow(expected));
        }
    }

    /** Clusters of one size may trade numbers. */
    private static int[] byFirstRow(int[] labels) {
        Map<Integer, Integer> numbers = new HashMap<>(Map.of(HdbscanFit.NOISE, HdbscanFit.NOISE));
        return Arrays.stream(labels).map(label -> numbers.computeIfAbsent(label, _ -> numbers.size())).toArray();
    }

    @Test
    void nothingSplits_allNoise() {
        HdbscanFit fit = new Hdbscan(4, 1).fit(Samples.column(0, 1, 2, 3, 4, 5), ONE);
        assertThat(fit.k()).isZero();
        assertThat(fit.labels()).containsOnly(HdbscanFit.NOISE);
        assertThat(new Hdbscan(2, 1).fit(Samples.column(3, 3, 3, 3), ONE).labels()).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void fourSets_asScikitLearn(String set) {
        Matrix x = GOLDEN.rows(set);
        double[] settings = GOLDEN.values(set, "hdbscan.settings");
        int[] expected = GOLDEN.labels(set, "hdbscan.labels");
        Hdbscan hdbscan = new Hdbscan((int) settings[0], (int) settings[1]);
        int[] labels = hdbscan.fit(x, ONE).labels();
        int[] both = IntStream.range(0, labels.length).filter(i -> labels[i] >= 0 && expected[i] >= 0).toArray();
        assertThat(AdjustedRandIndex.of(Arrays.stream(both).map(i -> labels[i]).toArray(),
                Arrays.stream(both).map(i -> expected[i]).toArray())).isEqualTo(1.0);
        // Rows exactly as far from a cluster as the cluster from its neighbour: there sorting decides, here it is
        // noise.
        long tied = IntStream.range(0, labels.length).filter(i -> labels[i] < 0 && expected[i] >= 0).count();
        assertThat(tied).isLessThanOrEqualTo(labels.length / 50);
        assertThat(IntStream.range(0, labels.length).filter(i -> labels[i] >= 0 && expected[i] < 0)).isEmpty();
    }

    @Test
    void rowsInAnotherOrder_sameLabels() {
        Matrix x = GOLDEN.rows("uniform");
        int[] labels = new Hdbscan(5, 3).fit(x, ONE).labels();
        for (int seed = 0; seed < 5; seed++) {
            int[] order = Samples.shuffledOrder(x.rows(), seed);
            int[] shuffled = new Hdbscan(5, 3).fit(x.selectRows(order), ONE).labels();
            for (int i = 0; i < order.length; i++) {
                assertThat(shuffled[i] < 0).isEqualTo(labels[order[i]] < 0);
            }
        }
    }

    @Test
    void reach_tellsMembersFromNoise() {
        Matrix x = GOLDEN.rows("moons");
        HdbscanFit fit = new Hdbscan(8, 5).fit(x, ONE);
        assertThat(fit.k()).isGreaterThan(1);
        Neighbors near = new NearestNeighbors(x).ofEach(x.rows() - 1, ONE);
        int[] labels = fit.labels();
        for (int i = 0; i < labels.length; i++) {
            for (int p = 0; p < near.rows()[i].length; p++) {
                int other = near.rows()[i][p];
                double reachability = Math.max(near.distances()[i][p],
                        Math.max(near.distances()[i][4], near.distances()[other][4]));
                if (labels[other] >= 0 && reachability <= fit.reach()[labels[other]]) {
                    assertThat(labels[i]).isEqualTo(labels[other]);
                }
            }
        }
    }

    /** The labels are those the set's author drew: six clusters and 510 rows of noise. */
    @Test
    @RealData
    void labelledSet_sixClustersFoundWithoutTheirNumber() throws IOException {
        List<String> lines = Files.readAllLines(
                Path.of(System.getProperty("segmenta.data"), "benchmarks", "other__hdbscan.csv"));
        float[][] rows = new float[lines.size() - 1][2];
        int[] truth = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            String[] cells = lines.get(i + 1).split(",", -1);
            rows[i][0] = Float.parseFloat(cells[0]);
            rows[i][1] = Float.parseFloat(cells[1]);
            truth[i] = Integer.parseInt(cells[2].strip());
        }
        int[] labels = new Hdbscan(15, 15).fit(Samples.rows(rows), ONE).labels();
        int[] both = IntStream.range(0, truth.length).filter(i -> labels[i] >= 0 && truth[i] > 0).toArray();
        assertThat(AdjustedRandIndex.of(Arrays.stream(both).map(i -> labels[i]).toArray(),
                Arrays.stream(both).map(i -> truth[i]).toArray())).isEqualTo(1.0);
        long noise = IntStream.range(0, truth.length).filter(i -> truth[i] == 0 && labels[i] < 0).count();
        assertThat(noise).isGreaterThan(450);
        assertThat(Arrays.stream(labels).max().orElseThrow()).isEqualTo(5);
    }

    @Test
    void anyThreads_sameLabels() {
        Matrix x = Samples.blobs(900, 3, 4, 8, 7);
        int[] one = new Hdbscan(20, 10).fit(x, ONE).labels();
        for (int threads : new int[] {2, 8}) {
            try (Workers workers = new Workers(threads)) {
                assertThat(new Hdbscan(20, 10).fit(x, workers).labels()).isEqualTo(one);
            }
        }
    }

    @Test
    void outOfRange_refuses() {
        assertThatThrownBy(() -> new Hdbscan(1, 1)).hasMessageStartingWith("minClusterSize must be in [2, ");
        assertThatThrownBy(() -> new Hdbscan(2, 0)).hasMessageStartingWith("minSamples must be in [1, ");
        assertThatThrownBy(() -> new Hdbscan(5, 5).fit(Samples.column(1, 2, 3), ONE)).isInstanceOf(DataException.class)
                .hasMessage("rows must be >= 6 for minClusterSize=5 and minSamples=5, got 3");
    }
}
