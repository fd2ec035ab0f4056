package io.segmenta.pipeline.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.data.Role;
import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of one column of one segment. */
class TraitTest {
    private static Trait number(String name, double strength, double mean, double population) {
        return Trait.of(new NumericProfile(name, Role.NUMERIC, true, 10, mean, 0, mean, 0, population, population,
                strength, strength));
    }

    private static Trait number(double strength) {
        return number("width", strength, 100 + strength, 100);
    }

    private static Trait level(String name, String level, double share, double population) {
        LevelShare telling = new LevelShare(level, share, population);
        return Trait.of(new CategoryProfile(name, Role.CATEGORICAL, true, 10, telling, telling, List.of(telling)));
    }

    @ParameterizedTest
    @CsvSource({"0.3,1", "-0.3,-1", "0.29,0", "-0.29,0", "0,0", "1.7,1"})
    void direction_isThereFromANotableStrengthOn(double strength, int direction) {
        assertThat(number(strength).direction()).isEqualTo(direction);
        assertThat(number(strength).isShown()).isEqualTo(direction != 0);
        assertThat(number(strength).isNameable()).isEqualTo(direction != 0);
    }

    @ParameterizedTest
    @CsvSource({"0.3,rather high", "0.49,rather high", "0.5,high", "1.19,high", "1.2,very high", "-0.4,rather low",
            "-0.5,low", "-1.2,very low"})
    void sentence_degree_followsTheStrength(double strength, String degree) {
        assertThat(TraitWords.sentence(number(strength))).startsWith(degree + " width: ");
    }

    @ParameterizedTest
    @CsvSource({"Kidhome,1,0.9,with young children", "Kidhome,-1,0.1,without young children",
            "Kidhome,-1,0.3,fewer young children", "Teenhome,1,0.9,with teenagers", "Teenhome,1,0.55,more teenagers",
            "number of children,-1,0.1,without children", "children,0,0.5,average children",
            "grandchildren,1,0.9,high grandchildren"})
    void phrase_childrenAtHome_areThereOrNotOrMoreThanElsewhere(String name, int strength, double mean, String phrase) {
        assertThat(SegmentWords.of(number(name, strength, mean, 0.5).claim())).isEqualTo(phrase);
    }

    @Test
    void phrase_columnOfChildrenWithLargeNumbers_isAnAmount() {
        assertThat(SegmentWords.of(number("children", 1, 2.99, 2.9).claim())).isEqualTo("with children");
        assertThat(SegmentWords.of(number("children", 1, 30, 3).claim())).as("a school has many")
                .isEqualTo("more children");
    }

    @ParameterizedTest
    @CsvSource({"year,2010,2000,late year", "year,1706,1701,late year", "year,1705,1700,high year",
            "year,2305,2300,high year", "years of service,2001,2000,high years of service", "time,2001,2000,late time",
            "time of day,2001,2000,high time of day"})
    void phrase_years_areLate(String name, double mean, double population, String phrase) {
        assertThat(SegmentWords.of(number(name, 1, mean, population).claim())).isEqualTo(phrase);
    }

    @ParameterizedTest
    @CsvSource({"yes,with Phone", "TRUE,with Phone", "y,with Phone", "1,with Phone", "no,without Phone",
            "False,without Phone", "N,without Phone", "0,without Phone", "' no line ',without line", "2,with Phone 2",
            "'3-4',with Phone 3-4", "Nokia,with Phone Nokia"})
    void phrase_levels_saySoInTheirWords(String level, String phrase) {
        assertThat(SegmentWords.of(level("Phone", level, 0.9, 0.2).claim())).isEqualToIgnoringCase(phrase);
    }

    @Test
    void phrase_levelOfMoreThan24Characters_isCut() {
        assertThat(SegmentWords.of(level("plan", "abcdefghijklmnopqrstuvwx", 0.9, 0.2).claim()))
                .isEqualTo("with plan abcdefghijklmnopqrstuvwx");
        assertThat(SegmentWords.of(level("plan", "abcdefghijklmnopqrstuvwxy", 0.9, 0.2).claim()))
                .isEqualTo("with plan abcdefghijklmnopqrstuvw…");
    }

    @Test
    void isNameable_level_isOneThatThreeInFiveOfTheSegmentHave() {
        assertThat(level("plan", "Basic", 0.6, 0.05).isNameable()).isTrue();
        assertThat(level("plan", "Basic", 0.59, 0.05).isNameable()).isFalse();
        assertThat(level("plan", "Basic", 0.6, 0.95).isNameable()).as("rarer here than elsewhere").isFalse();
        assertThat(level("plan", "Basic", 0.6, 0.6).isNameable()).as("as common as elsewhere").isFalse();
    }

    @ParameterizedTest
    // by strength notable, but 2.23 beside 2.2 of a standard deviation of 1; 2.23 beside 2.8 is another thing
    @CsvSource({"2.23,2.2,0.03,false", "2.2001,2.2,0.5,false", "2.23,2.8,-0.57,true", "2.2,2,0.1,true",
            "2.1,2,0.19,false", "2.1,2,0.2,true"})
    void isShown_numbers_differVisiblyAndByEnoughToMatter(double mean, double population, double effect,
            boolean shown) {
        NumericProfile column = new NumericProfile("width", Role.NUMERIC, true, 10, mean, 1, 2, 3, population, 2,
                effect, Math.signum(effect) * 0.4);
        assertThat(Trait.of(column).isShown()).isEqualTo(shown);
    }

    @Test
    void isShown_daysFarFromTheirOrigin_areJudgedByTheirSpreadAlone() {
        NumericProfile day = new NumericProfile("day", Role.DATE, true, 10, 18_100, 0, 0, 0, 2_000, 0, 0.1, 0.4);
        assertThat(Trait.of(day).isShown()).isFalse();
    }

    @Test
    void ranking_lowNumbers_areABetterPlace() {
        String question = "Please rank the films with 1 being your favorite";
        NumericProfile first = new NumericProfile(question, Role.NUMERIC, true, 10, 1.5, 0, 0, 0, 3, 3, -1.2, -1.3);
        NumericProfile last = new NumericProfile(question, Role.NUMERIC, true, 10, 4.5, 0, 0, 0, 3, 3, 0.4, 0.4);
        assertThat(SegmentWords.of(Trait.of(first, "Alien").claim())).isEqualTo("favouring Alien");
        assertThat(SegmentWords.of(Trait.of(last, "Alien").claim())).isEqualTo("less fond of Alien");
        assertThat(TraitWords.sentence(Trait.of(first, "Alien")))
                .isEqualTo("much better rank for Alien: 1.5 on average, 3 over all (1 is best)");
        assertThat(TraitWords.sentence(Trait.of(last, "Alien")))
                .isEqualTo("somewhat worse rank for Alien: 4.5 on average, 3 over all (1 is best)");
    }

    @Test
    void isShown_levelsThatDiffer_areAlways() {
        assertThat(level("plan", "Basic", 0, 0.5).isShown()).isTrue();
        assertThat(level("plan", "Basic", 0.5, 0.5).isShown()).isFalse();
    }

    @Test
    void sentence_level_tellsHowMuchMoreCommonItIs() {
        assertThat(TraitWords.sentence(level("plan", "Basic", 0.5, 0.2)))
                .isEqualTo("plan \"Basic\": 50% of the segment, 20% over all (2.5 times as common)");
        assertThat(TraitWords.sentence(level("plan", "Basic", 0.1, 0.5)))
                .isEqualTo("plan \"Basic\": 10% of the segment, 50% over all (rarer)");
        assertThat(TraitWords.sentence(level("plan", "Basic", 0, 0.5)))
                .isEqualTo("plan \"Basic\": 0% of the segment, 50% over all (absent)");
    }

    @Test
    void concept_isThatOfColumnsOfNumbers() {
        assertThat(number("income", 1, 110, 100).concept()).contains(Concept.INCOME);
        assertThat(number(1).concept()).isEmpty();
        assertThat(level("income", "high", 0.9, 0.2).concept()).as("levels are none").isEmpty();
        assertThat(Concept.INCOME.adjective(1)).isEqualTo("high-income");
        assertThat(Concept.INCOME.adjective(-1)).isEqualTo("low-income");
        assertThat(Concept.INCOME.adjective(0)).isEqualTo("middle-income");
    }

    @Test
    void levelShare_effectAndLift_areSolvedByHand() {
        // (0.5 - 0.2) / sqrt(0.2 * 0.8)
        assertThat(new LevelShare("a", 0.5, 0.2).effect()).isEqualTo(0.3 / 0.4);
        assertThat(new LevelShare("a", 0.5, 0.2).lift()).isEqualTo(2.5);
        assertThat(new LevelShare("a", 1, 1).effect()).isZero();
        assertThat(new LevelShare("a", 0, 0).effect()).isZero();
    }

    @ParameterizedTest
    // 0.75 * 0.75 * min(1, 2 * 0.3); 0.75 * 1.7 with full weight, its effect (0.99 - 0.01) / sqrt(0.0099) being 9.8
    @CsvSource({"0.5,0.2,0.3375", "0.99,0.01,1.275", "0.01,0.99,-1.275"})
    void strength_ofALevel_isBoundedAndReducedWhereFewDiffer(double share, double population, double strength) {
        LevelShare telling = new LevelShare("a", share, population);
        assertThat(new CategoryProfile("x", Role.CATEGORICAL, true, 10, telling, telling, List.of()).strength())
                .isCloseTo(strength, within(1e-12));
    }
}
