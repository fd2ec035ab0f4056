package io.segmenta.pipeline.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import io.segmenta.pipeline.segments.Namer.Proposal;
import java.util.Collections;
import java.util.List;
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
    void equalNames_sayFurtherTraitsUntilTheyDiffer() {
        assertThat(names(THINGS,
                List.of(number("a", 1.4), number("b", 1.3), number("c", 1.2), number("d", 1.1), number("e", 1)),
                List.of(number("a", 1.4), number("b", 1.3), number("c", 1.2), number("d", 1.1), number("e", -1)),
                List.of(number("a", -1.4), number("b", 0), number("c", 0), number("d", 0), number("e", 0))))
                .containsExactly("High a and e and b and c and d", "High a and b and c and d, low e", "Low a");
    }

    /** A sixth trait would make a name too long; the column is named in a comparison instead. */
    @Test
    void equalNames_neverSayMoreThanFiveTraits() {
        assertThat(names(THINGS,
                List.of(number("a", 1.5), number("b", 1.4), number("c", 1.3), number("d", 1.2), number("e", 1.1),
                        number("f", 0.6)),
                List.of(number("a", 1.5), number("b", 1.4), number("c", 1.3), number("d", 1.2), number("e", 1.1),
                        number("f", -0.6))))
                .containsExactly("High a and b and c and d and e, higher f", "High a and b and c and d and e, lower f");
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
    void planFor_childrenAndYesOrNo_saysThemAlone() {
        ColumnProfile kids = new NumericProfile("Kidhome", Role.NUMERIC, true, 10, 1, 0, 0, 0, 0.5, 0.5, 1, 1);
        LevelShare yes = new LevelShare("Yes", 1, 0.1);
        ColumnProfile phone = new CategoryProfile("phone", Role.BOOLEAN, true, 10, yes, yes, List.of(yes));
        assertThat(Namer.propose(THINGS, List.of(List.of(kids))).getFirst().action())
                .endsWith("what sets them apart most: young children");
        assertThat(Namer.propose(THINGS, List.of(List.of(phone))).getFirst().action())
                .endsWith("what sets them apart most: phone");
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
        LevelShare telling = new LevelShare("Basic", share, population);
        return new CategoryProfile(name, Role.CATEGORICAL, true, 10, telling, telling, List.of(telling));
    }

    private static Table table(String name) {
        return new Table("test", List.of(new NumericColumn(name, new double[] {1, 2})));
    }
}
