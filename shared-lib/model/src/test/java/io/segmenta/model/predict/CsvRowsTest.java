package io.segmenta.model.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.ColumnNames;
import io.segmenta.model.data.TotalLabels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** What below a header is a record. */
class CsvRowsTest {
    private static final String ROWS = "id;spend;visits\nK1;10;1\nK2;20;2\n";

    private static List<String> ids(String text) {
        CsvRecords records = new CsvRecords(text, ';');
        CsvRows rows = new CsvRows(records, records.next());
        List<String> ids = new ArrayList<>();
        for (List<String> row = rows.next(); row != null; row = rows.next()) {
            ids.add(row.get(0));
        }
        return ids;
    }

    @Provide
    Arbitrary<String> labels() {
        return Arbitraries.of(TotalLabels.all()).filter(label -> TotalLabels.sumUp(new HashSet<>(List.of(label)), true))
                .flatMap(label -> Arbitraries.of(label, label.toUpperCase(Locale.ROOT), label + ":",
                        label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1)))
                .filter(label -> !TotalLabels.of(label).isEmpty());
    }

    @Property(tries = 300)
    void aLineOfTotalsBelow_isNoRecord_inTheWordsOfManyLanguages(@ForAll("labels") String label) {
        String quoted = '"' + label.replace("\"", "\"\"") + '"';
        assertThat(ids(ROWS + "\n" + quoted + ";30;3\n")).containsExactly("K1", "K2");
        assertThat(ids(ROWS + "\n" + quoted + ";30;3\nPrinted on Monday\n")).containsExactly("K1", "K2");
        assertThat(ids(ROWS + quoted + ";30;3\nK3;5;1\n")).as("among the rows").hasSize(4).endsWith("K3");
    }

    @Test
    void emptyCellsLinesDrawnAndTheHeaderAgain_areNoRecords() {
        assertThat(ids(ROWS + ";;\n--------\nid;spend;visits\nK3;1;1\n;;\n")).containsExactly("K1", "K2", "K3");
    }

    @Test
    void aCustomerCalledMax_staysOne() {
        assertThat(ids(ROWS + "Max;5;1\n")).containsExactly("K1", "K2", "Max");
        assertThat(ids("id;spend;visits\nTotal;5;1\n")).as("the only row").containsExactly("Total");
    }

    @Property(tries = 200)
    void namesOfColumns_areDifferent_andStayWhenTheyAre(
            @ForAll List<@StringLength(max = 2) @Chars({'a',
                    '_', '2'}) String> header) {
        List<String> names = ColumnNames.distinct(header);
        assertThat(names).hasSameSizeAs(header).doesNotHaveDuplicates().doesNotContain("");
        assertThat(ColumnNames.distinct(names)).isEqualTo(names);
    }

    @Test
    void namesInTwoRows_areJoinedUnderTheirHeadings() {
        assertThat(ColumnNames.joined(List.of("Id", "2023", "", "Rate us", "", "Sex"),
                List.of("", "Sales", "Orders", "Price", "Service", "Response")))
                .containsExactly("Id", "2023 - Sales", "2023 - Orders", "Rate us - Price", "Rate us - Service", "Sex");
        assertThat(ColumnNames.distinct(List.of("a", "a", "", "a_2"))).containsExactly("a", "a_3", "c3", "a_2");
    }
}
