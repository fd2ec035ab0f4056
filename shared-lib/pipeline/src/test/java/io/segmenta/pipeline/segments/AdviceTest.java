package io.segmenta.pipeline.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.Role;
import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which action goes with which traits: {@code income- spend+} is a low income and a high spend. */
class AdviceTest {
    private static final Map<String, String> COLUMNS = Map.of("spend", "total spend", "income", "annual income",
            "frequency", "visit frequency", "basket", "basket size", "recency", "recency", "tenure", "tenure", "joined",
            "customer since", "discount", "discount share", "width", "width");

    private static String advice(String traits, String noun) {
        List<Trait> all = new ArrayList<>();
        for (String trait : traits == null ? new String[0] : traits.split(" ")) {
            String concept = trait.substring(0, trait.length() - 1);
            double strength = switch (trait.charAt(trait.length() - 1)) {
                case '+' -> 1;
                case '-' -> -1;
                case '=' -> 0.1;
                default -> throw new IllegalArgumentException(trait);
            };
            all.add(Trait.of(number(COLUMNS.get(concept), strength)));
        }
        return adviceOf(all, Optional.ofNullable(noun));
    }

    private static String adviceOf(List<Trait> traits, Optional<String> noun) {
        return SegmentWords.of(Advice.of(traits, noun), noun);
    }

    private static ColumnProfile number(String name, double strength) {
        return new NumericProfile(name, Role.NUMERIC, true, 10, 100 + 10 * strength, 0, 0, 0, 100, 100, strength,
                strength);
    }

    @ParameterizedTest
    @CsvSource({"recency+ spend+,Win back", "recency+ frequency+,Win back", "recency+ basket+,Win back",
            "recency+,Re-engage once", "recency+ spend-,Re-engage once", "recency+ spend=,Re-engage once",
            "spend+ income-,Keep their loyalty with value", "spend+,Reward and retain",
            "spend+ income+,Reward and retain", "frequency+ basket+,Reward and retain",
            "income+ spend-,Win a larger share", "frequency+ basket-,Raise the basket", "frequency+,Keep the habit",
            "recency- frequency+,Keep the habit", "basket+ frequency-,Raise the number of visits",
            "basket+,Make large purchases easy", "discount+,Steer with targeted coupons",
            "discount+ tenure-,Steer with targeted coupons", "tenure-,Welcome well", "joined+,Welcome well",
            "spend- income-,Serve at low cost", "spend-,Activate", "frequency-,Activate", "basket-,Activate",
            "tenure+,Thank for loyalty", "joined-,Thank for loyalty", "income+,Offer the premium range",
            "income-,Lead with value for money", "discount-,Plan for these customers separately",
            "recency-,Plan for these customers separately"})
    void traitsOfCustomers_leadToTheFirstRuleThatFits(String traits, String beginning) {
        assertThat(advice(traits, "customers")).startsWith(beginning);
        assertThat(advice(traits, "members")).as("members buy too").isEqualTo(
                advice(traits, "customers").replace("these customers", "these members"));
    }

    @Test
    void strongestTraitOfAConcept_counts() {
        List<Trait> traits = List.of(Trait.of(number("store spend", 1)), Trait.of(number("web spend", -0.5)));
        assertThat(adviceOf(traits, Optional.of("customers"))).startsWith("Reward and retain");
        assertThat(adviceOf(traits.reversed(), Optional.of("customers"))).startsWith("Activate");
    }

    @Test
    void rowsThatBuyNothing_getNoAdviceOnBuying() {
        assertThat(advice("spend+", "countries"))
                .isEqualTo("Plan for these countries separately; what sets them apart most: high total spend");
        assertThat(advice("income+", null))
                .isEqualTo("Plan for this group separately; what sets them apart most: high annual income");
        assertThat(advice("income-", "patients")).startsWith("Plan for these patients separately");
    }

    @Test
    void noTraitBeyondTheAverage_getsTheStandardProgramme() {
        String rest = " with the standard programme, and compare other segments with them in tests";
        assertThat(advice(null, "customers")).isEqualTo("Serve these customers" + rest);
        assertThat(advice("spend= width=", "stores")).isEqualTo("Serve these stores" + rest);
        assertThat(advice(null, null)).isEqualTo("Serve this group" + rest);
    }

    @Test
    void levelsInTheAdvice_areNamedWithoutTheirPreposition() {
        assertThat(adviceOf(List.of(Trait.of(level("Contract", "Two year"))), Optional.of("customers")))
                .isEqualTo("Plan for these customers separately; what sets them apart most: Two year contract");
        assertThat(adviceOf(List.of(Trait.of(level("favourite shop", "North"))), Optional.empty()))
                .isEqualTo("Plan for this group separately; what sets them apart most: North");
    }

    private static ColumnProfile level(String name, String level) {
        LevelShare telling = new LevelShare(level, 0.9, 0.2);
        return new CategoryProfile(name, Role.CATEGORICAL, true, 10, telling, telling, List.of(telling));
    }
}
