package io.segmenta.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = new Table("customers.csv",
            List.of(new NumericColumn("age", new double[] {30, Double.NaN, 41.5}),
                    TextColumn.of("region", Arrays.asList("North", "South", null))));

    @Test
    void columns_tellWhatIsMissing() {
        Column age = table.require("age");
        Column region = table.require("region");
        assertThat(age.missing()).isEqualTo(1);
        assertThat(age.isMissing(1)).isTrue();
        assertThat(region.missing()).isEqualTo(1);
        assertThat(region.isMissing(2)).isTrue();
    }

    @Test
    void text_isPlainAndEmptyWhenMissing() {
        assertThat(table.require("age").text(0)).isEqualTo("30");
        assertThat(table.require("age").text(1)).isEmpty();
        assertThat(table.require("age").text(2)).isEqualTo("41.5");
        assertThat(table.require("region").text(2)).isEmpty();
    }

    @Test
    void of_encodesInOrderOfFirstAppearance() {
        TextColumn column = TextColumn.of("x", Arrays.asList("b", "a", null, "b"));
        assertThat(column.levels()).containsExactly("b", "a");
        assertThat(column.codes()).containsExactly(0, 1, -1, 0);
    }

    @Test
    void selectRows_appliesToEveryColumn() {
        Table chosen = table.selectRows(new int[] {2, 0});
        assertThat(chosen.rows()).isEqualTo(2);
        assertThat(chosen.require("age").text(0)).isEqualTo("41.5");
        assertThat(chosen.require("region").missing()).isEqualTo(1);
    }

    @Test
    void select_missingColumn_namesItAndTheSource() {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> table.select(List.of("age", "income")))
                .withMessage("column \"income\" is missing (file customers.csv)")
                .matches(e -> e.reason() == Reason.MISSING_COLUMN);
    }

    @Test
    void table_twoColumnsOfOneName_refuses() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Table("x", List.of(new NumericColumn("a", new double[1]), TextColumn.of("a", List.of("b")))))
                .withMessage("two columns are named \"a\"");
    }

    @Test
    void textColumn_codeWithoutLevel_refuses() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextColumn("a", new int[] {1}, List.of("x")))
                .withMessage("column \"a\": code 1 has no level");
    }

    @Test
    void table_columnsOfUnequalLength_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Table("x",
                        List.of(new NumericColumn("a", new double[1]), new NumericColumn("b", new double[2]))))
                .withMessage("column \"b\" has 2 rows, the first has 1");
        assertThat(new Table("x", List.of()).rows()).isZero();
    }

    @Test
    void column_isFoundByItsNameOrNot() {
        assertThat(table.source()).isEqualTo("customers.csv");
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.columns()).extracting(Column::name).containsExactly("age", "region");
        assertThat(table.column("age")).containsSame(table.columns().get(0));
        assertThat(table.column("income")).isEmpty();
        assertThat(table.select(List.of("region")).columns()).extracting(Column::name).containsExactly("region");
        assertThat(table.select(List.of("region")).source()).isEqualTo("customers.csv");
    }

    @Test
    void renamed_keepsTheValues() {
        Column years = table.require("age").renamed("years");
        assertThat(years.name()).isEqualTo("years");
        assertThat(years.text(2)).isEqualTo("41.5");
        assertThat(years.missing()).isEqualTo(1);
        Column area = table.require("region").renamed("area");
        assertThat(area.name()).isEqualTo("area");
        assertThat(area.text(1)).isEqualTo("South");
        assertThat(area.missing()).isEqualTo(1);
        assertThat(area.rows()).isEqualTo(3);
    }

    @Test
    void numericColumn_ofCountedGaps_isTheSame() {
        double[] values = {1, Double.NaN};
        NumericColumn column = NumericColumn.of("a", values, 1);
        assertThat(column.values()).isSameAs(values);
        assertThat(column.value(0)).isEqualTo(1);
        assertThat(column.missing()).isEqualTo(1);
        assertThat(column.isMissing(0)).isFalse();
    }

    @Test
    void textColumn_tellsTheCodeOfEachRow() {
        TextColumn column = TextColumn.of("x", Arrays.asList("b", null));
        assertThat(column.code(0)).isZero();
        assertThat(column.code(1)).isEqualTo(TextColumn.MISSING);
        assertThat(column.isMissing(0)).isFalse();
        assertThat(column.text(0)).isEqualTo("b");
        assertThatIllegalArgumentException().isThrownBy(() -> new TextColumn("a", new int[] {-2}, List.of("x")))
                .withMessage("column \"a\": code -2 has no level");
    }
}
