package io.segmenta.pipeline.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import io.segmenta.pipeline.segments.Namer.Proposal;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which traits a name says, and how segments that would bear the same name are told apart. */
class NamesTest {
    private static final Table CUSTOMERS = table("customer_id");
    private static final Table THINGS = table("width");

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static List<String> names(Table table, List<ColumnProfile>... segments) {
        return Namer.propose(table, List.of(segments)).stream().map(Proposal::name).toList();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static List<String> fullNames(Table table, List<ColumnProfile>... segments) {
        return Namer.propose(table, List.of(segments)).stream().map(Proposal::fullName).toList();
    }

    @Test
    void traits_comeStrongestFirst() {
        Proposal proposal = Namer.propose(THINGS, List.of(List.of(number("width", 0.6), number("depth", 0.4),
                number("height", -1.2)))).getFirst();
        assertThat(proposal.traits()).extracting(trait -> trait.substring(0, trait.indexOf(':')))
                .containsExactly("very low height", "high width", "rather high depth");
    }

    @Test
    void name_ofManyTraits_saysTheTwoStrongest() {
        assertThat(names(THINGS, List.of(number("depth", 0.9), number("height", 1.1), number("width", 1.2))))
                .containsExactly("High height and width");
    }

    @Test
    void name_saysWhatIsTellingAndNotWhatIsMerelyNotable() {
        assertThat(names(THINGS, List.of(number("width", 1), number("height", 0.5))))
                .containsExactly("High width and height");
        assertThat(names(THINGS, List.of(number("width", 1), number("height", 0.49)))).containsExactly("High width");
    }

    @Test
    void equalNames_sayWhatIsNotableToo() {
        assertThat(names(THINGS, List.of(number("width", 1), number("height", 0.4)),
                List.of(number("width", 1), number("height", -0.4))))
                .containsExactly("High height and width", "High width, low height");
    }

    @Test
    void secondTrait_isTheOneThatTellsFromSegmentsWithTheFirst() {
        assertThat(names(THINGS,
                List.of(number("a", 1.4), number("b", 1.3), number("c", 1.2), number("d", 1.1), number("e", 1)),
                List.of(number("a", 1.4), number("b", 1.3), number("c", 1.2), number("d", 1.1), number("e", -1)),
                List.of(number("a", -1.4), number("b", 0), number("c", 0), number("d", 0), number("e", 0))))
                .containsExactly("High a and e", "High a, low e", "Low a");
    }

    @Test
    void equalNames_areComparedByAColumnTheyDoNotSay() {
        assertThat(names(CUSTOMERS, List.of(number("age", 1.1), number("width", 0.1)),
                List.of(number("age", 1.1), number("width", -0.1))))
                .containsExactly("Older customers, higher width", "Older customers, lower width");
    }

    /** A level has no mean by which two segments could be compared, however much it differs. */
    @Test
    void equalNames_areToldApartByNumbersOnly() {
        assertThat(names(THINGS, List.of(number("width", 1), level("plan", 0.45, 0.2), number("height", 0.1)),
                List.of(number("width", 1), level("plan", 0, 0.2), number("height", 0))))
                .containsExactly("High width, higher height", "High width, lower height");
    }

    @Test
    void equalNames_areNotToldApartByWhatIsProtectedAndWasNotUsed() {
        ColumnProfile young = new NumericProfile("age", Role.PROTECTED, false, 10, 20, 0, 0, 0, 40, 40, -1, -1);
        ColumnProfile old = new NumericProfile("age", Role.PROTECTED, false, 10, 60, 0, 0, 0, 40, 40, 1, 1);
        assertThat(names(THINGS, List.of(young, number("width", 1)), List.of(old, number("width", 1))))
                .containsExactly("High width, group A", "High width, group B");
    }

    @Test
    void equalNames_areToldApartByAProtectedColumnThatWasUsed() {
        ColumnProfile young = new NumericProfile("age", Role.PROTECTED, true, 10, 38, 0, 0, 0, 40, 40, -0.1, -0.1);
        ColumnProfile old = new NumericProfile("age", Role.PROTECTED, true, 10, 42, 0, 0, 0, 40, 40, 0.1, 0.1);
        assertThat(names(THINGS, List.of(young, number("width", 1)), List.of(old, number("width", 1))))
                .containsExactly("High width, lower age", "High width, higher age");
    }

    @Test
    void equalSegments_haveLettersAndAfterZALetterAndANumber() {
        List<ColumnProfile> segment = List.of(number("width", 1));
        assertThat(Namer.propose(THINGS, Collections.nCopies(54, segment)).stream().map(Proposal::name))
                .startsWith("High width, group A", "High width, group B", "High width, group C")
                .contains("High width, group Z", "High width, group A1", "High width, group B2")
                .doesNotHaveDuplicates();
    }

    @Test
    void segmentLikeAllRows_isNamedByTheNumbersThatShapedTheSegments() {
        ColumnProfile unused = new NumericProfile("depth", Role.NUMERIC, false, 10, 150, 0, 0, 0, 100, 100, 0.2, 0.2);
        assertThat(names(THINGS, List.of(unused, number("height", 0.1), number("width", 0.05)),
                List.of(number("depth", -1), number("height", -1), number("width", 0.1))))
                .startsWith("Average height and width");
        assertThat(names(CUSTOMERS, List.of(level("plan", 0.3, 0.25), number("width", 0.1))))
                .containsExactly("Customers with average width");
    }

    @Test
    void columnsThatMeanTheSame_areSaidOnce() {
        assertThat(names(CUSTOMERS, List.of(number("annual income", 1.2), number("monthly salary", 1.1),
                number("width", 0.9)))).containsExactly("High-income customers with high width");
        assertThat(names(CUSTOMERS, List.of(number("annual income", 0.2), number("monthly salary", 0.1))))
                .containsExactly("Middle-income customers");
    }

    @Test
    void childrenAndYesOrNo_areSaidWithoutAPositionWhereRowsHaveNoNoun() {
        ColumnProfile kids = new NumericProfile("Kidhome", Role.NUMERIC, true, 10, 1, 0, 0, 0, 0.5, 0.5, 1, 1);
        ColumnProfile noTeens = new NumericProfile("Teenhome", Role.NUMERIC, true, 10, 0, 0, 0, 0, 0.5, 0.5, -1, -1);
        LevelShare yes = new LevelShare("Yes", 1, 0.1);
        ColumnProfile phone = new CategoryProfile("phone", Role.BOOLEAN, true, 10, yes, yes, List.of(yes));
        assertThat(names(THINGS, List.of(kids, noTeens))).containsExactly("Young children, without teenagers");
        assertThat(names(THINGS, List.of(kids, phone))).containsExactly("Young children and phone");
    }

    @Test
    void moreOfOneThingAndLessOfAnother_areNeverJoined() {
        ColumnProfile teens = new NumericProfile("Teenhome", Role.NUMERIC, true, 10, 0.9, 0, 0, 0, 0.5, 0.5, 1, 1);
        ColumnProfile some = new NumericProfile("Teenhome", Role.NUMERIC, true, 10, 0.55, 0, 0, 0, 0.5, 0.5, 1, 1);
        assertThat(fullNames(CUSTOMERS, List.of(number("MntMeatProducts", -1.2), teens)))
                .containsExactly("Customers with teenagers and low spending on meat products");
        assertThat(fullNames(CUSTOMERS, List.of(number("MntMeatProducts", -1.2), some)))
                .containsExactly("Customers with more teenagers and low spending on meat products");
        assertThat(fullNames(THINGS, List.of(number("MntMeat", 1.2), number("MntMilk", 1.2))))
                .containsExactly("High spending on meat, high spending on milk");
    }

    @Test
    void segmentsThatDifferInACategory_sayIt() {
        ColumnProfile yes = level("abonne", "VRAI", 1, 0.5);
        ColumnProfile no = level("abonne", "FAUX", 1, 0.5);
        assertThat(names(CUSTOMERS, List.of(number("age", -1.2), number("visits", -1.3), yes),
                List.of(number("age", -1.2), number("visits", -1.2), no),
                List.of(number("age", 0), number("visits", 0.1), yes),
                List.of(number("age", 0), number("visits", 0), no),
                List.of(number("age", 1.2), number("visits", 1.2), yes),
                List.of(number("age", 1.2), number("visits", 1.2), no)))
                .containsExactly("Occasional customers with abonne VRAI", "Occasional customers with abonne FAUX",
                        "Regular customers with abonne VRAI", "Regular customers with abonne FAUX",
                        "Frequent customers with abonne VRAI", "Frequent customers with abonne FAUX");
    }

    @Test
    void longName_goesWithoutItsNounThenWithoutItsWeakestTrait() {
        assertThat(names(CUSTOMERS, List.of(number("Breite des Tellers", 1.2), number("Tiefe", 1.1))))
                .containsExactly("High Breite des Tellers and Tiefe");
        assertThat(names(CUSTOMERS, List.of(number("Breite des Tellers", 1.2), number("Tiefe des Tellers unten", 1.1))))
                .containsExactly("Customers with high Breite des Tellers");
    }

    @Test
    void longNamesThatWouldReadTheSame_sayAnotherTrait() {
        ColumnProfile wide = number("Breite des Tellers ohne Rand und Fuß", 1.2);
        assertThat(names(THINGS, List.of(wide, number("Tiefe", 1.1)), List.of(wide, number("Tiefe", -1.1))))
                .containsExactly("High Tiefe", "Low Tiefe");
    }

    @Test
    void nameOfOneLongTrait_isCutBetweenWords() {
        assertThat(names(THINGS, List.of(number("Zahl der Teller mit blauem Rand im Schrank links", 1.2))))
                .containsExactly("High Zahl der Tell…Rand im Schrank links");
        assertThat(ShortNames.cut("High Zahl der Teller", 20)).isEqualTo("High Zahl der Teller");
        assertThat(ShortNames.cut("High Zahl, der Teller", 20)).isEqualTo("High Zahl, der…");
        assertThat(ShortNames.cut("High Zahl, der Teller", 12)).isEqualTo("High Zahl…");
        assertThat(ShortNames.cut("Donaudampfschifffahrt", 10)).isEqualTo("Donaudamp…");
    }

    @Test
    void columnsThatSayTheSame_areSaidOnceInNamesAndTraits() {
        Proposal proposal = Namer.propose(THINGS, List.of(List.of(number("Total", 1.2), number("Tax 5%", 1.2))),
                Set.of("Tax 5%"), false).getFirst();
        assertThat(proposal.name()).isEqualTo("High total");
        assertThat(proposal.traits()).hasSize(1).first().asString().startsWith("very high Total");
        LevelShare none = new LevelShare("No internet", 1, 0.2);
        ColumnProfile backup = new CategoryProfile("backup", Role.CATEGORICAL, true, 10, none, none, List.of(none));
        ColumnProfile support = new CategoryProfile("support", Role.CATEGORICAL, true, 10, none, none, List.of(none));
        assertThat(Namer.propose(THINGS, List.of(List.of(backup, support))).getFirst().traits()).hasSize(1);
    }

    @Test
    void slicesOfAContinuum_areCalledSlices() {
        assertThat(Namer.propose(CUSTOMERS, List.of(List.of(number("age", 1))), Set.of(), true).getFirst().name())
                .isEqualTo("Slice: older customers");
        assertThat(Namer.propose(THINGS, List.of(List.of(number("Alter", 1))), Set.of(), true).getFirst().name())
                .isEqualTo("Slice: high Alter");
    }

    @Test
    void questionsOfASurvey_areNamedByTheirItems() {
        String question = "Please rank the films in order of preference with 1 being your favorite. - Star Wars: ";
        Proposal proposal = Namer.propose(THINGS, List.of(List.of(number(question + "Episode II", -1.1),
                number(question + "Episode V", 0.7)))).getFirst();
        assertThat(proposal.name()).isEqualTo("Favouring Episode II");
        assertThat(proposal.fullName()).isEqualTo("Favouring Episode II, less fond of Episode V");
        assertThat(proposal.traits()).first().asString().startsWith("better rank for Episode II: 45 on average, 100");
    }

    @Test
    void rowsThatAreNoPeople_areNotCalledYoungOrSpending() {
        assertThat(names(table("invoice_id"), List.of(number("total spend", -1))))
                .containsExactly("Orders with low total spend");
        assertThat(names(table("post_id"), List.of(number("visits", 1)))).containsExactly("Posts with more visits");
        assertThat(names(THINGS, List.of(number("age", 1)))).containsExactly("High age");
    }

    @Test
    void noSegments_haveNoNames() {
        assertThat(Namer.propose(THINGS, List.of())).isEmpty();
    }

    private static ColumnProfile number(String name, double strength) {
        return new NumericProfile(name, Role.NUMERIC, true, 10, 100 + 50 * strength, 0, 0, 0, 100, 100, strength,
                strength);
    }

    private static ColumnProfile level(String name, double share, double population) {
        return level(name, "Basic", share, population);
    }

    private static ColumnProfile level(String name, String level, double share, double population) {
        LevelShare telling = new LevelShare(level, share, population);
        return new CategoryProfile(name, Role.CATEGORICAL, true, 10, telling, telling, List.of(telling));
    }

    private static Table table(String name) {
        return new Table("test", List.of(new NumericColumn(name, new double[] {1, 2})));
    }
}
