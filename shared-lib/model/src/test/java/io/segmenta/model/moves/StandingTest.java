package io.segmenta.model.moves;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandingTest {
    private static Standing of(String name) {
        return Standing.of(ColumnSchema.of(name, Role.NUMERIC, "numbers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Age", "customerAge", "age_years", "Alter", "\u00e2ge du client", "Edad", "idade",
            "Et\u00e0",
            "leeftijd", "wiek", "\u0412\u043e\u0437\u0440\u0430\u0441\u0442", "ya\u015f", "\u9867\u5ba2\u5e74\u9f62",
            "\u5e74\u9f84", "\u0627\u0644\u0639\u0645\u0631", "\u0906\u092f\u0941", "Year_Birth", "Geburtsjahr",
            "data di nascita", "rok urodzenia", "do\u011fum y\u0131l\u0131", "\u51fa\u751f\u65e5\u671f"})
    void agesAndBirths_stay(String name) {
        assertThat(of(name)).isEqualTo(Standing.FIXED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenure", "Anciennet\u00e9", "antig\u00fcedad", "\u0441\u0442\u0430\u0436",
            "months as member", "account age"})
    void howLongSomebodyHasBeenThere_onlyRises(String name) {
        assertThat(of(name)).isEqualTo(Standing.RISES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"visits", "average spend", "Einkommen", "page views", "renda alta", "\u6765\u5e97\u56de\u6570"})
    void whatACustomerCanChange_isFree(String name) {
        assertThat(of(name)).isEqualTo(Standing.FREE);
    }

    @Test
    void protectedColumns_stayWhateverTheyAreCalled() {
        assertThat(Standing.of(ColumnSchema.of("visits", Role.PROTECTED, "said so"))).isEqualTo(Standing.FIXED);
    }
}
