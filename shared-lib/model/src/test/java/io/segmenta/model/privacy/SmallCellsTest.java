package io.segmenta.model.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SmallCellsTest {
    private static final SmallCells CELLS = new SmallCells(10);

    @Test
    void count_isSmallBelowK() {
        assertThat(CELLS.isSmall(9)).isTrue();
        assertThat(CELLS.isSmall(0)).isTrue();
        assertThat(CELLS.isFew(0)).isFalse();
        assertThat(CELLS.isFew(1)).isTrue();
        assertThat(CELLS.isSmall(10)).isFalse();
        assertThat(CELLS.words()).isEqualTo("kept back, so that no group of fewer than 10 people can be worked out");
        assertThatThrownBy(() -> new SmallCells(-1)).hasMessage("k must not be negative, got -1");
    }

    @Test
    void k_ofNone_hidesNothing() {
        assertThat(new SmallCells(0).line(new long[] {0, 1, 2})).containsOnly(false);
        assertThat(new SmallCells(0).table(new long[][] {{0, 1}, {2, 3}})).isDeepEqualTo(new boolean[2][2]);
    }

    @Test
    void line_withOneSmallCount_hidesTheNextSmallestToo() {
        assertThat(CELLS.line(new long[] {50, 4, 60, 40})).containsExactly(false, true, false, true);
        assertThat(CELLS.line(new long[] {50, 4, 3, 40})).containsExactly(false, true, true, false);
        assertThat(CELLS.line(new long[] {50, 40})).containsOnly(false);
        assertThat(CELLS.line(new long[] {4})).containsExactly(true);
    }

    /** What is left of the total is nobody, so each of the two hidden ones is: a third has to hide that. */
    @Test
    void line_withoutAnybodyHidden_hidesSomebody() {
        assertThat(CELLS.line(new long[] {0, 0, 60, 50})).containsExactly(true, true, false, true);
        assertThat(CELLS.line(new long[] {0, 0, 0})).containsOnly(true);
    }

    @Test
    void table_withOneSmallCount_hidesARingAroundIt() {
        assertThat(CELLS.table(new long[][] {{50, 60, 70}, {50, 60, 70}, {50, 60, 70}}))
                .isDeepEqualTo(new boolean[3][3]);
        assertThat(CELLS.table(new long[][] {{4, 60, 70}, {50, 60, 70}, {55, 61, 72}})).isDeepEqualTo(
                new boolean[][] {{true, true, false}, {true, true, false}, {false, false, false}});
    }

    /**
     * No line has a single hidden cell, and still the one in the middle can be worked out: of the rings left of it the
     * totals leave nothing over, so what joins the two rings is known.
     */
    @Test
    void table_withTwoRingsJoinedByACell_hidesMore() {
        long[][] counts = {
                {4, 5, 50, 50},
                {6, 7, 8, 50},
                {50, 50, 3, 4},
                {50, 50, 5, 6}};
        boolean[][] hidden = CELLS.table(counts);
        int shown = 0;
        for (boolean[] row : hidden) {
            for (boolean cell : row) {
                shown += cell ? 0 : 1;
            }
        }
        assertThat(hidden[1][2]).isTrue();
        // Two cells more close a ring through the middle.
        assertThat(shown).isEqualTo(16 - 9 - 1);
    }

    /** With (0,0) nobody can be counted less, with nobody in (1,1) neither: the ring has to go on elsewhere. */
    @Test
    void table_withCellsWithoutAnybody_hidesWhatCannotBeWorkedOut() {
        boolean[][] hidden = CELLS.table(new long[][] {{0, 90, 80}, {90, 0, 70}, {60, 50, 40}});
        assertThat(hidden[0][0]).isTrue();
        assertThat(hidden[1][1]).isTrue();
        assertThat(new Solutions(new long[][] {{0, 90, 80}, {90, 0, 70}, {60, 50, 40}}, hidden).allOpen()).isTrue();
    }

    @Test
    void table_withHiddenElsewhere_hidesThemAndWhatTheyNeed() {
        boolean[][] known = new boolean[2][2];
        known[0][0] = true;
        assertThat(CELLS.table(new long[][] {{50, 60}, {70, 80}}, known))
                .isDeepEqualTo(new boolean[][] {{true, true}, {true, true}});
    }

    @Test
    void table_withPlacesThatAreNoCells_leavesThemAlone() {
        boolean[][] hidden = CELLS.table(new long[][] {{50, 60, 4}, {70, 80, 90}, {20, 30, -1}});
        assertThat(hidden[2][2]).isFalse();
        assertThat(hidden[0][2]).isTrue();
        assertThat(new Solutions(new long[][] {{50, 60, 4}, {70, 80, 90}, {20, 30, -1}}, hidden).allOpen()).isTrue();
    }

    /** Of three segments that nobody leaves nothing is hidden but zeros, which no list has. */
    @Test
    void list_withoutSmallCounts_isWhole() {
        assertThat(CELLS.list(new long[][] {{80, 0, 0}, {0, 70, 20}, {0, 0, 60}})).isDeepEqualTo(
                new boolean[][] {{false, true, true}, {true, false, false}, {true, true, false}});
        assertThat(CELLS.list(new long[][] {{80, 0}, {0, 70}}))
                .isDeepEqualTo(new boolean[][] {{false, true}, {true, false}});
    }

    /** Four moved from the first to the second; one may have gone to the third, and one from there to the second. */
    @Test
    void list_withAFew_hidesThoseBehindWhomTheyMayBe() {
        assertThat(CELLS.list(new long[][] {{80, 4, 0}, {0, 70, 20}, {0, 0, 60}})).isDeepEqualTo(
                new boolean[][] {{false, true, true}, {true, false, false}, {true, true, true}});
    }
}
