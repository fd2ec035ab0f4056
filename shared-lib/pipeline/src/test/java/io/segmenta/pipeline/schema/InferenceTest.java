package io.segmenta.pipeline.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.steps.FeatureRow;
import io.segmenta.model.steps.RowEncoder;
import io.segmenta.pipeline.features.FeatureFitter;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import io.segmenta.pipeline.read.TableReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceTest {
    @Test
    void age_isAMeasureAndABandOfAgesProtected() {
        ReadResult result = Reading.text("age,age_group,YOB\n31,30-39,1990\n47,40-49,1974\n35,30-39,1986\n");

        assertThat(result.schema().columns()).extracting(c -> c.role()).containsExactly(Role.NUMERIC, Role.PROTECTED,
                Role.NUMERIC);
        assertThat(result.schema().columns().getFirst().reason())
                .isEqualTo("whole numbers, 3 different; age is a measure and used, a band of ages would be protected");
        assertThat(result.schema().columns().getLast().reason())
                .startsWith("a year of birth from 1974 to 1990; age is");
    }

    @ParameterizedTest
    @CsvSource({"Cod. agente,NUMBER,CODE", "Код отдела,NUMBER,CODE", "NACE,NUMBER,CODE", "Code count,NUMBER,NUMERIC",
            "Coordonnées,a@x.org|06 12 34 56 78,PERSONAL", "Contacto,a@x.org|612 345 678,PERSONAL",
            "Contact,@anna_|a@x.org|5551234567,PERSONAL", "Anniversaire,12/05|24/07|03/11,PERSONAL",
            "Geburtstag,12. Mai|24. Juli|3. März,PERSONAL", "Relación,Hetero|Gay|Bi,PROTECTED",
            "Grupo,Norte|Sur|Este,CATEGORICAL"})
    void codesContactsAndBirthdays_areFoundInAnyOfTheirSpellings(String name, String values, Role role) {
        String[] of = values.split("\\|", 0);
        StringBuilder csv = new StringBuilder("id;" + name + ";gasto\n");
        for (int row = 0; row < 70; row++) {
            String value = values.equals("NUMBER") ? Integer.toString(1000 + row * 7 % 50)
                    : of[row % of.length].replace("a@", row + "@").replace("78", Integer.toString(row % 90 + 10));
            csv.append('k').append(row).append(';').append(value).append(';').append(row * row % 91).append('\n');
        }

        assertThat(Reading.text(csv.toString()).schema().column(name).orElseThrow().role()).isEqualTo(role);
    }

    /** The word for a shop alone may count shops. */
    @ParameterizedTest
    @CsvSource({"Pobočka,101 102 205,CATEGORICAL", "Loja,1001 1002 1040,CATEGORICAL", "Winkel,3 4 9,NUMERIC",
            "Магазин,7 120 4100,NUMERIC", "Umsatz,101 102 205,NUMERIC"})
    void numbersOfShops_areNoMeasureWhereFewAreNumberedAlike(String name, String numbers, Role role) {
        String[] shops = numbers.split(" ", 0);
        StringBuilder csv = new StringBuilder("id," + name + ",visits\n");
        for (int row = 0; row < 60; row++) {
            csv.append("k").append(row).append(',').append(shops[row % 3]).append(',').append(row % 17).append('\n');
        }

        assertThat(Reading.text(csv.toString()).schema().column(name).orElseThrow().role()).isEqualTo(role);
    }

    /** Where questions are asked a name that weighs people says enough; a share of a portfolio is a measure. */
    @ParameterizedTest
    @CsvSource({"p1_confianza,p2_economia,pond,IGNORED", "v_1,v_2,Gewichtungsfaktor,IGNORED",
            "Q1,Q2,coefficient de pondération,IGNORED", "fondo,plazo,ponderación,NUMERIC", "Q1,Q2,peso,NUMERIC"})
    void samplingWeight_besideQuestions_isNoAnswer(String one, String other, String weight, Role role) {
        StringBuilder csv = new StringBuilder(one + ',' + other + ',' + weight + ",ingreso\n");
        for (int row = 0; row < 60; row++) {
            csv.append(row * 7 % 5 + 1).append(',').append(row * 3 % 7 + 1).append(",0.").append(row * 37 % 90 + 10)
                    .append(',').append(900 + row * row).append('\n');
        }

        assertThat(Reading.text(csv.toString()).schema().column(weight).orElseThrow().role()).isEqualTo(role);
    }

    @Test
    void numbers_inEverySpelling_areRead() {
        values("1,000.50|-2|3.5e2", "1000.5", "-2", "350");
        values("1.234,50|2,5|-3", "1234.5", "2.5", "-3");
        values("$81.00|$1,200.00|($5.00)", "81", "1200", "-5");
        values("€ 3|7 €|10 €", "3", "7", "10");
        values("52y|7y|30y", "52", "7", "30");
        values("5%|12.5%|0%", "0.05", "0.125", "0");
        values("1 234|5|12 345 678", "1234", "5", "12345678");
        values("12,34,567|1,00,000|5", "1234567", "100000", "5");
        values("+5|-6|7-", "5", "-6", "-7");
        values("1'234.5|2|3", "1234.5", "2", "3");
        values("25 वर्ष|31|47", "25", "31", "47");
        values("30 ปี|31|47", "30", "31", "47");
        values("5 लाख|20 हज़ार|7 हज़ार", "500000", "20000", "7000");
        values("18 mila|2,5 mln|900 mila", "18000", "2500000", "900000");
        values("31|42|모름/무응답|weiß nicht/keine Angabe|57", "31", "42", "", "", "57");
    }

    @ParameterizedTest
    @CsvSource({"Индекс,101,CODE", "Індекс,79,CODE", "Индекс,0,NUMERIC"})
    void index_isOneOfTheMailWhereItHasItsDigits(String name, int thousands, Role role) {
        StringBuilder csv = new StringBuilder("клиент," + name + ",сумма\n");
        for (int row = 0; row < 60; row++) {
            csv.append('k').append(row).append(',').append(thousands * 1000 + 90 + row * 7).append(',')
                    .append(row * row % 91).append('\n');
        }

        assertThat(Reading.text(csv.toString()).schema().column(name).orElseThrow().role()).isEqualTo(role);
    }

    @Test
    void numbers_withMissingMarks_areStillNumbers() {
        values("1|NA|-|unknown|2|****|3|4|5", "1", "", "", "", "2", "", "3", "4", "5");
    }

    @Test
    void wordsForMissing_ofOneColumn_areKnownToPredictions() {
        String csv = "income,since,mood\n" + "5,2024-01-05,good\n9,2024-02-05,bad\n7,2024-03-05,good\n".repeat(40)
                + "Unknown,pending,unknown\nNA,2024-01-05,good\n";
        ReadResult result = Reading.text(csv);

        assertThat(result.schema().column("income").orElseThrow().missing()).containsExactly("Unknown");
        assertThat(result.schema().column("since").orElseThrow().missing()).containsExactly("pending");
        assertThat(result.schema().column("mood").orElseThrow().missing()).isEmpty();
        assertThat(Schema.fromJson(result.schema().toJson())).isEqualTo(result.schema());
        RowEncoder encoder = FeatureFitter.fit(result.table(), result.schema(), PipelineConfig.defaults()).pipeline()
                .encoder(result.schema());
        FeatureRow row = encoder.newRow();
        assertThat(encoder.encode(InputRecord.of(result.schema(),
                Map.of("income", " unknown", "since", "PENDING", "mood", "unknown")), row)).isTrue();
        assertThat(row.imputed()).containsExactly("income", "since");
        InputRecord odd = InputRecord.of(result.schema(),
                Map.of("income", "pending", "since", "2024-01-05", "mood", "bad"));
        assertThat(encoder.encode(odd, row)).isFalse();
        assertThat(encoder.problems(odd, 0)).extracting(FieldProblem::field).containsExactly("income");
    }

    @Test
    void wordsForMissing_thatTheSchemaDeclares_areMissingInFileAndRecord() throws IOException {
        Schema declared = new Schema(List.of(
                ColumnSchema.of("mood", Role.CATEGORICAL, "declared").withMissing(List.of("keine Angabe")),
                ColumnSchema.of("n", Role.NUMERIC, "declared").withMissing(List.of("entfällt"))));
        String csv = "mood,n\n" + "gut,1\nKeine Angabe,Entfällt\nschlecht,3\n".repeat(20);
        ReadResult result = TableReader.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "t.csv",
                PipelineConfig.defaults(), Optional.of(declared));

        assertThat(result.table().require("mood").missing()).isEqualTo(20);
        assertThat(result.table().require("n").missing()).isEqualTo(20);
        RowEncoder encoder = FeatureFitter.fit(result.table(), result.schema(), PipelineConfig.defaults()).pipeline()
                .encoder(result.schema());
        FeatureRow row = encoder.newRow();
        assertThat(
                encoder.encode(InputRecord.of(result.schema(), Map.of("mood", "keine angabe", "n", "entfällt")), row))
                .isTrue();
        assertThat(row.imputed()).containsExactly("mood", "n");
    }

    @Test
    void decimalComma_ofTheOtherColumns_isLearnedByAColumnOfWholeNumbers() {
        String csv = "price;visits;fee;name\n1,5;3;7 €;a\n2,25;4;12 €;b\n3,75;5;9 €;c\n";
        Schema schema = Reading.text(csv).schema();

        assertThat(schema.column("visits").orElseThrow().numberFormat().orElseThrow().parse("3,5")).isEqualTo(3.5);
        assertThat(schema.column("fee").orElseThrow().numberFormat().orElseThrow().parse("7,5 €")).isEqualTo(7.5);
        assertThat(schema.column("name").orElseThrow().numberFormat()).isEmpty();
        // Commas between the cells, quoted decimals: 1,234 is no thousand either.
        ReadResult quoted = Reading.text("price,weight\n\"1,5\",\"1,234\"\n\"2,25\",\"2,500\"\n");
        assertThat(quoted.table().require("weight").text(0)).isEqualTo("1.234");
        // A point anywhere leaves it open.
        assertThat(Reading.text("price;ratio;visits\n1,5;0.25;3\n2,25;0.75;4\n").schema().column("visits").orElseThrow()
                .numberFormat()).isEmpty();
        assertThat(Reading.text("a;b\n1;3\n2;4\n").schema().column("a").orElseThrow().numberFormat()).isEmpty();
        assertThat(Reading.text(csv, Map.of("read.decimal", "point")).schema().column("visits").orElseThrow()
                .numberFormat()).isEmpty();
    }

    @Test
    void codes_areNotNumbers() {
        assertThat(column("x", "007|042|100|007").role()).isNotEqualTo(Role.NUMERIC);
        assertThat(column("stock", "85123A|22423|22424|85123A").role()).isNotEqualTo(Role.NUMERIC);
    }

    @Test
    void decimals_canBeDeclared() {
        ReadResult result = Reading.text("x;y\n1,234;1\n2,345;2\n", Map.of("read.decimal", "point"));
        assertThat(result.table().require("x").text(0)).isEqualTo("1234");
        result = Reading.text("x;y\n1,234;1\n2,345;2\n", Map.of("read.decimal", "comma"));
        assertThat(result.table().require("x").text(0)).isEqualTo("1.234");
    }

    @Test
    void dates_inSeveralSpellings_areDaysSince1970() {
        for (String dates : List.of("1970-01-02|1971-01-01|1970-12-31", "02-01-1970|01-01-1971|31-12-1970",
                "1/2/1970|1/1/1971|12/31/1970", "02.01.1970|01.01.1971|31.12.1970",
                "2-Jan-1970|1-Jan-1971|31-Dec-1970", "January 2, 1970|January 1, 1971|December 31, 1970",
                "1970-01-02 10:00:00|1971-01-01 00:00|1970-12-31T23:59:59Z")) {
            ReadResult result = read("when", dates);
            assertThat(result.schema().columns().getFirst().role()).as(dates).isEqualTo(Role.DATE);
            assertThat(result.table().columns().getFirst().text(0)).as(dates).isEqualTo("1");
            assertThat(result.table().columns().getFirst().text(1)).as(dates).isEqualTo("365");
        }
    }

    @Test
    void dayNumbersOfASpreadsheet_areDatesWhereTheNameSaysSo() {
        // 44000 is 2020-06-18.
        for (String cells : List.of("44000|44031|43999", "44000||44031|43999", "44000|NA|44031|NA|43999|NA",
                "18/06/2020|44031|2/5/2020")) {
            ReadResult result = read("signup_date", cells);
            ColumnSchema column = result.schema().columns().getFirst();
            assertThat(column.role()).as(cells).isEqualTo(Role.DATE);
            assertThat(column.reason()).contains("days counted as in a spreadsheet, 4");
            assertThat(result.table().columns().getFirst().text(0)).isEqualTo("18431");
        }
        assertThat(column("signup_date", "44000|44031|43999").reason())
                .isEqualTo("dates as day number, 2020-06-17 to 2020-07-19; "
                        + "days counted as in a spreadsheet, 43999 is 2020-06-17");
        assertThat(column("dob", "9000|21000|33000").role()).isEqualTo(Role.PERSONAL);
        assertThat(column("created_at", "44000|44031|43999").role()).isEqualTo(Role.DATE);
        assertThat(column("Joined", "44000|44031|43999").role()).isEqualTo(Role.DATE);
        for (String name : List.of("income", "sales_to_date", "days_since_date", "time_on_site", "joined_count",
                "date_id")) {
            assertThat(column(name, "44000|44031|43999").role()).as(name).isNotEqualTo(Role.DATE);
        }
        for (String cells : List.of("44000|44031|62000", "44000|44031|1999", "44000|44031.5|43999", "9000|8000|7000",
                "44000|43A|44031")) {
            assertThat(column("signup_date", cells).role()).as(cells).isNotEqualTo(Role.DATE);
        }
    }

    @Test
    void dayNumbers_canBeDeclaredAndPredicted() throws IOException {
        String csv = "opened,spend\n" + "44000,5\n44100,7\n44200,6\n".repeat(20);
        Schema schema = Reading.text(csv, Map.of("columns.roles.opened", "date")).schema();
        assertThat(schema.column("opened").orElseThrow().role()).isEqualTo(Role.DATE);
        assertThat(Reading.text(csv.replace("opened", "open_date"), Map.of("columns.roles.open_date", "numeric"))
                .table().require("open_date").text(0)).isEqualTo("44000");

        ReadResult result = Reading.text(csv.replace("opened", "open_date"));
        assertThat(Schema.fromJson(result.schema().toJson())).isEqualTo(result.schema());
        RowEncoder encoder = FeatureFitter.fit(result.table(), result.schema(), PipelineConfig.defaults()).pipeline()
                .encoder(result.schema());
        FeatureRow asNumber = encoder.newRow();
        FeatureRow asDate = encoder.newRow();
        assertThat(
                encoder.encode(InputRecord.of(result.schema(), Map.of("open_date", "44100", "spend", "6")), asNumber))
                .isTrue();
        assertThat(encoder.encode(InputRecord.of(result.schema(), Map.of("open_date", "2020-09-26", "spend", "6")),
                asDate))
                .isTrue();
        assertThat(asNumber.values()).isEqualTo(asDate.values());
        assertThat(asNumber.clipped()).isEmpty();
    }

    @Test
    void dateWithoutAnEnd_isMissing() {
        StringBuilder cells = new StringBuilder("9999-12-31");
        for (int day = 1; day <= 28; day++) {
            cells.append("|2024-01-").append(day < 10 ? "0" : "").append(day);
        }
        ReadResult result = read("contract_end", cells.toString());

        assertThat(result.schema().columns().getFirst().reason()).isEqualTo(
                "dates as yyyy-MM-dd, 2024-01-01 to 2024-01-28; 1 missing; taken for missing: \"9999-12-31\" (1)");
        RowEncoder encoder = FeatureFitter.fit(result.table(), result.schema(), PipelineConfig.defaults()).pipeline()
                .encoder(result.schema());
        FeatureRow row = encoder.newRow();
        assertThat(encoder.encode(InputRecord.of(result.schema(), Map.of("contract_end", "9999-12-31", "k", "p")), row))
                .isTrue();
        assertThat(row.imputed()).containsExactly("contract_end");
        assertThat(row.clipped()).isEmpty();
    }

    @Test
    void datesOfEightDigits_mayBeMissing() {
        assertThat(column("signup_date", "20240102|NA|20240103|20240104").role()).isEqualTo(Role.DATE);
        assertThat(column("signup_date", "2024-01-05|2024-01-05").reason())
                .isEqualTo("the same value in every row that has one: 2024-01-05");
    }

    @Test
    void identifiersShortenedByASpreadsheet_areToldAndNotUsed() {
        for (String cells : List.of("1.23E+12|1.24E+12|1.23E+12", "A17|1.23E+12|1.23E+12", "1,23E+12|1234|1,23E+12",
                "1.23457E+11|1.23457E+11|1.23458E+11")) {
            ReadResult result = read("customer_id", cells);

            assertThat(result.schema().columns().getFirst().role()).as(cells).isEqualTo(Role.FREE_TEXT);
            assertThat(result.schema().columns().getFirst().reason())
                    .startsWith("identifiers that a spreadsheet has shortened and that are not unique, such as 1");
            assertThat(result.report().notes()).anyMatch(note -> note.startsWith("\"customer_id\": a spreadsheet has "
                    + "shortened identifiers in ") && note.contains("stands in 2 rows"));
        }
        assertThat(read("barcode", "5.9E+12|5.8E+12|4E+12").report().notes()).containsExactly(
                "\"barcode\": a spreadsheet has shortened identifiers in 3 rows, and their last digits are lost "
                        + "(such as "
                        + "5.9E+12); save the file again with that column as text");
        ReadResult declared = Reading.text("customer_id,n\n" + "1.23E+12,4\n1.24E+12,5\n".repeat(9),
                Map.of("columns.roles.customer_id", "identifier"));
        assertThat(declared.schema().columns().getFirst().role()).isEqualTo(Role.IDENTIFIER);
        assertThat(declared.report().notes()).anyMatch(note -> note.contains("(1.23E+12 stands in 9 rows)"));
    }

    @Test
    void numbersWithExponents_thatLostNothing_areNotTold() {
        assertThat(read("sku", "3E10|3E10|4E11|A7|1e+05|1e+05|1.234567890123E+12").report().notes()).isEmpty();
        assertThat(read("revenue", "1.23E+12|1.24E+12|1.23E+12").report().notes()).isEmpty();
        assertThat(column("order_id", "1.23E+12|1.23E+12" + "|A1|A2|A3|A4|A5|A6|A7|A8".repeat(9)).role())
                .isNotEqualTo(Role.FREE_TEXT);
    }

    @Test
    void roles_areFoundFromValuesAndNames() {
        assertThat(column("customer_id", "11|12|19").role()).isEqualTo(Role.IDENTIFIER);
        assertThat(column("CustomerID", "A1|B2|C3").role()).isEqualTo(Role.IDENTIFIER);
        assertThat(column("opt in", "yes|no|yes").role()).isEqualTo(Role.BOOLEAN);
        assertThat(column("flag", "1|0|1").role()).isEqualTo(Role.BOOLEAN);
        assertThat(column("same", "7|7|7").role()).isEqualTo(Role.CONSTANT);
        assertThat(column("nothing", "-|NA|").role()).isEqualTo(Role.IGNORED);
        assertThat(column("gender", "Male|Female|Male").role()).isEqualTo(Role.PROTECTED);
        assertThat(column("genre", "H|F|H|Autre|F").role()).isEqualTo(Role.PROTECTED);
        assertThat(column("favourite genre", "Rock|Pop|Rock|Jazz|Pop").role()).isEqualTo(Role.CATEGORICAL);
        assertThat(column("age", "34|51|28").role()).isEqualTo(Role.NUMERIC);
        assertThat(column("age", "18-29|30-44|18-29").role()).isEqualTo(Role.PROTECTED);
        assertThat(column("mail", "a@b.de|c@d.org|e@f.com").role()).isEqualTo(Role.PERSONAL);
        assertThat(column("phone", "+49 170 1234567|+44 20 12345678|+1 555 1234567").role()).isEqualTo(Role.PERSONAL);
        assertThat(column("pay", "4111111111111111|5500005555555559|4012888888881881|4222222222222220|378282246310005")
                .role()).isEqualTo(Role.PERSONAL);
        assertThat(column("last_name", "Meier|Huber|Schmidt").role()).isEqualTo(Role.PERSONAL);
        assertThat(column("region", "1|2|1").role()).isEqualTo(Role.CATEGORICAL);
        assertThat(column("comment", ("the delivery was late and nobody answered the phone when I called|"
                + "everything was fine and I will certainly order again next month|"
                + "please change the way the parcels are packed, mine was open")).role()).isEqualTo(Role.FREE_TEXT);
    }

    @Test
    void orders_areKnown() {
        assertThat(column("how often", "often|never|always|sometimes|never").categories()).containsExactly("never",
                "sometimes", "often", "always");
        assertThat(column("income", "60+|18-29|30-59|18-29").categories()).containsExactly("18-29", "30-59", "60+");
        assertThat(column("satisfaction", "high|low|medium|low").role()).isEqualTo(Role.ORDINAL);
    }

    @Test
    void bandsInThousands_areOrderedByWhatTheyStandFor() {
        assertThat(column("spend", "1k-2k|500-1000|under 500|2k+|500-1000").categories()).containsExactly("under 500",
                "500-1000", "1k-2k", "2k+");
        assertThat(column("spend", "25-50k|<$25k|$50K to $100K|> $100k|25-50k").categories()).containsExactly("<$25k",
                "25-50k", "$50K to $100K", "> $100k");
    }

    @Test
    void longTextLikeAName_isToldQuickly() {
        String text = "Ab " + "A".repeat(20_000) + "1";

        assertTimeoutPreemptively(Duration.ofSeconds(20),
                () -> assertThat(column("name", text + "|Bc|" + text).role()).isNotEqualTo(Role.PERSONAL));
        assertThat(column("name", "Braund, Mr. Owen Harris|Smith, Dr. J.|Anna Maria Huber|Ben O'Neil").role())
                .isEqualTo(Role.PERSONAL);
    }

    @Test
    void longTextLikeABand_isToldQuickly() {
        String text = "5" + " ".repeat(300_000) + "x";

        assertTimeoutPreemptively(Duration.ofSeconds(20),
                () -> assertThat(column("spend", text + "|1-2|" + text).role()).isNotEqualTo(Role.ORDINAL));
    }

    @Test
    void namibia_isACountry() {
        ReadResult result = read("country", "NA|DE|FR|IT|ES|PT|GB|US|CA|MX|BR|AR|NA|DE");
        assertThat(result.table().columns().getFirst().missing()).isZero();
        assertThat(read("sex", "NA|male|female|male").table().columns().getFirst().missing()).isEqualTo(1);
    }

    @Test
    void roles_canBeDeclared() {
        String csv = "a,b\n1,x\n2,y\n3,x\n";
        ReadResult result = Reading.text(csv,
                Map.of("columns.roles.a", "categorical", "columns.roles.b", "identifier"));
        assertThat(result.schema().column("a").orElseThrow().role()).isEqualTo(Role.CATEGORICAL);
        assertThat(result.schema().column("a").orElseThrow().reason()).contains("columns.roles");
        assertThatThrownBy(() -> Reading.text(csv, Map.of("columns.roles.bb", "numeric")))
                .hasMessageContaining("no column \"bb\"").hasMessageContaining("nearest is \"b\"");
        assertThatThrownBy(() -> Reading.text(csv, Map.of("columns.roles.b", "numeric")))
                .hasMessageContaining("declared numeric").hasMessageContaining("\"x\"");
        assertThatThrownBy(() -> Reading.text("a,b\n1e9,x\n2e30,y\n", Map.of("columns.roles.a", "date")))
                .isInstanceOf(DataException.class).hasMessageContaining("declared date");
    }

    private static void values(String cells, String... expected) {
        ReadResult result = read("x", cells);
        String[] found = new String[expected.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = result.table().columns().getFirst().text(i);
        }
        assertThat(found).as(cells).containsExactly(expected);
    }

    private static ColumnSchema column(String name, String cells) {
        return read(name, cells).schema().columns().getFirst();
    }

    /** A second column keeps every row from being a note or blank; tabs leave the commas of numbers alone. */
    private static ReadResult read(String name, String cells) {
        StringBuilder csv = new StringBuilder(name + "\tk\n");
        int row = 0;
        for (String cell : cells.split("\\|", -1)) {
            csv.append(cell).append('\t').append(row++ % 2 == 0 ? "p" : "q").append('\n');
        }
        return Reading.text(csv.toString(), Map.of("read.delimiter", "tab", "read.header", "present"));
    }

    /** Numbers of receipts have any shape, that of official and telephone numbers too. */
    @ParameterizedTest
    @CsvSource({"Invoice ID,IDENTIFIER", "Rechnungsnummer,IDENTIFIER", "numéro de commande,IDENTIFIER",
            "伝票番号,IDENTIFIER", "SSN,PERSONAL", "Telefon,PERSONAL"})
    void numbersLikeOfficialOnes_areTheReceiptsThatTheNameSays(String name, Role role) {
        for (String shape : List.of("%03d-%02d-%04d", "%03d-2%02d-%04d")) {
            StringBuilder csv = new StringBuilder(name + ",amount\n");
            for (int i = 0; i < 60; i++) {
                csv.append(String.format(Locale.ROOT, shape, 201 + 7 * i, 10 + i, 1000 + 97 * i)).append(',')
                        .append(i * i % 83).append(".5\n");
            }
            boolean telephone = name.equals("Telefon") || shape.contains("2%02d");
            if (role == Role.IDENTIFIER || name.equals(telephone ? "Telefon" : "SSN")) {
                assertThat(Reading.text(csv.toString()).schema().column(name).orElseThrow().role()).as(shape)
                        .isEqualTo(role);
            }
        }
    }
}
