package io.segmenta.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.Role;
import io.segmenta.model.privacy.SmallCells;
import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import io.segmenta.pipeline.segments.CategoryProfile;
import io.segmenta.pipeline.segments.SegmentProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldLevelsTest {
    private static final List<String> TOWNS = List.of("Ghent", "Mons", "Liege");

    /** Each segment with so many customers of each town. */
    private static List<SegmentProfile> profiles(long[]... counts) {
        List<SegmentProfile> profiles = new ArrayList<>();
        double all = Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
        for (long[] segment : counts) {
            long known = segment[0] + segment[1] + segment[2];
            List<LevelShare> shares = new ArrayList<>();
            for (int town = 0; town < segment.length; town++) {
                int at = town;
                shares.add(new LevelShare(TOWNS.get(town), segment[town] / (double) known,
                        Arrays.stream(counts).mapToLong(one -> one[at]).sum() / all));
            }
            CategoryProfile towns = new CategoryProfile("town", Role.CATEGORICAL, true, known, shares.getFirst(),
                    shares.getFirst(), shares);
            profiles.add(new SegmentProfile(profiles.size(), known, 0.5, List.of(towns), List.of(), "s", "s", "a",
                    List.of()));
        }
        return profiles;
    }

    private static List<List<String>> told(SmallCells cells, long[]... counts) {
        ToldLevels levels = new ToldLevels(profiles(counts), cells);
        List<List<String>> told = new ArrayList<>();
        for (int c = 0; c < counts.length; c++) {
            told.add(levels.of(c, 0).stream().map(LevelShare::level).toList());
            assertThat(levels.hides(c)).isEqualTo(told.getLast().size() < 3);
        }
        return told;
    }

    @Test
    void levelsOfMany_areTold_andThoseOfNobody() {
        assertThat(told(SmallCells.USUAL, new long[] {60, 20, 0}, new long[] {30, 40, 50}))
                .containsExactly(TOWNS, TOWNS);
    }

    /** Four of the first segment are from Mons: with 20 from Liege beside them, and the same two of the second. */
    @Test
    void levelOfFew_isNotTold_norWhatTheTotalsWouldRevealItBy() {
        assertThat(told(SmallCells.USUAL, new long[] {60, 4, 20}, new long[] {30, 40, 25}, new long[] {90, 80, 70}))
                .containsExactly(List.of("Ghent"), List.of("Ghent"), TOWNS);
        assertThat(told(new SmallCells(0), new long[] {60, 4, 20}, new long[] {30, 40, 25}))
                .containsExactly(TOWNS, TOWNS);
    }

    /** That nobody is from Liege would tell that the four who are not from Ghent are from Mons. */
    @Test
    void levelOfNobody_besideFew_isNotToldEither() {
        assertThat(told(SmallCells.USUAL, new long[] {60, 4, 0}, new long[] {30, 40, 25}, new long[] {90, 80, 70}))
                .containsExactly(List.of("Ghent"), List.of("Ghent"), TOWNS);
    }

    /** The share of three among all customers would tell of them wherever it stands. */
    @Test
    void levelOfFewInAll_isToldNowhere() {
        assertThat(told(SmallCells.USUAL, new long[] {60, 3, 50}, new long[] {30, 0, 25}))
                .allMatch(towns -> !towns.contains("Mons"));
    }
}
