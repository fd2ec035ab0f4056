package io.segmenta.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmenta.model.Baseline.Levels;
import io.segmenta.model.Baseline.Numbers;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.privacy.SmallCells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a model remembers of the columns it was trained on. */
class BaselineTest {

    private static Baseline of(Role role, Column column) {
        return Baseline.of(new Table("t.csv", List.of(column)),
                new Schema(List.of(ColumnSchema.of(column.name(), role, "test"))));
    }

    /** Of 1 to 5: mean 3, squares 4 + 1 + 0 + 1 + 4 over 5; the order 0.2 lies 0.8 between the first and the second. */
    @Test
    void numbers_areSummedUpWithoutTheMissingOnes() {
        Baseline baseline = of(Role.NUMERIC, new NumericColumn("age", new double[] {5, 3, Double.NaN, 1, 2, 4}));
        Numbers age = baseline.numbers("age").orElseThrow();
        assertThat(baseline.rows()).isEqualTo(6);
        assertThat(age.missing()).isEqualTo(1);
        assertThat(age.min()).isEqualTo(1);
        assertThat(age.max()).isEqualTo(5);
        assertThat(age.mean()).isEqualTo(3);
        assertThat(age.sd()).isEqualTo(Math.sqrt(2));
        assertThat(age.median()).isEqualTo(3);
        assertThat(age.quantiles()).hasSize(13).contains(1.8);
        assertThat(baseline.numbers("height")).isEmpty();
        assertThat(baseline.levels("age")).isEmpty();
    }

    @Test
    void levels_areSharesOfTheRowsThatHaveOneTheMostFrequentFirst() {
        Baseline baseline = of(Role.CATEGORICAL,
                TextColumn.of("city", Arrays.asList("Bern", "Aarau", null, "Chur", "Chur", null)));
        Levels city = baseline.levels("city").orElseThrow();
        assertThat(city.missing()).isEqualTo(2);
        assertThat(city.shares()).containsExactly(Map.entry("Chur", 0.5), Map.entry("Aarau", 0.25),
                Map.entry("Bern", 0.25));
        assertThat(baseline.levels("town")).isEmpty();
        assertThat(baseline.numbers("city")).isEmpty();
    }

    /** Of 0 to 9,999 the value of rank 0.001 * 9,999 is 9; of 0 to 99 a thousandth are fewer than ten: rank 9 too. */
    @Test
    void range_isWithoutThoseWhoAreFew_andNoQuantileLiesBeyondIt() {
        for (int rows : new int[] {100, 10_000, 40_000}) {
            double[] values = IntStream.range(0, rows).map(i -> (i * 7919) % rows).asDoubleStream().toArray();
            values[0] = -1e9;
            values[1] = 1e9;
            Numbers of = Baseline.of(new Table("t.csv", List.of(new NumericColumn("x", values))),
                    new Schema(List.of(ColumnSchema.of("x", Role.NUMERIC, "test"))), new SmallCells(10))
                    .numbers("x").orElseThrow();
            double min = of.min();
            double max = of.max();
            assertThat(Arrays.stream(values).filter(value -> value <= min).count()).isGreaterThanOrEqualTo(10)
                    .isLessThanOrEqualTo(Math.max(10, rows / 1000 + 1));
            assertThat(Arrays.stream(values).filter(value -> value >= max).count()).isGreaterThanOrEqualTo(10);
            assertThat(of.quantiles()).allMatch(quantile -> quantile >= min && quantile <= max).isSorted();
        }
    }

    @Test
    void range_ofTooFewRows_isTheirMedian() {
        Numbers of = Baseline.of(new Table("t.csv", List.of(new NumericColumn("x", new double[] {4, 1, 900, 3, 2}))),
                new Schema(List.of(ColumnSchema.of("x", Role.NUMERIC, "test"))), new SmallCells(10))
                .numbers("x").orElseThrow();
        assertThat(of.min()).isEqualTo(3);
        assertThat(of.max()).isEqualTo(3);
        assertThat(of.quantiles()).containsOnly(3.0);
    }

    @Test
    void levelOfFewRows_isNotNamed() {
        List<String> cities = new ArrayList<>(IntStream.range(0, 10).mapToObj(i -> "Bern").toList());
        cities.addAll(IntStream.range(0, 9).mapToObj(i -> "Chur").toList());
        assertThat(Baseline.of(new Table("t.csv", List.of(TextColumn.of("x", cities))),
                new Schema(List.of(ColumnSchema.of("x", Role.CATEGORICAL, "test"))), new SmallCells(10))
                .levels("x").orElseThrow().shares()).containsExactly(Map.entry("Bern", 10 / 19.0));
    }

    @Test
    void level_thatNoRowHas_isLeftOut() {
        TextColumn city = TextColumn.of("city", List.of("Bern", "Chur", "Bern")).selectRows(new int[] {0, 2});
        assertThat(of(Role.CATEGORICAL, city).levels("city").orElseThrow().shares())
                .containsExactly(Map.entry("Bern", 1.0));
    }

    @Test
    void levels_areAtMostFifty() {
        List<String> values = new ArrayList<>(IntStream.range(10, 61).mapToObj(i -> "level " + i).toList());
        values.add("level 60");
        Map<String, Double> shares = of(Role.CATEGORICAL, TextColumn.of("x", values)).levels("x").orElseThrow()
                .shares();
        assertThat(shares).hasSize(50).containsEntry("level 60", 2 / 52.0).doesNotContainKey("level 59");
    }

    @Test
    void columnsThatNameARowOrHoldNothing_areNotRemembered() {
        for (Role role : List.of(Role.IDENTIFIER, Role.FREE_TEXT, Role.PERSONAL, Role.IGNORED)) {
            Baseline baseline = of(role, TextColumn.of("x", List.of("a", "b")));
            assertThat(baseline.levels()).as(role.name()).isEmpty();
        }
        assertThat(of(Role.NUMERIC, new NumericColumn("x", new double[] {Double.NaN})).numbers()).isEmpty();
        assertThat(Baseline.of(new Table("t.csv", List.of(new NumericColumn("x", new double[] {1}))),
                new Schema(List.of())).numbers()).as("of no role").isEmpty();
    }

    @Test
    void numbers_withAnotherCountOfQuantiles_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Numbers("x", 0, 0, 1, 0.5, 0.5, List.of(0.5)))
                .withMessage("1 quantiles, expected 13");
    }
}
