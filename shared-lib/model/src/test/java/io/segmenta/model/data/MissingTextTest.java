package io.segmenta.model.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words mean "no value". */
class MissingTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "NA", "n/a", "Null", "#REF!", "-", "not available", "**", "***", "####",
            "**************", "#N/D", "#NV", "#¡DIV/0!", "#WERT!", "#NOM?", "#ЗНАЧ!", "#DZIEL/0!"})
    void strongWords_areNoValueInAnyColumn(String text) {
        assertThat(MissingText.isStrong(text)).isTrue();
        assertThat(MissingText.isWeak(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "Unknown", "TBD", "-inf", "x", "not applicable"})
    void weakWords_areNoValueAmongNumbersOnly(String text) {
        assertThat(MissingText.isStrong(text)).isFalse();
        assertThat(MissingText.isWeak(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "a", "*", "#", "#winning!", "#1!", "#A!x", "**x", "x**", "nothing", "***************"})
    void anythingElse_isAValue(String text) {
        assertThat(MissingText.isStrong(text)).isFalse();
        assertThat(MissingText.isWeak(text)).isFalse();
    }

    @Test
    void wordsOfOneColumn_areComparedWithoutCaseAndBlanks() {
        Set<String> words = MissingText.words(List.of(" Don't know ", "99"));
        assertThat(words).containsExactlyInAnyOrder("don't know", "99");
        assertThat(MissingText.isAmong(words, "DON'T KNOW ")).isTrue();
        assertThat(MissingText.isAmong(words, "98")).isFalse();
        assertThat(MissingText.isAmong(Set.of(), "")).isFalse();
    }
}
