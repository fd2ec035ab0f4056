package io.segmenta.model.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.SampleModels;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.DensityReference;
import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Table;
import io.segmenta.model.moves.Move.Change;
import io.segmenta.model.predict.Predictor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovesTest {
    private static final String INCOME = "Annual Income (k$)";
    private static final String SCORE = "Spending Score (1-100)";

    /**
     * In units of features the border of s0 to s1 is x + y = 2. Along the income it is at 2, 100 k$, where s0 still
     * answers; along the score it is at 100, beyond training. The nearest point of the border is (1, 1).
     */
    @Test
    void find_mall_solvedByHand() {
        List<Move> moves = find(Map.of(INCOME, 60, SCORE, 50), Wish.of("s1"));
        assertThat(moves).extracting(Move::changes).containsExactly(List.of(new Change(INCOME, 60.0, 101.0)),
                List.of(new Change(INCOME, 60.0, 81.0), new Change(SCORE, 50.0, 76.0)));
        assertThat(moves.get(0).cost()).isCloseTo(2.05 * 2.05, within(1e-12));
        assertThat(moves.get(1).cost()).isCloseTo(1.05 * 1.05 + 1.04 * 1.04, within(1e-12));
    }

    /** 4 x^2 + y^2 is least on x + y = 2 at (0.4, 1.6): 68 k$ and 90. */
    @Test
    void find_dearColumn_changesItLess() {
        Wish wish = new Wish("s1", Set.of(), Set.of(), Map.of(INCOME, 4.0));
        assertThat(find(Map.of(INCOME, 60, SCORE, 50), wish).get(1).changes())
                .containsExactly(new Change(SCORE, 50.0, 91.0), new Change(INCOME, 60.0, 68.1));
    }

    @Test
    void find_fixedColumn_leavesIt() {
        Wish wish = new Wish("s1", Set.of(INCOME), Set.of(), Map.of());
        assertThat(find(Map.of(INCOME, 80, SCORE, 50), wish)).extracting(Move::changes)
                .containsExactly(List.of(new Change(SCORE, 50.0, 76.0)));
    }

    @Test
    void find_columnThatOnlyRises_isNotLowered() {
        Map<String, Object> record = Map.of(INCOME, 50, SCORE, 20);
        assertThat(find(record, Wish.of("s2"))).isNotEmpty()
                .anyMatch(move -> move.changes().stream().anyMatch(change -> change.column().equals(INCOME)));
        assertThat(find(record, new Wish("s2", Set.of(SCORE), Set.of(INCOME), Map.of()))).isEmpty();
    }

    @Test
    void find_recordOfThatSegment_needsNoMove() {
        assertThat(find(Map.of(INCOME, 60, SCORE, 50), Wish.of("s0"))).isEmpty();
    }

    @Test
    void find_columnWithoutAValue_leavesIt() {
        assertThat(find(Map.of(INCOME, 60), Wish.of("s1"))).allSatisfy(move -> assertThat(move.changes())
                .extracting(Change::column).containsExactly(INCOME));
    }

    @Test
    void find_unknownSegmentOrColumn_saysWhichThereAre() {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> find(Map.of(INCOME, 60), Wish.of("s9")))
                .withMessage("target: the model has no segment \"s9\"; it has s0, s1, s2");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> find(Map.of(INCOME, 60), new Wish("s1", Set.of("Incme"), Set.of(), Map.of())))
                .withMessageStartingWith("the model has no column \"Incme\"; it has CustomerID, Gender, Age, ");
    }

    @ParameterizedTest
    @CsvSource({"Age, NUMERIC, FIXED", "customer_age, NUMERIC, FIXED", "account_age, NUMERIC, RISES",
            "Year_Birth, NUMERIC, FIXED",
            "dateJoined, DATE, FIXED", "last_purchase, DATE, RISES", "tenure, NUMERIC, RISES",
            "membership_years, NUMERIC, RISES", "Gender, PROTECTED, FIXED", "average basket, NUMERIC, FREE",
            "packages, NUMERIC, FREE", "plan, CATEGORICAL, FREE"})
    void standing_isThatOfTheColumnInALife(String name, Role role, Standing expected) {
        assertThat(Standing.of(ColumnSchema.of(name, role, ""))).isEqualTo(expected);
    }

    /** The nearest point to the origin of x + y >= 2 and x >= 1.5 is (1.5, 0.5). */
    @Test
    void dykstra_twoHalfSpaces_isTheProjectionNotAnyPoint() {
        double[] low = {-9, -9};
        double[] high = {9, 9};
        assertThat(Dykstra.nearest(new double[][] {{1, 1}, {1, 0}}, new double[] {2, 1.5}, low, high))
                .containsExactly(new double[] {1.5, 0.5}, within(1e-9));
        assertThat(Dykstra.nearest(new double[][] {{1, 1}}, new double[] {2}, new double[] {0, 0},
                new double[] {0.25, 9})).containsExactly(new double[] {0.25, 1.75}, within(1e-9));
    }

    /** Whatever the assigner and the steps: the model, asked with the shown values, answers the wanted segment. */
    @Property(tries = 150)
    void find_everyMoveShown_flipsTheAnswer(@ForAll boolean pca, @ForAll @IntRange(max = 3) int kind,
            @ForAll @IntRange(max = 59) int row, @ForAll @IntRange(max = 2) int wanted) {
        SegmentationModel model = model(pca, kind);
        Predictor predictor = new Predictor(model, "v1");
        InputRecord record = InputRecord.of(model.schema(), SampleModels.mixedTable(60, 11), row);
        String target = "s" + wanted;
        List<Move> moves = new Moves(predictor).find(record, Wish.of(target));
        boolean already = predictor.predict(record, Instant.EPOCH).segment().id().equals(target);
        assertThat(moves.isEmpty() || !already).isTrue();
        for (Move move : moves) {
            InputRecord changed = record.copy();
            for (Change change : move.changes()) {
                assertThat(change.column()).isNotIn("age", "joined", "id");
                assertThat(change.to()).isNotEqualTo(change.from());
                int place = model.schema().indexOf(change.column());
                if (change.to() instanceof Double number) {
                    changed.setNumber(place, number);
                } else {
                    changed.setText(place, (String) change.to());
                }
            }
            assertThat(predictor.predict(changed, Instant.EPOCH).segment().id()).isEqualTo(target);
            assertThat(move.cost()).isPositive();
        }
    }

    /** Centroids far apart along what may change are always reached. */
    @Property(tries = 60)
    void find_targetInsideTheTrainingRange_isReached(@ForAll @IntRange(min = 20, max = 130) int income,
            @ForAll @IntRange(min = 5, max = 95) int score, @ForAll @IntRange(max = 2) int wanted) {
        Map<String, Object> record = Map.of(INCOME, income, SCORE, score);
        Predictor predictor = new Predictor(SampleModels.mall(), "v1");
        boolean already = predictor.predict(InputRecord.of(predictor.schema(), record), Instant.EPOCH).segment()
                .cluster() == wanted;
        assertThat(find(record, Wish.of("s" + wanted)).isEmpty()).isEqualTo(already);
    }

    private static List<Move> find(Map<String, ?> record, Wish wish) {
        Predictor predictor = new Predictor(SampleModels.mall(), "v1");
        return new Moves(predictor).find(InputRecord.of(predictor.schema(), record), wish);
    }

    private static SegmentationModel model(boolean pca, int kind) {
        SegmentationModel model = SampleModels.mixed(pca, kind == 1);
        Table table = SampleModels.mixedTable(90, 7);
        Matrix rows = model.pipeline().transform(table);
        Assigner assigner = switch (kind) {
            case 2 -> mixture(rows);
            case 3 -> density(rows);
            default -> model.assigner();
        };
        return new SegmentationModel(model.schema(), model.pipeline(), assigner, model.segments(), new TreeMap<>(),
                model.baseline(), model.provenance());
    }

    private static Assigner mixture(Matrix rows) {
        Random random = new Random(3);
        int d = rows.columns();
        double[][] means = new double[3][d];
        double[][] factors = new double[3][d * (d + 1) / 2];
        for (int c = 0; c < 3; c++) {
            for (int j = 0, at = 0; j < d; j++) {
                means[c][j] = rows.get(c, j);
                for (int l = 0; l <= j; l++) {
                    factors[c][at++] = l == j ? 0.5 + random.nextDouble() : 0.4 * random.nextGaussian();
                }
            }
        }
        return new GaussianPosterior(new double[] {0.5, 0.3, 0.2}, means, factors, new double[] {0.5, 0.3, 0.2}, 1,
                new double[] {9, 9, 9});
    }

    private static Assigner density(Matrix rows) {
        NearestReference near = NearestReference.fit(rows, labels(rows.rows()), 3);
        return new DensityReference(near.rows(), near.labels(), 2, new double[] {0.4, 0.3, 0.3}, 1,
                new double[] {2, 1.5, 1});
    }

    private static int[] labels(int n) {
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % 3;
        }
        return labels;
    }
}
