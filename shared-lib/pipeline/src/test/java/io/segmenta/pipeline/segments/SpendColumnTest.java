package io.segmenta.pipeline.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpendColumnTest {
    private static Table table(String... names) {
        return new Table("t.csv", Arrays.stream(names).<Column>map(name -> new NumericColumn(name, new double[] {1}))
                .toList());
    }

    @ParameterizedTest
    @CsvSource({"total_spend", "yearly spend", "monetary", "Umsatz", "Montant total", "importe total",
            "faturamento",
            "总金额", "合計金額", "сумма заказа"})
    void moneySpent_isFoundInManyLanguages(String name) {
        assertThat(SpendColumn.of(table("age", name, "visits"))).get().extracting(NumericColumn::name).isEqualTo(name);
    }

    @Test
    void total_goesBeforeWhatIsSpentOtherwise() {
        assertThat(SpendColumn.of(table("web spend", "total spend"))).get().extracting(NumericColumn::name)
                .isEqualTo("total spend");
    }

    @Test
    void averagesAndWhatIsNoMoney_areNotFound() {
        assertThat(SpendColumn.of(table("average spend", "age", "visits", "discount", "price", "total visits",
                "Total_Relationship_Count", "Total_Trans_Ct"))).isEmpty();
    }
}
