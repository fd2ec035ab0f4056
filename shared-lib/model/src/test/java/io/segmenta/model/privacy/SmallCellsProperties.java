package io.segmenta.model.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What holds for any table. */
class SmallCellsProperties {
    private static final int K = 3;
    private static final SmallCells CELLS = new SmallCells(K);

    private static long[][] table(List<Long> cells, int rows, int columns) {
        long[][] table = new long[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                table[i][j] = cells.get(i * columns + j);
            }
        }
        return table;
    }

    /** Against every table of whole numbers that has the same totals and shown cells. */
    @Property(tries = 400, seed = "31")
    void hiddenCells_ofATableCannotBeWorkedOut(@ForAll @Size(12) List<@LongRange(min = 0, max = 6) Long> cells,
            @ForAll @IntRange(min = 2, max = 3) int rows, @ForAll @IntRange(min = 2, max = 4) int columns) {
        long[][] table = table(cells, rows, columns);
        Assume.that(Arrays.stream(table).filter(row -> Arrays.stream(row).sum() > 0).count() > 1);
        Assume.that(IntStream.range(0, columns)
                .filter(j -> Arrays.stream(table).mapToLong(row -> row[j]).sum() > 0).count() > 1);
        boolean[][] hidden = CELLS.table(table);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                assertThat(hidden[i][j] || table[i][j] >= K).isTrue();
            }
        }
        assertThat(new Solutions(table, hidden).allOpen()).as("%s", Arrays.deepToString(table)).isTrue();
    }

    /** Large tables end, and no line has a single hidden cell. */
    @Property(tries = 40, seed = "32")
    void hiddenCells_ofALargeTableAreNeverAloneInALine(
            @ForAll @Size(600) List<@LongRange(min = 0, max = 400) Long> cells) {
        long[][] table = table(cells, 30, 20);
        boolean[][] hidden = new SmallCells(10).table(table);
        for (int i = 0; i < 30; i++) {
            int inRow = 0;
            for (int j = 0; j < 20; j++) {
                inRow += hidden[i][j] ? 1 : 0;
            }
            assertThat(inRow).isNotEqualTo(1);
        }
        for (int j = 0; j < 20; j++) {
            int at = j;
            assertThat(Arrays.stream(hidden).filter(row -> row[at]).count()).isNotEqualTo(1);
        }
    }

    @Property(tries = 400, seed = "33")
    void hiddenCounts_ofALineCannotBeWorkedOut(@ForAll @Size(5) List<@LongRange(min = 0, max = 6) Long> cells) {
        long[] line = cells.stream().mapToLong(one -> one).toArray();
        boolean[] hidden = CELLS.line(line);
        long people = 0;
        int count = 0;
        for (int i = 0; i < line.length; i++) {
            assertThat(hidden[i] || line[i] >= K).isTrue();
            people += hidden[i] ? line[i] : 0;
            count += hidden[i] ? 1 : 0;
        }
        assertThat(count == 0 || (count > 1 && people > 0) || Arrays.stream(line).sum() == 0).isTrue();
    }

    @Property(tries = 100, seed = "34")
    void hiddenCells_areThoseOfTheSameTableTwice(@ForAll @Size(12) List<@LongRange(min = 0, max = 40) Long> cells) {
        long[][] table = table(cells, 3, 4);
        boolean[][] hidden = new SmallCells(10).table(table);
        assertThat(new SmallCells(10).table(table, hidden)).isDeepEqualTo(hidden);
    }
}
