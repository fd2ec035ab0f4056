package io.segmenta.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SupermarketSampleTest {
    private static final List<ShopperKind> KINDS = List.of(ShopperKind.values());

    @Test
    void draw_sameSeed_sameBytes() {
        SupermarketSample first = SupermarketSample.draw(500, 7);
        SupermarketSample second = SupermarketSample.draw(500, 7);

        assertThat(second.csv()).isEqualTo(first.csv());
        assertThat(second.truth()).isEqualTo(first.truth());
        assertThat(SupermarketSample.draw(500, 8).csv()).isNotEqualTo(first.csv());
    }

    @Test
    void draw_fewerRows_aPrefixOfMore() {
        String few = text(SupermarketSample.draw(20, 7));

        assertThat(text(SupermarketSample.draw(40, 7))).startsWith(few);
    }

    @Test
    void csv_everyLine_hasTheEightPromisedColumns() {
        String[] lines = text(SupermarketSample.draw(300, 1)).split("\n");

        assertThat(lines[0]).isEqualTo(
                "customer_id,age,gender,region,total_spend,visit_frequency,avg_basket_size,preferred_category");
        assertThat(lines).hasSize(301).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(8));
        assertThat(lines[300]).startsWith("C00300,");
    }

    @Test
    void csv_someCellsMissing_nearTheirPromisedRates() {
        List<String[]> rows = rows(SupermarketSample.draw(20_000, 3));

        assertThat(missing(rows, 1)).isCloseTo(0.02, within(0.005));
        assertThat(missing(rows, 4)).isCloseTo(0.015, within(0.005));
        assertThat(missing(rows, 3)).isCloseTo(0.01, within(0.005));
        assertThat(missing(rows, 7)).isCloseTo(0.01, within(0.005));
        assertThat(missing(rows, 0) + missing(rows, 2) + missing(rows, 5) + missing(rows, 6)).isZero();
    }

    @Test
    void draw_manyRows_followsTheDocumentedMixture() {
        SupermarketSample sample = SupermarketSample.draw(60_000, 11);
        List<String[]> rows = rows(sample);

        assertThat(Arrays.stream(ShopperKind.values()).mapToDouble(ShopperKind::weight).sum()).isCloseTo(1,
                within(1e-12));
        for (ShopperKind kind : ShopperKind.values()) {
            double[] spend = numbersOf(kind, sample, rows, 4);
            double[] visits = numbersOf(kind, sample, rows, 5);
            // Five standard errors of a mean, and of a share.
            double share = (double) visits.length / rows.size();
            assertThat(share).isCloseTo(kind.weight(), within(0.01));
            assertThat(mean(visits)).isCloseTo(kind.mean()[2], within(5 * kind.deviation()[2] / Math.sqrt(7000)));
            assertThat(mean(spend)).isCloseTo(kind.mean()[1], within(5 * kind.deviation()[1] / Math.sqrt(7000)));
            double[] complete = numbersOf(kind, sample, rows.stream().map(r -> r[4].isEmpty() ? null : r).toList(), 5);
            assertThat(covariance(spend, complete)).isCloseTo(kind.covariance(1, 2),
                    within(0.1 * kind.deviation()[1] * kind.deviation()[2]));
        }
    }

    @Test
    void truth_nearestDocumentedMean_isRecovered() {
        SupermarketSample sample = SupermarketSample.draw(2000, 42);
        List<String[]> rows = rows(sample).stream().map(r -> r[1].isEmpty() || r[4].isEmpty() ? null : r).toList();
        List<Integer> truth = new ArrayList<>();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) != null) {
                truth.add(KINDS.indexOf(sample.truth().get(i)));
                found.add(nearestMean(rows.get(i)));
            }
        }

        assertThat(adjustedRandIndex(truth, found)).isGreaterThan(0.97);
    }

    @Test
    void draw_noRows_refuses() {
        assertThatThrownBy(() -> SupermarketSample.draw(0, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows must be in [1, 99999], got 0");
    }

    private static String text(SupermarketSample sample) {
        return new String(sample.csv(), StandardCharsets.UTF_8);
    }

    private static List<String[]> rows(SupermarketSample sample) {
        return text(sample).lines().skip(1).map(line -> line.split(",", -1)).toList();
    }

    private static double missing(List<String[]> rows, int column) {
        return (double) rows.stream().filter(row -> row[column].isEmpty()).count() / rows.size();
    }

    private static double[] numbersOf(ShopperKind kind, SupermarketSample sample, List<String[]> rows, int column) {
        return IntStream.range(0, rows.size())
                .filter(i -> sample.truth().get(i) == kind && rows.get(i) != null && !rows.get(i)[column].isEmpty())
                .mapToDouble(i -> Double.parseDouble(rows.get(i)[column])).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        return IntStream.range(0, a.length).mapToDouble(i -> (a[i] - meanA) * (b[i] - meanB)).average().orElseThrow();
    }

    private static int nearestMean(String[] row) {
        double[] values = {Double.parseDouble(row[1]), Double.parseDouble(row[4]), Double.parseDouble(row[5]),
                Double.parseDouble(row[6])};
        int best = -1;
        double smallest = Double.POSITIVE_INFINITY;
        for (ShopperKind kind : ShopperKind.values()) {
            double distance = 0;
            for (int j = 0; j < values.length; j++) {
                double z = (values[j] - kind.mean()[j]) / kind.deviation()[j];
                distance += z * z;
            }
            if (distance < smallest) {
                smallest = distance;
                best = KINDS.indexOf(kind);
            }
        }
        return best;
    }

    private static double adjustedRandIndex(List<Integer> a, List<Integer> b) {
        int k = ShopperKind.values().length;
        long[][] table = new long[k][k];
        long[] rowSums = new long[k];
        long[] columnSums = new long[k];
        for (int i = 0; i < a.size(); i++) {
            table[a.get(i)][b.get(i)]++;
            rowSums[a.get(i)]++;
            columnSums[b.get(i)]++;
        }
        double both = Arrays.stream(table).flatMapToLong(Arrays::stream).mapToDouble(SupermarketSampleTest::pairs)
                .sum();
        double rows = Arrays.stream(rowSums).mapToDouble(SupermarketSampleTest::pairs).sum();
        double columns = Arrays.stream(columnSums).mapToDouble(SupermarketSampleTest::pairs).sum();
        double expected = rows * columns / pairs(a.size());
        return (both - expected) / ((rows + columns) / 2 - expected);
    }

    private static double pairs(long n) {
        return n * (n - 1) / 2.0;
    }
}
