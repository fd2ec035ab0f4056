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
    private static final Map<String, String> COLUMNS = Map.ofEntries(Map.entry("spend", "total spend"),
            Map.entry("income", "annual income"), Map.entry("frequency", "visit frequency"),
            Map.entry("basket", "basket size"), Map.entry("recency", "recency"), Map.entry("tenure", "tenure"),
            Map.entry("joined", "customer since"), Map.entry("discount", "discount share"),
            Map.entry("width", "width"), Map.entry("bill", "MonthlyCharges"), Map.entry("engagement", "logins"),
            Map.entry("wine", "MntWines"), Map.entry("household", "household size"), Map.entry("age", "age"));

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
        return new SegmentWords(noun, false).advice(new SegmentTitle(traits, List.of()));
    }

    private static ColumnProfile number(String name, double strength) {
        return new NumericProfile(name, Role.NUMERIC, true, 10, 100 + 50 * strength, 0, 0, 0, 100, 100, strength,
                strength);
    }

    @ParameterizedTest
    @CsvSource({"recency+ spend+,win back", "recency+ frequency+,win back", "recency+ basket+,win back",
            "recency+,re-engage once", "recency+ spend-,re-engage once", "recency+ spend=,re-engage once",
            "spend+ income-,keep their loyalty with points", "spend+,reward and retain",
            "spend+ income+,reward and retain", "bill+,reward and retain", "frequency+ basket+,reward and retain",
            "income+ spend-,win a larger share", "frequency+ basket-,raise the basket", "frequency+,keep the habit",
            "recency- frequency+,keep the habit", "basket+ frequency-,raise the number of visits",
            "basket+,make large purchases easy", "discount+,steer with targeted coupons",
            "discount+ tenure-,steer with targeted coupons", "tenure-,welcome well", "joined+,welcome well",
            "spend- income-,serve at low cost", "spend-,activate", "frequency-,activate", "basket-,raise the basket",
            "basket- spend-,activate",
            "engagement-,activate", "tenure+,thank for loyalty", "joined-,thank for loyalty",
            "income+,offer the premium range", "income-,lead with value for money", "discount-,spare the discounts",
            "recency-,follow up", "engagement+,ask for reviews", "wine+,show them wines first",
            "wine-,no standard programme follows", "household+,offer family sizes", "household-,offer small sizes",
            "age+,choose channel", "age-,choose channel", "width+,no standard programme follows"})
    void traitsOfCustomers_leadToTheFirstRuleThatFits(String traits, String beginning) {
        assertThat(advice(traits, "customers")).contains(": " + beginning);
        assertThat(advice(traits, "members")).as("members buy too").isEqualTo(advice(traits, "customers"));
    }

    @Test
    void advice_namesWhatTheNameSays() {
        assertThat(advice("age- spend-", "customers")).startsWith("Younger, low-spending: activate");
        assertThat(advice("width+ wine+", "customers"))
                .startsWith("High width, high spending on wines: show them wines");
        assertThat(advice("width- spend+", "countries")).startsWith("High total spend, low width: ");
    }

    @Test
    void sliceOfAContinuum_isCalledOne() {
        SegmentTitle title = new SegmentTitle(List.of(Trait.of(number("width", 1))), List.of());
        assertThat(new SegmentWords(Optional.empty(), true).advice(title)).isEqualTo(
                "High width: no standard programme follows from that; a slice of a continuum, no group of its own");
    }

    @Test
    void strongestTraitOfAConcept_counts() {
        List<Trait> traits = List.of(Trait.of(number("store spend", 1)), Trait.of(number("web spend", -0.5)));
        assertThat(adviceOf(traits, Optional.of("customers"))).contains("reward and retain");
        assertThat(adviceOf(traits.reversed(), Optional.of("customers"))).contains("activate");
    }

    @Test
    void rowsThatBuyNothing_getNoAdviceOnBuying() {
        assertThat(advice("spend+", "countries"))
                .isEqualTo("High total spend: no standard programme follows from that");
        assertThat(advice("income+", null)).isEqualTo("High annual income: no standard programme follows from that");
        assertThat(advice("income-", "patients")).isEqualTo("Low-income: no standard programme follows from that");
        assertThat(advice("spend+", "orders")).isEqualTo("High total spend: no standard programme follows from that");
    }

    @Test
    void noTraitBeyondTheAverage_isWhatOthersAreMeasuredBy() {
        assertThat(advice(null, "customers")).isEqualTo("Close to the average: serve with the standard programme, and"
                + " measure the other segments against it");
        assertThat(advice("spend= width=", "customers"))
                .startsWith("Average-spending, average width: serve with the standard programme");
        assertThat(advice("width=", "stores"))
                .isEqualTo("Average width: like all rows where the others differ; a yardstick for them");
    }

    @Test
    void levelsInTheAdvice_areNamedWithoutTheirPreposition() {
        assertThat(adviceOf(List.of(Trait.of(level("Contract", "Two year"))), Optional.of("customers")))
                .startsWith("Contract Two year: ");
        assertThat(adviceOf(List.of(Trait.of(level("favourite shop", "North"))), Optional.of("customers")))
                .isEqualTo("Preferring North: show them North first, and what goes with it");
    }

    private static ColumnProfile level(String name, String level) {
        LevelShare telling = new LevelShare(level, 0.9, 0.2);
        return new CategoryProfile(name, Role.CATEGORICAL, true, 10, telling, telling, List.of(telling));
    }
}
