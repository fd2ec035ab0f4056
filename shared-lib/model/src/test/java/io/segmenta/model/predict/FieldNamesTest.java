package io.segmenta.model.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldNamesTest {

    private final Schema schema = new Schema(List.of(ColumnSchema.of("CustomerID", Role.IDENTIFIER, "unique"),
            ColumnSchema.of("Age", Role.NUMERIC, "numbers"), ColumnSchema.of("Annual Income (k$)", Role.NUMERIC, "n"),
            ColumnSchema.of("Spending Score (1-100)", Role.NUMERIC, "n"),
            ColumnSchema.of("MntWines", Role.NUMERIC, "n"), ColumnSchema.of("MntFruits", Role.NUMERIC, "n"),
            ColumnSchema.of("Notes", Role.FREE_TEXT, "prose")));
    private final FieldNames names = new FieldNames(schema,
            Set.of("Age", "Annual Income (k$)", "Spending Score (1-100)", "MntWines", "MntFruits"), Set.of());

    @ParameterizedTest
    @CsvSource({"Age,1,0", "age,1,1", "AGE ,1,1", "annual_income_k,2,1", "annual income,2,2", "AnnualIncome,2,2",
            "Annual Income (USD),2,2", "income,2,3", "spending_score,3,2", "score,3,3", "wines,4,3", "customer_id,0,1",
            "id,0,3", "Âge,1,1", "age_years,1,3", "income_usd,2,3", "SPENDING SCORE pct,3,3"})
    void find_byTheClosestRule(String field, int column, int rank) {
        assertThat(names.find(field)).isEqualTo(new FieldNames.Binding(column, rank));
        assertThat(names.find(field)).as("remembered").isEqualTo(new FieldNames.Binding(column, rank));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mnt", "unknown", "", "()", "Notes", "wine", "income score", "$$$", "years",
            "min_age", "NÔTES"})
    void find_severalOrNone_decidesNothing(String field) {
        assertThat(names.find(field).found()).isFalse();
    }

    @Test
    void find_twoColumnsOfEqualLetters_onlyTheExactNameFinds() {
        FieldNames twins = new FieldNames(new Schema(List.of(ColumnSchema.of("a b", Role.NUMERIC, "n"),
                ColumnSchema.of("A_B", Role.NUMERIC, "n"))), Set.of("a b", "A_B"), Set.of());
        assertThat(twins.find("A_B").column()).isEqualTo(1);
        assertThat(twins.find("ab").found()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Depenses,0", "depenses,0", "DÉPENSES,0", "Grosse,1", "GRÖSSE,1", "Ålder,2", "alder,2", "Возраст,3",
            "Расстояние_полет,4", "расстояние полёт,4", "ハス,-1", "バス,5", "Zrodlo,6", "Odleglosc,7"})
    void find_accents_doNotMatter(String field, int column) {
        List<String> columns = List.of("Dépenses", "Größe", "ålder", "возраст", "Расстояние полёт", "バス", "Źródło",
                "Odległość");
        FieldNames accented = new FieldNames(new Schema(columns.stream()
                .map(name -> ColumnSchema.of(name, Role.NUMERIC, "n")).toList()), Set.copyOf(columns), Set.of());
        assertThat(accented.find(field).column()).isEqualTo(column);
    }

    @Test
    void find_columnsThatOnlyAccentsTellApart_areFoundByTheirAccents() {
        FieldNames twins = new FieldNames(new Schema(List.of(ColumnSchema.of("Côte", Role.NUMERIC, "n"),
                ColumnSchema.of("Coté", Role.NUMERIC, "n"))), Set.of("Côte", "Coté"), Set.of());
        assertThat(twins.find("côte").column()).isEqualTo(0);
        assertThat(twins.find("COTÉ").column()).isEqualTo(1);
        assertThat(twins.find("cote").found()).isFalse();
    }

    @Test
    void find_columnThatNoFeatureIsMadeOf_isNotUnknown() {
        assertThat(names.find("notes")).isEqualTo(FieldNames.Binding.UNUSED);
        assertThat(names.find("height").unknown()).isTrue();
    }

    @Test
    void find_featureBeforeIdentifier() {
        FieldNames both = new FieldNames(new Schema(List.of(ColumnSchema.of("AGE", Role.IDENTIFIER, "n"),
                ColumnSchema.of("Age", Role.NUMERIC, "n"))), Set.of("Age"), Set.of());
        assertThat(both.find("age").column()).isEqualTo(1);
    }

    @Test
    void find_derivedColumn_byItsOwnNameOnlyAndNotAmongTheExpected() {
        FieldNames derived = new FieldNames(new Schema(List.of(ColumnSchema.of("Annual Income", Role.NUMERIC, "n"),
                ColumnSchema.of("income_per_head", Role.NUMERIC, "n"))), Set.of("Annual Income", "income_per_head"),
                Set.of("income_per_head"));
        assertThat(derived.find("income").column()).isEqualTo(0);
        assertThat(derived.find("IncomePerHead").column()).isEqualTo(1);
        assertThat(derived.features()).containsExactly(0);
    }

    @Test
    void find_endlessNewNames_staysBounded() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(names.find("unknown" + i).found()).isFalse();
        }
        assertThat(names.find("x".repeat(1_000_000)).found()).isFalse();
        assertThat(names.find("income").column()).isEqualTo(2);
    }
}
