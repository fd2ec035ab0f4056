package io.segmenta.pipeline.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFitTest {
    private static NumericProfile number(String name, double strength) {
        double mean = 40 + 10 * strength;
        return new NumericProfile(name, Role.NUMERIC, true, 10, mean, mean - 5, mean, mean + 5, 40, 40, strength,
                strength);
    }

    private static List<String> contradicted(String name, NumericProfile... columns) {
        return NameFit.contradicted(name,
                new SegmentProfile(0, 10, 0.5, List.of(columns), List.of(), "p", "p", "", List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Older customers|age|-1|older", "Younger, high-spending people|age|1|younger",
            "Customers with high milk|milk|-1|high milk", "High fresh and milk, low grocery|milk|-1|high milk",
            "Customers with more web visits|web visits|-1|more web visits",
            "Young professionals, lower milk|milk|1|lower milk"})
    void traitThatChangedItsSign_isTold(String name, String column, double strength, String said) {
        assertThat(contradicted(name, number(column, strength))).singleElement().asString()
                .startsWith("it says \"" + said + "\" and the segment is now: ")
                .contains(strength > 0 ? "high" : "low", column, "40 over all");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Older customers|age|1", "Older customers|age|-0.1", "Folder owners|age|-1",
            "High fresh, low milk|milk|-1", "High grocery and low milk|milk|-1", "Gold|age|-1"})
    void nameThatStillHoldsOrSaysNothingOfTheColumn_isNot(String name, String column, double strength) {
        assertThat(contradicted(name, number(column, strength))).isEmpty();
    }

    @Test
    void wordsThatAreTrueOfAnotherColumn_areNotTold() {
        assertThat(contradicted("High-spending customers", number("total spend", -1), number("revenue", 1))).isEmpty();
    }
}
