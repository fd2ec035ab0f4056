package io.segmenta.pipeline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.TextColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MigrationTest {
    private static Migration.Spent spent(double[] before, double... now) {
        return new Migration.Spent(new NumericColumn("spent", before), new NumericColumn("spent", now));
    }

    private static Customers same(int rows) {
        List<String> names = IntStream.range(0, rows).mapToObj(i -> "c" + i).toList();
        return Customers.of(TextColumn.of("id", names), TextColumn.of("id", names));
    }

    /** The first changed, the second was moved by the model, the third by both, the fourth stayed though it changed. */
    @Test
    void movers_haveTheirCauses() {
        Migration.Classes classes = new Migration.Classes(2, new int[] {0, 0, 0, 0}, new int[] {0, 1, 0, 1},
                new int[] {1, 0, 0, 1}, new int[] {1, 1, 1, 0});
        Migration moves = Migration.of(classes, same(4), Optional.empty());
        assertThat(classes.cause(0, 0)).isEqualTo(Migration.Cause.CUSTOMER);
        assertThat(classes.cause(1, 1)).isEqualTo(Migration.Cause.MODEL);
        assertThat(classes.cause(2, 2)).isEqualTo(Migration.Cause.BOTH);
        Migration.Flow flow = moves.flows.get(1);
        assertThat(flow.customers).isEqualTo(3);
        assertThat(List.of(flow.byCustomer, flow.byModel, flow.byBoth)).containsExactly(1L, 1L, 1L);
        assertThat(moves.masked).isEqualTo(1);
    }

    /** One customer goes from class 0 to class 1 by its own change and spends 1.50 where it spent 1.00. */
    @Test
    void valueOfAMover_isSplitInQuartersOfACent() {
        Migration moves = Migration.of(new Migration.Classes(2, new int[] {0}, new int[] {0}, new int[] {1},
                new int[] {1}), same(1), Optional.of(spent(new double[] {1.0}, 1.5)));
        Migration.Value value = moves.value.orElseThrow();
        assertThat(value.sums().before).containsExactly(100, 0);
        assertThat(value.sums().after).containsExactly(0, 150);
        assertThat(value.sums().byCustomer).containsExactly(-500, 500);
        assertThat(value.sums().byModel).containsExactly(0, 0);
        assertThat(value.bySpending()).containsExactly(100, 100);
    }

    @Property
    void sums_areExactInCustomersAndInValue(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int classes,
            @ForAll @IntRange(min = 0, max = 60) int was, @ForAll @IntRange(min = 0, max = 60) int is) {
        Random random = new Random(seed);
        Customers customers = Customers.of(names(was, random), names(is, random));
        Migration moves = Migration.of(
                new Migration.Classes(classes, labels(was, classes, random), labels(was, classes, random),
                        labels(is, classes, random), labels(is, classes, random)),
                customers, Optional.of(spent(money(was, random), money(is, random))));

        Migration.Sums of = moves.customers;
        Migration.Value value = moves.value.orElseThrow();
        for (int s = 0; s < classes; s++) {
            assertThat(2 * (of.after[s] - of.before[s]))
                    .isEqualTo(2 * (of.joined[s] - of.left[s]) + of.byCustomer[s] + of.byModel[s]);
            Migration.Sums money = value.sums();
            assertThat(4 * (money.after[s] - money.before[s])).isEqualTo(4 * (money.joined[s] - money.left[s])
                    + money.byCustomer[s] + money.byModel[s] + value.bySpending()[s]);
        }
        assertThat(Arrays.stream(of.byCustomer).sum()).isZero();
        assertThat(Arrays.stream(of.byModel).sum()).isZero();
        assertThat(moves.flows.values().stream().mapToLong(flow -> flow.customers).sum())
                .isEqualTo(customers.inBoth());
    }

    @Property
    void customersWhoseRowsDidNotChange_areNeverMovedByThemselves(@ForAll long seed) {
        Random random = new Random(seed);
        int[] earlier = labels(50, 4, random);
        int[] now = labels(50, 4, random);
        Migration moves = Migration.of(new Migration.Classes(4, earlier, now, earlier, now), same(50),
                Optional.empty());
        assertThat(moves.customers.byCustomer).containsOnly(0);
        assertThat(moves.masked).isZero();
        Migration unchanged = Migration.of(new Migration.Classes(4, earlier, earlier, now, now), same(50),
                Optional.empty());
        assertThat(unchanged.customers.byModel).containsOnly(0);
    }

    private static TextColumn names(int rows, Random random) {
        return TextColumn.of("id", IntStream.range(0, rows)
                .mapToObj(i -> random.nextInt(8) == 0 ? "" : "c" + random.nextInt(80)).toList());
    }

    private static int[] labels(int rows, int classes, Random random) {
        return IntStream.range(0, rows).map(i -> random.nextInt(classes)).toArray();
    }

    private static double[] money(int rows, Random random) {
        return IntStream.range(0, rows)
                .mapToDouble(i -> random.nextInt(9) == 0 ? Double.NaN : random.nextInt(1_000_000) / 1000.0).toArray();
    }
}
