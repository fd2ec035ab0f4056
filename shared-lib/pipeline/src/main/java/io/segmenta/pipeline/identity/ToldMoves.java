package io.segmenta.pipeline.identity;

import io.segmenta.model.privacy.SmallCells;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which counts of a migration are told: customers by the class they were in and the one they are in, with those who are
 * in one of the files alone in a row and a column of their own, whose totals are the sizes of the classes.
 */
final class ToldMoves {
    private final SmallCells cells;
    private final Migration moves;
    private final boolean[][] hidden;

    private ToldMoves(SmallCells cells, Migration moves, boolean[][] hidden) {
        this.cells = cells;
        this.moves = moves;
        this.hidden = hidden;
    }

    static ToldMoves of(Migration moves, SmallCells cells) {
        int apart = moves.classes;
        long[][] counts = new long[apart + 1][apart + 1];
        moves.flows.forEach((place, flow) -> counts[place / apart][place % apart] = flow.customers);
        for (int s = 0; s < apart; s++) {
            counts[apart][s] = cell(moves.customers.joined[s]);
            counts[s][apart] = cell(moves.customers.left[s]);
        }
        counts[apart][apart] = cell(0);
        return new ToldMoves(cells, moves, cells.list(counts));
    }

    /** That nobody came or left is told, so no cell of nobody is there to hide others. */
    private static long cell(long count) {
        return count == 0 ? -1 : count;
    }

    /** Whether a flow is told, by its place in {@link Migration#flows}. */
    boolean isTold(int place) {
        return !hidden[place / moves.classes][place % moves.classes];
    }

    /** Whether it is told who came to a class and left it. */
    boolean isOpen(int s) {
        return !hidden[moves.classes][s] && !hidden[s][moves.classes];
    }

    /** Whether the causes of a flow are told. */
    boolean hasCauses(Migration.Flow flow) {
        return isTold(flow.byCustomer, flow.byModel, flow.byBoth);
    }

    /** Whether counts that add up to one that is told may be told. */
    boolean isTold(long... counts) {
        return Arrays.stream(counts).noneMatch(cells::isFew);
    }

    /** Whether anybody is hidden. */
    boolean hides() {
        return moves.flows.keySet().stream().anyMatch(place -> !isTold(place))
                || IntStream.range(0, moves.classes).anyMatch(s -> !isOpen(s))
                || !moves.flows.values().stream().allMatch(this::hasCauses);
    }

    /** Why something is not told. */
    String words() {
        return cells.words();
    }
}
