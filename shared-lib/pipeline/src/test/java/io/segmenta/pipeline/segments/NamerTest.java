package io.segmenta.pipeline.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import io.segmenta.pipeline.segments.Namer.Proposal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamerTest {
    private static final Table CUSTOMERS = table("customer_id", "income", "spending_score");
    private static final Table THINGS = table("width", "height");

    @Test
    void propose_incomeAndSpending_readsAsAMarketerWouldSayIt() {
        List<Proposal> proposals = Namer.propose(CUSTOMERS,
                List.of(List.of(number("income", 1.2), number("spending_score", 1.1)),
                        List.of(number("income", 1.1), number("spending_score", -1.3)),
                        List.of(number("income", 0.1), number("spending_score", 0.05))));
        assertThat(proposals.stream().map(Proposal::name)).containsExactly("High-spending, high-income customers",
                "Low-spending, high-income customers", "Average-spending, middle-income");
        assertThat(proposals.get(0).action()).startsWith("High-spending, high-income: reward and retain");
        assertThat(proposals.get(1).action()).startsWith("Low-spending, high-income: win a larger share");
    }

    @Test
    void propose_unknownKindOfRow_speaksOfColumnsOnly() {
        List<Proposal> proposals = Namer.propose(THINGS,
                List.of(List.of(number("width", 1.2), number("height", 1.1)),
                        List.of(number("width", -1.2), number("height", 0.1))));
        assertThat(proposals.stream().map(Proposal::name)).containsExactly("High width and height", "Low width");
    }

    @Test
    void propose_sameStrongestTraits_namesAreStillUnique() {
        List<List<ColumnProfile>> segments = new ArrayList<>();
        for (int c = 0; c < 4; c++) {
            segments.add(List.of(number("width", 1 + 0.01 * c), number("height", 1)));
        }
        assertThat(Namer.propose(THINGS, segments).stream().map(Proposal::name)).doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("High width, width about"));
    }

    @Test
    void propose_twoAlikeInWhatTheirNamesSay_areToldApartByItsMean() {
        List<List<ColumnProfile>> segments = List.of(List.of(number("age", 1.1, 161)),
                List.of(number("age", 1.5, 172)));
        assertThat(Namer.propose(CUSTOMERS, segments).stream().map(Proposal::name))
                .containsExactly("Older customers, age about 161", "Older customers, age about 172");
    }

    @Test
    void propose_twoAlikeInName_areToldApartByAnotherColumn() {
        List<List<ColumnProfile>> segments = List.of(List.of(number("age", 1.1), number("width", -0.05)),
                List.of(number("age", 1.1), number("width", 0.05)));
        assertThat(Namer.propose(CUSTOMERS, segments).stream().map(Proposal::name))
                .containsExactly("Older customers, lower width", "Older customers, higher width");
    }

    @Test
    void propose_identicalSegments_namesAreStillUnique() {
        List<ColumnProfile> segment = List.of(number("width", 1));
        assertThat(Namer.propose(THINGS, List.of(segment, segment)).stream().map(Proposal::name))
                .containsExactly("High width, group A", "High width, group B");
    }

    @Test
    void propose_segmentsInAnotherOrder_keepTheirNames() {
        List<List<ColumnProfile>> segments = new ArrayList<>(
                List.of(List.of(number("income", 1.2), number("spending_score", 1.1)),
                        List.of(number("income", 1.2), number("spending_score", 1.0)),
                        List.of(number("income", -1.2), number("spending_score", 0))));
        List<String> names = new ArrayList<>(Namer.propose(CUSTOMERS, segments).stream().map(Proposal::name).toList());
        Collections.reverse(segments);
        Collections.reverse(names);
        assertThat(Namer.propose(CUSTOMERS, segments).stream().map(Proposal::name).toList()).isEqualTo(names);
    }

    @Test
    void propose_protectedColumnThatWasNotUsed_staysOutOfNamesButInTraits() {
        ColumnProfile gender = new CategoryProfile("gender", Role.PROTECTED, false, 10,
                new LevelShare("Female", 1, 0.5), new LevelShare("Female", 1, 0.5), List.of());
        List<Proposal> proposals = Namer.propose(CUSTOMERS,
                List.of(List.of(gender, number("income", 0.6)), List.of(gender, number("income", -0.6))));
        assertThat(proposals.get(0).name()).isEqualTo("High-income customers");
        assertThat(proposals.get(0).traits()).first().asString()
                .isEqualTo("gender \"Female\": 100% of the segment, 50% over all (2 times as common)");
    }

    @Test
    void propose_levels_areNamedWhenTypical() {
        assertThat(name(level("Contract", "Two year", 0.9, 0.2))).isEqualTo("Customers with contract Two year");
        assertThat(name(level("preferred_category", "Bakery", 0.9, 0.2))).isEqualTo("Customers preferring Bakery");
        assertThat(name(level("PhoneService", "No", 1, 0.1))).isEqualTo("Customers without phone service");
        assertThat(name(level("OnlineBackup", "No internet service", 1, 0.2)))
                .isEqualTo("Customers without internet service");
        assertThat(name(level("Contract", "Two year", 0.3, 0.1))).isEqualTo("Average customers");
    }

    @Test
    void propose_noDifference_isTypical() {
        List<Proposal> proposals = Namer.propose(THINGS, List.of(List.of()));
        assertThat(proposals.get(0).name()).isEqualTo("Close to the average");
        assertThat(proposals.get(0).traits()).containsExactly("close to the average in every column");
    }

    @Test
    void sentence_numbers_giveBothMeans() {
        assertThat(TraitWords.sentence(Trait.of(number("income", 1.3))))
                .isEqualTo("very high income: 150 on average, 100 over all");
    }

    @Test
    void sentence_meanThatGoesTheOtherWay_givesTheMedians() {
        ColumnProfile skewed = new NumericProfile("cols", Role.NUMERIC, true, 10, 6, 0, 6, 0, 8.88, 4, -0.1, 0.4);
        assertThat(TraitWords.sentence(Trait.of(skewed))).isEqualTo("rather high cols: median 6, 4 over all");
    }

    @Test
    void propose_traitThatNeitherMeanNorMedianShows_isNotClaimed() {
        ColumnProfile unclear = new NumericProfile("cols", Role.NUMERIC, true, 10, 6, 0, 4, 0, 8.88, 4, -0.1, 0.9);
        Proposal proposal = Namer.propose(THINGS, List.of(List.of(unclear, number("width", 0.8)))).getFirst();
        assertThat(proposal.name()).isEqualTo("High width");
        assertThat(proposal.traits()).containsExactly("high width: 150 on average, 100 over all");
    }

    @Test
    void noun_columnNames_tellWhatARowIs() {
        assertThat(Noun.of(table("CustomerID", "x"))).contains("customers");
        assertThat(Noun.of(table("respondent_id", "q1"))).contains("respondents");
        assertThat(Noun.of(new Table("t", List.of(TextColumn.of("Country", List.of("Chile", "Peru"))))))
                .contains("countries");
        assertThat(Noun.of(table("Country", "Pop", "Rock"))).isEmpty();
        assertThat(Noun.of(new Table("t", List.of(TextColumn.of("LOCATION", List.of("AUS", "CAN"))))))
                .contains("countries");
        assertThat(Noun.of(table("monthly_charges"))).as("of whom?").isEmpty();
        assertThat(Noun.of(table("monthly_charges", "age"))).contains("customers");
        assertThat(Noun.of(THINGS)).isEmpty();
    }

    @Test
    void noun_columnOfNames_isOneWhoseValuesStandInFewRows() {
        List<String> once = new ArrayList<>(List.of("Chile"));
        for (int i = 1; i < 20; i++) {
            once.add("Peru");
        }
        assertThat(Noun.of(new Table("t", List.of(TextColumn.of("Country", once))))).as("2 values in 20 rows")
                .contains("countries");
        assertThat(Noun.of(new Table("t", List.of(TextColumn.of("Country", Collections.nCopies(20, "Peru"))))))
                .as("one in twenty").contains("countries");
        assertThat(Noun.of(new Table("t", List.of(TextColumn.of("Country", Collections.nCopies(21, "Peru"))))))
                .as("one in more").isEmpty();
    }

    @Test
    void noun_locationOfOtherThanCodes_isNoCountry() {
        assertThat(Noun.of(new Table("t", List.of(TextColumn.of("LOCATION", List.of("AUS", "Canada")))))).isEmpty();
        assertThat(Noun.of(new Table("t", List.of(TextColumn.of("geo", List.of("AU", "CA")))))).contains("countries");
        assertThat(Noun.of(new Table("t", List.of(TextColumn.of("iso", List.of("AU", "CA")))))).contains("countries");
        assertThat(Noun.of(new Table("t", List.of(TextColumn.of("code of law", List.of("AU", "CA")))))).isEmpty();
    }

    @Test
    void noun_oneQuestionOfManyAboutSpending_makesNoCustomers() {
        List<String> questions = new ArrayList<>(List.of("Entertainment spending", "Age"));
        for (int q = 2; q < 20; q++) {
            questions.add("question " + q);
        }
        assertThat(Noun.of(table(questions.toArray(String[]::new)))).contains("customers");
        questions.add("question 20");
        assertThat(Noun.of(table(questions.toArray(String[]::new)))).isEmpty();
    }

    @Test
    void noun_countriesOverYears_areCountryYears() {
        List<String> codes = new ArrayList<>();
        for (int year = 0; year < 60; year++) {
            codes.addAll(List.of("AUS", "CAN"));
        }
        Column location = TextColumn.of("LOCATION", codes);
        Column spend = new NumericColumn("TOTAL_SPEND", new double[120]);
        assertThat(Noun.of(new Table("t", List.of(location, new NumericColumn("TIME", new double[120]), spend))))
                .contains("country-years");
        assertThat(Noun.of(new Table("t", List.of(location, spend)))).isEmpty();
    }

    @Test
    void propose_yearsAndDates_areLateOrEarlyAndNotHigh() {
        ColumnProfile year = new NumericProfile("TIME", Role.NUMERIC, true, 10, 2010, 0, 0, 0, 2001, 2001, 1, 1);
        ColumnProfile date = new NumericProfile("visit_day", Role.DATE, true, 10, 17_000, 0, 0, 0, 18_000, 18_000, -1,
                -1);
        assertThat(Namer.propose(THINGS, List.of(List.of(number("width", 1.2), year))).getFirst().name())
                .isEqualTo("High width, late time");
        assertThat(Namer.propose(THINGS, List.of(List.of(number("width", 0.9), date))).getFirst().name())
                .isEqualTo("High width, early visit day");
        assertThat(TraitWords.sentence(Trait.of(year))).isEqualTo("late TIME: 2010 on average, 2001 over all");
        assertThat(TraitWords.sentence(Trait.of(date)))
                .isEqualTo("early visit_day: 2016-07-18 on average, 2019-04-14 over all");
    }

    @Test
    void propose_spendingOnOneThingAndMoreOfAnother_cannotBeReadAsSpendingOnBoth() {
        assertThat(Namer.propose(CUSTOMERS,
                List.of(List.of(number("MntMeatProducts", 1.2), number("NumCatalogPurchases", 1)))).getFirst().name())
                .isEqualTo("High spending on meat products");
    }

    @Test
    void concept_commonColumnNames_areRecognised() {
        assertThat(Stream.of("Age", "Year_Birth", "total_spend", "visit_frequency", "avg_basket_size",
                "days_since_last_visit", "tenure", "MonthlyCharges", "Annual Income (k$)", "Dt_Customer",
                "household_size", "NumDealsPurchases").map(name -> Concept.of(name).map(Concept::name).orElse("none")))
                .containsExactly("AGE", "BIRTH", "SPEND", "FREQUENCY", "BASKET", "RECENCY", "TENURE", "BILL", "INCOME",
                        "JOINED", "HOUSEHOLD", "DISCOUNT");
        assertThat(Stream.of("MntWines", "average", "storage", "NumWebPurchases", "Fresh").map(Concept::of))
                .allMatch(java.util.Optional::isEmpty);
    }

    private static String name(ColumnProfile column) {
        return Namer.propose(CUSTOMERS, List.of(List.of(column))).getFirst().name();
    }

    private static ColumnProfile number(String name, double strength) {
        return number(name, strength, 150);
    }

    private static ColumnProfile number(String name, double strength, double mean) {
        return new NumericProfile(name, Role.NUMERIC, true, 10, mean, 0, 0, 0, 100, 100, strength, strength);
    }

    private static ColumnProfile level(String name, String level, double share, double population) {
        LevelShare telling = new LevelShare(level, share, population);
        return new CategoryProfile(name, Role.CATEGORICAL, true, 10, telling, telling, List.of(telling));
    }

    private static Table table(String... names) {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(new NumericColumn(name, new double[] {1, 2}));
        }
        return new Table("test", columns);
    }
}
