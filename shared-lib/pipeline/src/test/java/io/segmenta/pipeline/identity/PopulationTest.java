package io.segmenta.pipeline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PopulationTest {
    private static double[] ones(int rows) {
        return DoubleStream.generate(() -> 1).limit(rows).toArray();
    }

    /**
     * Two rows became three. The first class had half of them and has a third: of the three rows the earlier model puts
     * two into it, of the earlier two the new model puts none into it.
     */
    @Test
    void shares_byHand() {
        Population moves = Population.of(new Migration.Classes(2, new int[] {0, 1}, new int[] {1, 1},
                new int[] {0, 0, 1}, new int[] {0, 1, 1}), ones(2));
        assertThat(moves.whole()).isEqualTo(6);
        assertThat(moves.before()).containsExactly(3, 3);
        assertThat(moves.after()).containsExactly(2, 4);
        assertThat(moves.byCustomer()).as("4 - 3 and 2 - 0").containsExactly(3, -3);
        assertThat(moves.byModel()).as("0 - 3 and 2 - 4").containsExactly(-5, 5);
        assertThat(moves.otherwise()).hasSize(1).containsEntry(1, 1L);
    }

    @Test
    void weights_standForRowsThatWereNotKept() {
        Population moves = Population.of(new Migration.Classes(2, new int[] {0, 1}, new int[] {0, 1},
                new int[] {0}, new int[] {0}), new double[] {1.5, 0.5});
        assertThat(moves.whole()).isEqualTo(2000);
        assertThat(moves.before()).containsExactly(1500, 500);
        assertThat(moves.after()).containsExactly(2000, 0);
        assertThat(moves.byModel()).containsOnly(0);
    }

    @Property
    void sums_areExact(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int classes,
            @ForAll @IntRange(min = 1, max = 60) int was, @ForAll @IntRange(min = 1, max = 60) int is) {
        Random random = new Random(seed);
        double[] weights = random.nextBoolean() ? ones(was) : random.doubles(was, 0.1, 900).toArray();
        Population moves = Population.of(
                new Migration.Classes(classes, labels(was, classes, random), labels(was, classes, random),
                        labels(is, classes, random), labels(is, classes, random)),
                weights);
        for (int s = 0; s < classes; s++) {
            assertThat(2 * (moves.after()[s] - moves.before()[s]))
                    .isEqualTo(moves.byCustomer()[s] + moves.byModel()[s]);
        }
        assertThat(Arrays.stream(moves.before()).sum()).isEqualTo(moves.whole());
        assertThat(Arrays.stream(moves.after()).sum()).isEqualTo(moves.whole());
        assertThat(Arrays.stream(moves.byCustomer()).sum()).isZero();
        assertThat(Arrays.stream(moves.byModel()).sum()).isZero();
    }

    @Property
    void sameRowsOrSameModel_changeNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int rows) {
        Random random = new Random(seed);
        int[] earlier = labels(rows, 3, random);
        int[] now = labels(rows, 3, random);
        assertThat(Population.of(new Migration.Classes(3, earlier, now, earlier, now), ones(rows)).byCustomer())
                .as("the same rows").containsOnly(0);
        Population sameModel = Population.of(new Migration.Classes(3, earlier, earlier, now, now), ones(rows));
        assertThat(sameModel.byModel()).as("the same model").containsOnly(0);
        assertThat(sameModel.otherwise()).isEmpty();
    }

    private static int[] labels(int rows, int classes, Random random) {
        return IntStream.range(0, rows).map(i -> random.nextInt(classes)).toArray();
    }
}
