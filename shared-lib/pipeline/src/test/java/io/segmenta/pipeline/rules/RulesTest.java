package io.segmenta.pipeline.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.Segment;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.steps.DateToDays;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.ImputeCategory;
import io.segmenta.model.steps.ImputeNumeric;
import io.segmenta.model.steps.OneHot;
import io.segmenta.pipeline.rules.Condition.Op;
import io.segmenta.pipeline.rules.SegmentRule.Counts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    private static final Gaps NONE = new Gaps(new FeaturePipeline(
            List.of(new ImputeNumeric("other", 0, 0, "mean")), List.of("other")));

    @Test
    void find_segmentsApartInTwoColumns_saysSoAndCountsEveryRow() {
        double[] visits = new double[500];
        double[] discount = new double[500];
        int[] labels = new int[500];
        for (int i = 0; i < 500; i++) {
            visits[i] = i % 25;
            discount[i] = Math.floorDiv(i, 25);
            labels[i] = visits[i] >= 12 && discount[i] < 8 ? 1 : 0;
        }
        List<SegmentRule> rules = find(List.of(number("visits", visits), number("discount", discount)), labels, 2);
        assertThat(rules.get(1).words()).isEqualTo("visits at least 12 and discount below 8");
        assertThat(rules.get(1).all()).isEqualTo(new Counts(104, 104, 104));
        assertThat(rules.get(1).heldOut().both()).isBetween(10L, 35L).isEqualTo(rules.get(1).heldOut().met());
        assertThat(rules.get(0).words()).isEqualTo("discount at least 8, or visits below 12");
        assertThat(rules.get(0).all()).isEqualTo(new Counts(396, 396, 396));
    }

    @Test
    void find_segmentOfLevelsTruthsAndDates_comparesEachAsItIs() {
        List<String> plans = List.of("Gold", "Silver", "Basic");
        List<String> plan = IntStream.range(0, 300).mapToObj(i -> plans.get(i % 3)).toList();
        List<String> mail = IntStream.range(0, 300).mapToObj(i -> i / 3 % 2 == 0 ? "true" : "False").toList();
        double[] joined = IntStream.range(0, 300).mapToDouble(i -> LocalDate.of(2024, 1, 1).toEpochDay() + i).toArray();
        List<RuleColumn> columns = List.of(
                column(TextColumn.of("plan", plan), ColumnSchema.of("plan", Role.CATEGORICAL, ""), NONE),
                column(TextColumn.of("mail", mail), ColumnSchema.of("mail", Role.BOOLEAN, ""), NONE),
                column(new NumericColumn("joined", joined), ColumnSchema.of("joined", Role.DATE, ""), NONE));
        int[] labels = IntStream.range(0, 300).map(i -> i % 3 == 0 && i / 3 % 2 == 0 ? 0 : i >= 150 ? 1 : 2).toArray();
        List<SegmentRule> rules = find(columns, labels, 3);
        assertThat(rules.get(0).any()).hasSize(1).first().asInstanceOf(
                InstanceOfAssertFactories.list(Condition.class)).containsExactlyInAnyOrder(
                        new Condition("plan", Op.IS, new Value.Level("Gold"), false),
                        new Condition("mail", Op.IS, new Value.Truth(true), false));
        assertThat(rules.get(1).words()).contains("joined on or after 2024-05-");
        assertThat(rules.get(2).words()).contains("joined before 2024-05-");
    }

    /** 40 rows of which every fourth has no visits: the model takes 9 for it, which is below 10. */
    @Test
    void find_columnWithGaps_countsThemAsWhatTheModelPutsThere() {
        double[] visits = IntStream.range(0, 400).mapToDouble(i -> i % 4 == 0 ? Double.NaN : i % 20).toArray();
        int[] labels = Arrays.stream(visits).mapToInt(v -> Double.isNaN(v) || v < 10 ? 0 : 1).toArray();
        Gaps gaps = new Gaps(new FeaturePipeline(List.of(new ImputeNumeric("visits", 9, 100, "mean")),
                List.of("visits")));
        RuleColumn column = column(new NumericColumn("visits", visits), ColumnSchema.of("visits", Role.NUMERIC, ""),
                gaps);
        List<SegmentRule> rules = find(List.of(column), labels, 2);
        assertThat(rules.get(0).words()).isEqualTo("visits below 10 (or unknown)");
        assertThat(rules.get(0).all().both()).isEqualTo(rules.get(0).all().segment())
                .isEqualTo(rules.get(0).all().met());
        assertThat(rules.get(1).any()).isEqualTo(
                List.of(List.of(new Condition("visits", Op.AT_LEAST, new Value.Quantity(10), false))));
    }

    @Test
    void gaps_ofDatesAndLevels_areInTheUnitsOfTheFile() {
        Gaps gaps = new Gaps(new FeaturePipeline(
                List.of(new DateToDays("joined", 20_000), new ImputeNumeric("joined", 300, 1, "mean"),
                        new ImputeCategory("plan", "Gold", 1, "mode"), new OneHot("plan", List.of("Gold"), true)),
                List.of("joined", "plan=Gold")));
        assertThat(gaps.number("joined")).isEqualTo(19_700);
        assertThat(gaps.level("plan", "")).isEqualTo("Gold");
        assertThat(gaps.number("other")).isNaN();
    }

    @Test
    void find_gapThatStaysOne_canBeTheRule() {
        List<String> plan = new ArrayList<>(IntStream.range(0, 200).mapToObj(i -> i % 2 == 0 ? "Gold" : "Basic")
                .toList());
        int[] labels = new int[200];
        for (int i = 0; i < 200; i += 5) {
            plan.set(i, null);
            labels[i] = 1;
        }
        RuleColumn column = column(TextColumn.of("plan", plan), ColumnSchema.of("plan", Role.CATEGORICAL, ""), NONE);
        assertThat(find(List.of(column), labels, 2).get(1).words()).isEqualTo("plan is unknown");
    }

    @Test
    void of_protectedColumn_isInNoRule() {
        assertThat(RuleColumn.of(new NumericColumn("sex", new double[] {0, 1}),
                ColumnSchema.of("sex", Role.PROTECTED, ""), NONE)).isEmpty();
    }

    /** Of 100,000 rows 200 are of a segment; the sample has a tenth of the others. */
    @Test
    void find_smallSegmentOfManyRows_isFoundAndCountedOnAllOfThem() {
        double[] spend = IntStream.range(0, 100_000).mapToDouble(i -> i).toArray();
        int[] labels = IntStream.range(0, 100_000).map(i -> i >= 500 && i < 700 ? 1 : 0).toArray();
        SegmentRule rule = find(List.of(number("spend", spend)), labels, 2).get(1);
        assertThat(rule.all().segment()).isEqualTo(200);
        assertThat(rule.all().f1()).isGreaterThan(0.9);
        assertThat(rule.heldOut().segment()).isBetween(15L, 70L);
    }

    @Test
    void find_segmentInTwoPlaces_hasAConjunctionForEach() {
        double[] x = IntStream.range(0, 900).mapToDouble(i -> i % 90).toArray();
        int[] labels = Arrays.stream(x).mapToInt(v -> v < 10 || v >= 80 ? 1 : 0).toArray();
        SegmentRule rule = find(List.of(number("x", x)), labels, 2).get(1);
        assertThat(rule.any()).hasSize(2);
        assertThat(rule.all().f1()).isCloseTo(1, within(1e-12));
    }

    @Test
    void find_withoutColumnsOrMembers_hasNoRule() {
        List<SegmentRule> rules = find(List.of(), new int[20], 2);
        assertThat(rules).allMatch(rule -> rule.any().isEmpty() && rule.words().equals("no rule found"));
        assertThat(rules.get(0).all()).isEqualTo(new Counts(0, 20, 0));
        assertThat(rules.get(0).all().precision()).isZero();
    }

    @Test
    void find_otherNumberOfLabels_refuses() {
        assertThatThrownBy(() -> new Rules(List.of(), table(List.of(), 3), new Workers(1)).find(segments(1),
                new int[2], 1)).hasMessage("2 labels for 3 rows; there must be as many");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void find_atAnyNumberOfThreads_isTheSame(int threads) {
        double[] x = IntStream.range(0, 50_000).mapToDouble(i -> i * 7919 % 1000).toArray();
        double[] y = IntStream.range(0, 50_000).mapToDouble(i -> i * 104_729 % 997).toArray();
        int[] labels = IntStream.range(0, 50_000).map(i -> (int) (x[i] + y[i]) / 700).toArray();
        List<RuleColumn> columns = List.of(number("x", x), number("y", y));
        try (Workers workers = new Workers(threads)) {
            assertThat(new Rules(columns, table(columns, labels.length), workers).find(segments(3), labels, 7))
                    .isEqualTo(find(columns, labels, 3));
        }
    }

    @Test
    void toDocument_hasTheFieldsThatAreKept() {
        SegmentRule rule = new SegmentRule("s-1", "Frequent", "visits at least 12 and plan is Gold",
                List.of(List.of(new Condition("visits", Op.AT_LEAST, new Value.Quantity(12), true),
                        new Condition("joined", Op.BELOW, new Value.Day(LocalDate.of(2024, 1, 2), Optional.empty()),
                                false))),
                new Counts(412, 497, 447), new Counts(80, 99, 90));
        assertThat(rule.toDocument()).hasToString("{segment=s-1, name=Frequent, "
                + "words=visits at least 12 and plan is Gold, any=[[{column=visits, op=>=, value=12, or_missing=true}, "
                + "{column=joined, op=<, value=2024-01-02}]], covers=[412, 497], right=[412, 447], "
                + "held_out={covers=[80, 99], right=[80, 90]}}");
    }

    private static RuleColumn number(String name, double[] values) {
        return column(new NumericColumn(name, values), ColumnSchema.of(name, Role.NUMERIC, ""), NONE);
    }

    private static RuleColumn column(Column column, ColumnSchema schema, Gaps gaps) {
        return RuleColumn.of(column, schema, gaps).orElseThrow();
    }

    private static List<SegmentRule> find(List<RuleColumn> columns, int[] labels, int clusters) {
        try (Workers workers = new Workers(1)) {
            return new Rules(columns, table(columns, labels.length), workers).find(segments(clusters), labels, 7);
        }
    }

    private static Table table(List<RuleColumn> columns, int rows) {
        List<Column> all = new ArrayList<>();
        all.add(new NumericColumn("row", new double[rows]));
        for (RuleColumn column : columns) {
            all.add(switch (column) {
                case RuleColumn.Numbers numbers -> new NumericColumn(numbers.name(), numbers.values());
                case RuleColumn.Levels levels -> new TextColumn(levels.name(), levels.codes(), levels.levels());
            });
        }
        return new Table("test.csv", all);
    }

    private static List<Segment> segments(int clusters) {
        return IntStream.range(0, clusters)
                .mapToObj(c -> new Segment("s-" + c, c, "Segment " + c, "", "#000000", 1, 0.5, List.of())).toList();
    }
}
