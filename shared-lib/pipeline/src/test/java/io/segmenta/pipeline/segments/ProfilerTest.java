package io.segmenta.pipeline.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilerTest {
    private static final int[] LABELS = {0, 0, 1, 1};

    @Test
    void profile_numbers_givesMeansQuartilesAndEffectSolvedByHand() {
        NumericProfile low = (NumericProfile) only(new NumericColumn("x", new double[] {1, 3, 5, 7}), Role.NUMERIC,
                LABELS, 2).get(0);
        assertThat(low.mean()).isEqualTo(2);
        assertThat(low.lowerQuartile()).isEqualTo(1.5);
        assertThat(low.median()).isEqualTo(2);
        assertThat(low.upperQuartile()).isEqualTo(2.5);
        assertThat(low.population()).isEqualTo(4);
        assertThat(low.populationMedian()).isEqualTo(4);
        // (2 - 4) / sqrt(5)
        assertThat(low.effect()).isCloseTo(-2 / Math.sqrt(5), within(1e-15));
        // mid-ranks 0.5 and 1.5 of 4: mean share 0.25
        assertThat(low.strength()).isCloseTo(-0.25 * Math.sqrt(12), within(1e-15));
    }

    @Test
    void profile_missingNumbers_countOnlyWhatIsKnown() {
        NumericProfile segment = (NumericProfile) only(
                new NumericColumn("x", new double[] {1, Double.NaN, 5, Double.NaN}), Role.NUMERIC, LABELS, 2).get(1);
        assertThat(segment.known()).isEqualTo(1);
        assertThat(segment.mean()).isEqualTo(5);
        assertThat(segment.population()).isEqualTo(3);
    }

    @Test
    void profile_segmentWithoutAnyValue_hasNoEffect() {
        NumericProfile segment = (NumericProfile) only(
                new NumericColumn("x", new double[] {1, 2, Double.NaN, Double.NaN}), Role.NUMERIC, LABELS, 2).get(1);
        assertThat(segment.mean()).isNaN();
        assertThat(segment.effect()).isZero();
        assertThat(segment.strength()).isZero();
    }

    @Test
    void profile_constantNumbers_haveNoEffect() {
        NumericProfile segment = (NumericProfile) only(new NumericColumn("x", new double[] {0.1, 0.1, 0.1, 0.1}),
                Role.NUMERIC, LABELS, 2).get(0);
        assertThat(segment.effect()).isZero();
        assertThat(segment.strength()).isZero();
    }

    @Test
    void profile_oneHugeOutlier_movesTheEffectButNotTheStrength() {
        double[] values = new double[100];
        int[] labels = new int[100];
        for (int i = 0; i < 100; i++) {
            values[i] = i % 10;
            labels[i] = i < 50 ? 0 : 1;
        }
        values[0] = 1e9;
        NumericProfile segment = (NumericProfile) only(new NumericColumn("x", values), Role.NUMERIC, labels, 2).get(0);
        assertThat(segment.effect()).isGreaterThan(0.09);
        assertThat(Math.abs(segment.strength())).isLessThan(0.05);
    }

    @Test
    void profile_levels_givesSharesLiftAndTheTellingLevel() {
        CategoryProfile segment = (CategoryProfile) only(TextColumn.of("city", Arrays.asList("A", "A", "A", "B")),
                Role.CATEGORICAL, LABELS, 2).get(1);
        assertThat(segment.top().level()).isEqualTo("A");
        assertThat(segment.telling()).isEqualTo(new CategoryProfile.LevelShare("B", 0.5, 0.25));
        assertThat(segment.telling().lift()).isEqualTo(2);
        // 0.25 / sqrt(0.25 * 0.75)
        assertThat(segment.effect()).isCloseTo(0.25 / Math.sqrt(0.1875), within(1e-15));
    }

    @Test
    void profile_numbersInTheRoleOfLevels_areProfiledAsLevels() {
        CategoryProfile segment = (CategoryProfile) only(new NumericColumn("active", new double[] {1, 1, 0, 1}),
                Role.BOOLEAN, LABELS, 2).get(0);
        assertThat(segment.top()).isEqualTo(new CategoryProfile.LevelShare("1", 1, 0.75));
    }

    @Test
    void profile_personalIdentifierAndText_areLeftOut() {
        for (Role role : List.of(Role.PERSONAL, Role.IDENTIFIER, Role.FREE_TEXT, Role.CONSTANT)) {
            assertThat(only(TextColumn.of("x", List.of("a", "b", "a", "b")), role, LABELS, 2)).isEmpty();
        }
    }

    @Test
    void profile_ignoredColumnWithALevelPerRow_isLeftOutSinceItNamesRows() {
        assertThat(only(TextColumn.of("email", List.of("a", "b", "c", "d")), Role.IGNORED, LABELS, 2)).isEmpty();
    }

    @Test
    void profile_anyNumberOfThreads_givesTheSame() {
        Random random = new Random(5);
        int n = 2_000;
        List<Column> columns = new java.util.ArrayList<>();
        List<ColumnSchema> schema = new java.util.ArrayList<>();
        for (int j = 0; j < 7; j++) {
            columns.add(new NumericColumn("c" + j, random.doubles(n).toArray()));
            schema.add(ColumnSchema.of("c" + j, Role.NUMERIC, "test"));
        }
        int[] labels = IntStream.range(0, n).map(i -> random.nextInt(4)).toArray();
        Table table = new Table("test", columns);
        try (Workers one = new Workers(1); Workers two = new Workers(2)) {
            assertThat(Profiler.profile(table, new Schema(schema), Set.of("c1"), labels, 4, two))
                    .isEqualTo(Profiler.profile(table, new Schema(schema), Set.of("c1"), labels, 4, one));
        }
    }

    @Test
    void rankEffect_ties_useMidRanks() {
        // all equal: mid-rank is the middle
        assertThat(Profiler.rankEffect(new double[] {2, 2}, new double[] {2, 2, 2, 2})).isZero();
        // 1 has mid-rank 0.5 of 4, 9 has 3.5 of 4
        assertThat(Profiler.rankEffect(new double[] {1, 9}, new double[] {1, 5, 5, 9})).isZero();
        assertThat(Profiler.rankEffect(new double[] {9}, new double[] {1, 5, 5, 9}))
                .isCloseTo(0.375 * Math.sqrt(12), within(1e-15));
    }

    @ParameterizedTest
    // A quarter of the rows, but at least 2 and at most 60.
    @CsvSource({"4,2,true", "4,3,false", "12,3,true", "12,4,false", "300,60,true", "300,61,false"})
    void profile_columnOfManyLevels_isLeftOutUnlessItWasUsed(int rows, int levels, boolean there) {
        Column column = TextColumn.of("city", IntStream.range(0, rows).mapToObj(i -> "city " + i % levels).toList());
        int[] labels = IntStream.range(0, rows).map(i -> i % 2).toArray();
        assertThat(only(column, Role.IGNORED, labels, 2)).hasSize(there ? 2 : 0);
        assertThat(only(column, Role.CATEGORICAL, labels, 2, Set.of("city"))).hasSize(2);
    }

    @Test
    void profile_columnWithoutAnyValue_isLeftOut() {
        assertThat(only(new NumericColumn("x", new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN}),
                Role.NUMERIC, LABELS, 2)).isEmpty();
        assertThat(only(new NumericColumn("x", new double[] {Double.NaN, Double.NaN, Double.NaN, 1}), Role.NUMERIC,
                LABELS, 2)).hasSize(2);
    }

    @Test
    void profile_numbersAsLevels_areNamedAsPeopleWriteThem() {
        double[] values = {0, -0.0, 1.5, 1e15, -3, Double.NaN};
        CategoryProfile segment = (CategoryProfile) only(new NumericColumn("x", values), Role.CATEGORICAL,
                new int[] {0, 0, 0, 0, 0, 0}, 1, Set.of("x")).getFirst();
        assertThat(segment.known()).isEqualTo(5);
        assertThat(segment.levels()).containsExactly(new LevelShare("0", 0.4, 0.4), new LevelShare("-3", 0.2, 0.2),
                new LevelShare("1.0E15", 0.2, 0.2), new LevelShare("1.5", 0.2, 0.2));
    }

    @Test
    void profile_moreThan60NumbersAsLevels_areNumbersAllTheSame() {
        double[] values = IntStream.range(0, 61).mapToDouble(i -> i).toArray();
        assertThat(only(new NumericColumn("x", values), Role.CATEGORICAL, new int[61], 1, Set.of("x")).getFirst())
                .isInstanceOf(NumericProfile.class);
        assertThat(only(new NumericColumn("x", Arrays.copyOf(values, 60)), Role.CATEGORICAL, new int[60], 1,
                Set.of("x")).getFirst()).isInstanceOf(CategoryProfile.class);
    }

    @Test
    void profile_levels_areTheEightMostFrequentByShareThenName() {
        List<String> rows = List.of("i", "h", "g", "f", "e", "d", "c", "b", "a", "h");
        CategoryProfile segment = (CategoryProfile) only(TextColumn.of("x", rows), Role.CATEGORICAL, new int[10], 1,
                Set.of("x")).getFirst();
        assertThat(segment.levels()).extracting(LevelShare::level).containsExactly("h", "a", "b", "c", "d", "e", "f",
                "g");
        assertThat(segment.top().level()).isEqualTo("h");
    }

    @Test
    void profile_segmentWithoutAnyLevel_hasNone() {
        CategoryProfile segment = (CategoryProfile) only(TextColumn.of("x", Arrays.asList("a", "b", null, null)),
                Role.CATEGORICAL, LABELS, 2).get(1);
        assertThat(segment.known()).isZero();
        assertThat(segment.telling()).isEqualTo(new LevelShare("a", 0, 0.5));
        assertThat(segment.levels()).extracting(LevelShare::share).containsExactly(0.0, 0.0);
    }

    @Test
    void profile_levelThatNoRowHas_isNotListed() {
        CategoryProfile segment = (CategoryProfile) only(new TextColumn("x", new int[] {0, 2, 0, 2},
                List.of("a", "nowhere", "c")), Role.CATEGORICAL, LABELS, 2, Set.of("x")).getFirst();
        assertThat(segment.levels()).extracting(LevelShare::level).containsExactly("a", "c");
    }

    @Test
    void profile_codesOfMoreThan60Values_areLeftOut() {
        double[] values = IntStream.range(0, 61).mapToDouble(i -> i).toArray();
        assertThat(only(new NumericColumn("zip", values), Role.CODE, new int[61], 1, Set.of("zip"))).isEmpty();
        assertThat(only(new NumericColumn("zip", Arrays.copyOf(values, 60)), Role.CODE, new int[60], 1,
                Set.of("zip"))).hasSize(1);
    }

    /** The sum of many equal numbers is rounded, so that their mean is another number. */
    @Test
    void profile_manyEqualLargeNumbers_haveNoEffect() {
        double[] values = new double[999];
        Arrays.fill(values, 123_456_789.123);
        int[] labels = IntStream.range(0, 999).map(i -> i % 2).toArray();
        assertThat(only(new NumericColumn("x", values), Role.NUMERIC, labels, 2)).extracting(ColumnProfile::effect)
                .containsExactly(0.0, 0.0);
    }

    @Test
    void means_areToldInWords() {
        NumericProfile day = (NumericProfile) only(new NumericColumn("day", new double[] {0, 2, 18_000, 18_000}),
                Role.DATE, LABELS, 2).getFirst();
        assertThat(day.meanText()).isEqualTo("1970-01-02");
        assertThat(day.populationText()).isEqualTo("1994-08-24");
    }

    /** Of a, b and c the first is 0.3 more common than elsewhere, b 0.1 and c 0.2 rarer. */
    @Test
    void profile_tellingLevel_isTheOneThatDiffersMost() {
        List<String> rows = List.of("a", "a", "a", "a", "a", "a", "a", "a", "b", "c", "a", "a", "b", "b", "b", "c", "c",
                "c", "c", "c");
        int[] labels = IntStream.range(0, 20).map(i -> i / 10).toArray();
        assertThat(((CategoryProfile) only(TextColumn.of("x", rows), Role.CATEGORICAL, labels, 2).getFirst()).telling())
                .isEqualTo(new LevelShare("a", 0.8, 0.5));
    }

    /** Of two levels alike in how far they differ, that one tells more which the segment has. */
    @Test
    void profile_tellingLevel_isOneThatTheSegmentHas() {
        List<String> rows = List.of("a", "a", "a", "b", "a", "b", "b", "b");
        List<ColumnProfile> both = only(TextColumn.of("x", rows), Role.CATEGORICAL, new int[] {0, 0, 0, 0, 1, 1, 1, 1},
                2);
        assertThat(((CategoryProfile) both.get(0)).telling()).isEqualTo(new LevelShare("a", 0.75, 0.5));
        assertThat(((CategoryProfile) both.get(1)).telling()).isEqualTo(new LevelShare("b", 0.75, 0.5));
    }

    /** Every second row stands for all: of 1 and 100 by turns the median is 1, and the mean still that of all. */
    @Test
    void profile_moreThanAMillionRows_takesQuartilesOfEverySecond() {
        int n = 1_000_002;
        double[] values = IntStream.range(0, n).mapToDouble(i -> i % 2 == 0 ? 1 : 100).toArray();
        NumericProfile all = (NumericProfile) only(new NumericColumn("x", values), Role.NUMERIC, new int[n], 1)
                .getFirst();
        assertThat(all.mean()).isEqualTo(50.5);
        assertThat(all.populationMedian()).isEqualTo(1);
        assertThat(all.upperQuartile()).isEqualTo(1);
        NumericProfile million = (NumericProfile) only(new NumericColumn("x", Arrays.copyOf(values, 1_000_000)),
                Role.NUMERIC, new int[1_000_000], 1).getFirst();
        assertThat(million.median()).isEqualTo(50.5);
    }

    @Test
    void quantile_betweenTwoValues_isInterpolated() {
        assertThat(Profiler.quantile(new double[] {1, 2, 4}, 0.25)).isEqualTo(1.5);
        assertThat(Profiler.quantile(new double[] {1, 2, 4}, 0.75)).isEqualTo(3);
        assertThat(Profiler.quantile(new double[] {1, 2, 4}, 1)).isEqualTo(4);
        assertThat(Profiler.quantile(new double[0], 0.5)).isNaN();
    }

    private static List<ColumnProfile> only(Column column, Role role, int[] labels, int k) {
        return only(column, role, labels, k, Set.of());
    }

    private static List<ColumnProfile> only(Column column, Role role, int[] labels, int k, Set<String> used) {
        Table table = new Table("test", List.of(column));
        Schema schema = new Schema(List.of(ColumnSchema.of(column.name(), role, "test")));
        try (Workers workers = new Workers(1)) {
            return Profiler.profile(table, schema, used, labels, k, workers).stream()
                    .filter(columns -> !columns.isEmpty()).map(List::getFirst).toList();
        }
    }
}
