package io.segmenta.pipeline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.TextColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CustomersTest {
    @Test
    void customersOfBothTables_areFoundByTheirTexts() {
        Customers found = Customers.of(TextColumn.of("id", List.of("a", "b", "c")),
                TextColumn.of("id", List.of("c", "x", "a")));
        assertThat(found.before()).containsExactly(2, -1, 0);
        assertThat(found.inBoth()).isEqualTo(2);
        assertThat(found.knownBefore().cardinality()).isEqualTo(3);
        assertThat(found.knownNow().cardinality()).isEqualTo(3);
    }

    @Test
    void whoIsNamedTwiceOrNotAtAll_isNotKnown() {
        Customers found = Customers.of(TextColumn.of("id", List.of("a", "a", "b", "")),
                TextColumn.of("id", List.of("a", "b", "b", "")));
        assertThat(found.before()).containsOnly(-1);
        assertThat(found.knownBefore().stream()).containsExactly(2);
        assertThat(found.knownNow().stream()).containsExactly(0);
    }

    @Test
    void numbersInOneTableAndTextsInTheOther_areTheSameCustomers() {
        Customers found = Customers.of(new NumericColumn("id", new double[] {12, 7}),
                TextColumn.of("id", List.of("7", "12")));
        assertThat(found.before()).containsExactly(1, 0);
    }

    @Test
    void manyCustomersInAnyOrder_areEachFound() {
        List<String> names = new ArrayList<>(IntStream.range(0, 5_000).mapToObj(i -> "Aa" + i + "BB").toList());
        List<String> mixed = new ArrayList<>(names);
        Collections.shuffle(mixed, new Random(1));
        Customers found = Customers.of(TextColumn.of("id", names), TextColumn.of("id", mixed));
        for (int row = 0; row < mixed.size(); row++) {
            assertThat(names.get(found.before()[row])).isEqualTo(mixed.get(row));
        }
    }
}
