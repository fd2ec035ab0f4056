package io.segmenta.pipeline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.TextColumn;
import io.segmenta.model.privacy.SmallCells;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ToldMovesTest {

    /** So many customers from each class to each, as they changed. */
    private static Migration moves(int[][] counts) {
        int k = counts.length;
        int[] from = IntStream.range(0, k * k).flatMap(cell -> IntStream.generate(() -> cell / k)
                .limit(counts[cell / k][cell % k])).toArray();
        int[] to = IntStream.range(0, k * k).flatMap(cell -> IntStream.generate(() -> cell % k)
                .limit(counts[cell / k][cell % k])).toArray();
        TextColumn names = TextColumn.of("id", IntStream.range(0, from.length).mapToObj(i -> "c" + i).toList());
        return Migration.of(new Migration.Classes(k, from, from, to, to),
                Customers.of(names, names), Optional.empty());
    }

    private static int[] told(int[][] counts, int k) {
        Migration moves = moves(counts);
        ToldMoves told = ToldMoves.of(moves, new SmallCells(k));
        return moves.flows.keySet().stream().filter(told::isTold).mapToInt(place -> place).toArray();
    }

    @Test
    void flowsOfMany_areTold() {
        int[][] counts = {{80, 20, 0}, {0, 70, 0}, {0, 0, 60}};
        assertThat(told(counts, 10)).containsExactly(0, 1, 4, 8);
        assertThat(ToldMoves.of(moves(counts), SmallCells.USUAL).hides()).isFalse();
    }

    /** Four went from the first to the second class; of the third, one may have gone to the second in their stead. */
    @Test
    void flowOfFew_isNotTold_norWhoStayedElsewhere() {
        int[][] counts = {{80, 4, 0}, {0, 70, 0}, {0, 0, 60}};
        assertThat(told(counts, 10)).containsExactly(0, 4);
        assertThat(told(counts, 0)).containsExactly(0, 1, 4, 8);
        assertThat(ToldMoves.of(moves(counts), SmallCells.USUAL).hides()).isTrue();
    }

    @Test
    void causes_ofFew_areNotTold() {
        ToldMoves told = ToldMoves.of(moves(new int[][] {{80, 20}, {0, 70}}), SmallCells.USUAL);
        Migration.Flow flow = new Migration.Flow();
        flow.byCustomer = 20;
        assertThat(told.hasCauses(flow)).isTrue();
        flow.byBoth = 3;
        assertThat(told.hasCauses(flow)).isFalse();
        assertThat(told.words()).isEqualTo("kept back, so that no group of fewer than 10 people can be worked out");
    }
}
