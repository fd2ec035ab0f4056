package io.segmenta.pipeline.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import io.segmenta.pipeline.segments.Namer.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the names of any segments. */
class NamesPropertyTest {
    private static final List<String> NUMBERS = List.of("Umsatz", "Alter", "Größe", "Punkte");
    private static final List<String> LONG = List.of(
            "How would you rate the friendliness of our staff at the counter",
            "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente", "spending on meat and milk");

    @Provide
    Arbitrary<List<List<ColumnProfile>>> segments() {
        List<Arbitrary<ColumnProfile>> columns = new ArrayList<>();
        NUMBERS.forEach(name -> columns.add(number(name)));
        LONG.forEach(name -> columns.add(number(name)));
        columns.add(Arbitraries.of("VRAI", "FAUX", "Yes", "no card")
                .flatMap(level -> Arbitraries.doubles().between(0, 1).map(share -> level("abonne", level, share))));
        return Combinators.combine(columns).as(List::copyOf).list().ofMinSize(1).ofMaxSize(9);
    }

    private static Arbitrary<ColumnProfile> number(String name) {
        return Arbitraries.of(-1.5, -0.8, -0.6, -0.35, -0.1, 0.0, 0.1, 0.35, 0.6, 0.8, 1.5)
                .map(effect -> new NumericProfile(
                        name, Role.NUMERIC, true, 10, 2.2 + 0.5 * effect, 1, 2.2, 3, 2.2, 2.2, effect, effect));
    }

    private static ColumnProfile level(String name, String level, double share) {
        LevelShare telling = new LevelShare(level, share, 0.5);
        return new CategoryProfile(name, Role.CATEGORICAL, true, 10, telling, telling, List.of(telling));
    }

    private static Table table(boolean customers) {
        return new Table("test", List.of(new NumericColumn(customers ? "customer_id" : "x", new double[] {1, 2})));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void names_areShortUniqueAndBackedByAnAdviceOfTheirOwn(@ForAll("segments") List<List<ColumnProfile>> segments,
            @ForAll boolean customers, @ForAll boolean slices) {
        List<Proposal> proposals = Namer.propose(table(customers), segments, Set.of(), slices);
        assertThat(proposals).extracting(Proposal::name).doesNotHaveDuplicates()
                .allMatch(name -> !name.isBlank() && name.codePointCount(0, name.length()) <= Namer.LONGEST);
        assertThat(proposals).extracting(Proposal::fullName).doesNotHaveDuplicates();
        assertThat(proposals).extracting(Proposal::action).doesNotHaveDuplicates();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void names_sayHighOfWhatIsVisiblyHigherAndLowOfWhatIsLower(@ForAll("segments") List<List<ColumnProfile>> segments,
            @ForAll boolean customers) {
        List<Proposal> proposals = Namer.propose(table(customers), segments);
        for (int c = 0; c < segments.size(); c++) {
            signsAreRight(proposals.get(c).name(), segments.get(c));
            signsAreRight(proposals.get(c).fullName(), segments.get(c));
            signsAreRight(proposals.get(c).action(), segments.get(c));
        }
    }

    private static void signsAreRight(String text, List<ColumnProfile> segment) {
        String sign = "";
        for (String word : text.replace(",", " ,").replace(":", " :").split(" ", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            switch (lower) {
                case "high", "low", "average" -> sign = lower;
                case "," -> sign = "";
                default -> {
                    if (NUMBERS.contains(word) && !sign.isEmpty()) {
                        isTrue(text, sign, column(segment, word));
                    }
                }
            }
        }
    }

    private static NumericProfile column(List<ColumnProfile> segment, String name) {
        return (NumericProfile) segment.stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
    }

    private static void isTrue(String text, String sign, NumericProfile column) {
        double difference = column.mean() - column.population();
        boolean right = switch (sign) {
            case "high" -> difference > 0 && !column.meanText().equals(column.populationText());
            case "low" -> difference < 0 && !column.meanText().equals(column.populationText());
            default -> Math.abs(column.strength()) < Trait.NOTABLE;
        };
        assertThat(right).as("%s of %s in %s", sign, column, text).isTrue();
    }
}
