package io.segmenta.pipeline.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static List<String[]> golden(String kind) throws IOException {
        try (InputStream in = FiguresTest.class.getResourceAsStream("golden.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> line.startsWith(kind + ",")).map(line -> line.split(",", -1)).toList();
        }
    }

    private static double number(String[] line, int at) {
        return Double.parseDouble(line[at]);
    }

    private static long[][] table(String text) {
        return Arrays.stream(text.split(";", -1))
                .map(row -> Arrays.stream(row.split(" ", -1)).mapToLong(Long::parseLong).toArray())
                .toArray(long[][]::new);
    }

    /** (3.5/4.5) / (1.5/4.5) = 7/3; se^2 = 1/3.5 - 1/4.5 + 1/1.5 - 1/4.5 = 32/63. */
    @Test
    void ratio_ofThreeOfFourInsideAndOneOfFourOutside() {
        RepresentationRatio ratio = RepresentationRatio.of(3, 4, 1, 4);
        double error = Math.sqrt(32.0 / 63);
        assertThat(ratio.ratio()).isCloseTo(7.0 / 3, within(1e-12));
        assertThat(ratio.low()).isCloseTo(7.0 / 3 * Math.exp(-1.959963984540054 * error), within(1e-12));
        assertThat(ratio.high()).isCloseTo(7.0 / 3 * Math.exp(1.959963984540054 * error), within(1e-12));
    }

    @Test
    void ratio_equalsTheFormulaHeldAgainstScipy() throws IOException {
        List<String[]> lines = golden("ratio");
        assertThat(lines).hasSize(5);
        for (String[] line : lines) {
            RepresentationRatio ratio = RepresentationRatio.of(Long.parseLong(line[1]), Long.parseLong(line[2]),
                    Long.parseLong(line[3]), Long.parseLong(line[4]));
            assertThat(ratio.ratio()).isCloseTo(number(line, 5), within(1e-9));
            assertThat(ratio.low()).isCloseTo(number(line, 6), within(1e-9));
            assertThat(ratio.high() / number(line, 7)).isCloseTo(1, within(1e-9));
            assertThat(ratio.p()).isCloseTo(number(line, 8), within(1e-12));
        }
    }

    @Test
    void ratio_whereEverybodyIsOfTheGroup_isRefused() {
        assertThatThrownBy(() -> RepresentationRatio.of(4, 4, 6, 6)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("somebody must be of another group");
        assertThatThrownBy(() -> RepresentationRatio.of(5, 4, 0, 6)).hasMessageContaining("inside must be in");
    }

    /** Newcombe's own example (1998, table II a): 56/70 and 48/80, 0.0524 to 0.3339. */
    @Test
    void difference_ofNewcombesExample_hasHisInterval() {
        ShareDifference difference = ShareDifference.of(56, 70, 48, 80);
        assertThat(difference.difference()).isCloseTo(0.2, within(1e-12));
        assertThat(difference.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(difference.high()).isCloseTo(0.3339, within(5e-5));
    }

    @Test
    void difference_equalsStatsmodels() throws IOException {
        List<String[]> lines = golden("difference");
        assertThat(lines).hasSize(5);
        for (String[] line : lines) {
            ShareDifference difference = ShareDifference.of(Long.parseLong(line[1]), Long.parseLong(line[2]),
                    Long.parseLong(line[3]), Long.parseLong(line[4]));
            assertThat(difference.low()).isCloseTo(number(line, 5), within(1e-9));
            assertThat(difference.high()).isCloseTo(number(line, 6), within(1e-9));
            assertThat(difference.p()).isCloseTo(number(line, 7), within(1e-12));
        }
    }

    @Test
    void cramersV_equalsBergsmasCorrectionOfScipysChiSquare() throws IOException {
        List<String[]> lines = golden("cramer");
        assertThat(lines).hasSize(4);
        for (String[] line : lines) {
            assertThat(CramersV.of(table(line[1]))).isCloseTo(number(line, 2), within(1e-9));
        }
    }

    @Test
    void cramersV_withoutTwoRowsOrColumns_isZero() {
        assertThat(CramersV.of(new long[][] {{5, 9}})).isZero();
        assertThat(CramersV.of(new long[][] {{5, 0}, {9, 0}})).isZero();
        assertThat(CramersV.of(new long[][] {{0, 0}, {0, 0}})).isZero();
    }

    /** In 400 tables of two partitions with V 0.2, whose interval is to hold it 95 times of a hundred. */
    @Test
    void cramersV_interval_coversTheTruth() {
        double[] chances = {0.3, 0.2, 0.2, 0.3};
        SplittableRandom random = new SplittableRandom(4);
        int covered = 0;
        for (int trial = 0; trial < 400; trial++) {
            long[][] table = new long[2][2];
            for (int person = 0; person < 500; person++) {
                double at = random.nextDouble();
                int cell = 0;
                while (cell < 3 && at >= chances[cell]) {
                    at -= chances[cell++];
                }
                table[cell / 2][cell % 2]++;
            }
            CramersV together = CramersV.of(table, random.split());
            covered += together.low() <= 0.2 && together.high() >= 0.2 ? 1 : 0;
        }
        assertThat(covered).isBetween(366, 392);
    }

    @Test
    void drawnTable_hasAsManyPeopleWhereTheyMayBe() {
        SplittableRandom random = new SplittableRandom(1);
        long[][] table = {{900_000, 0, 40}, {3, 70_000, 1}};
        double sum = 0;
        for (int draw = 0; draw < 200; draw++) {
            long[][] drawn = Resampling.of(table, 970_044, random);
            assertThat(Arrays.stream(drawn).flatMapToLong(Arrays::stream).sum()).isEqualTo(970_044);
            assertThat(drawn[0][1]).isZero();
            sum += drawn[0][2];
        }
        assertThat(sum / 200).isBetween(38.6, 41.4);
    }
}
