package io.segmenta.pipeline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers with units, in money, abbreviated, as times, and codes that are no numbers, however they are spelled. */
class WrittenNumbersTest {
    private static final int ROWS = 120;

    private static ReadResult read(String header, IntFunction<String> line, Map<String, String> settings) {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (int row = 0; row < ROWS; row++) {
            text.append(line.apply(row)).append('\n');
        }
        return Reading.text(text.toString(), settings);
    }

    /** A file of an identifier and two columns, of which the first is written by a person. */
    private static ReadResult written(IntFunction<String> cell) {
        return read("id;x;other", row -> "A" + row + ';' + cell.apply(row) + ';' + row % 7, Map.of());
    }

    private static double[] values(ReadResult result) {
        return ((NumericColumn) result.table().columns().get(1)).values();
    }

    private static ColumnSchema schema(ReadResult result) {
        return result.schema().columns().get(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kr.", "kr", "Kč", "руб.", "₽", "zł", "USD", "€", "Ft", "R$", "₸", "KZT", "TL", "лв.", "円",
            "Rp"})
    void moneyOfAnyCurrency_isAnAmount(String currency) {
        ReadResult result = written(
                row -> String.format(Locale.GERMANY, "%,.2f %s", 1000.25 + 333 * row, currency));

        assertThat(schema(result).role()).isEqualTo(Role.NUMERIC);
        assertThat(values(result)[3]).isEqualTo(1999.25);
        assertThat(schema(result).numberFormat().orElseThrow().parse("1.234,50 " + currency)).isEqualTo(1234.5);
    }

    @ParameterizedTest
    @CsvSource({"K,1e3", "k,1e3", "M,1e6", "Mio.,1e6", "Tsd.,1e3", "млн,1e6", "тыс.,1e3", "bn,1e9", "Mrd.,1e9", "万,1e4",
            "億,1e8", "lakh,1e5", "crore,1e7"})
    void abbreviatedNumbers_areMultipliedOut(String word, double factor) {
        ReadResult result = written(row -> row % 3 == 0 ? 10 + row + word : Integer.toString(400 + row));

        assertThat(schema(result).role()).isEqualTo(Role.NUMERIC);
        assertThat(values(result)[6]).isEqualTo(16 * factor);
        assertThat(values(result)[7]).isEqualTo(407);
        assertThat(schema(result).numberFormat().orElseThrow().parse("2.5" + word)).isEqualTo(2.5 * factor);
    }

    @Test
    void thousandsBesideMillions_areEachMultipliedOut() {
        ReadResult result = written(row -> row % 2 == 0 ? 1 + row + ".2K" : 1 + row + ".5m");

        assertThat(values(result)[0]).isEqualTo(1200);
        assertThat(values(result)[1]).isEqualTo(2_500_000);
    }

    @Test
    void onlyMetres_areMetres() {
        assertThat(values(written(row -> 1 + row + " m"))[4]).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", " years", " Jahre", "ans", " años", " лет", "歳", " yaş", " lat"})
    void aFewNumbersWithAUnit_areNumbers(String unit) {
        ReadResult result = written(row -> 20 + row % 40 + (row % 40 == 7 ? unit : ""));

        assertThat(schema(result).role()).isEqualTo(Role.NUMERIC);
        assertThat(values(result)[7]).isEqualTo(27);
        assertThat(schema(result).reason()).contains("removed (3)");
    }

    @Test
    void lettersOfManyKindsBehindNumbers_areCodes() {
        assertThat(schema(written(row -> 100 + row + String.valueOf((char) ('A' + row % 5)))).role())
                .isNotEqualTo(Role.NUMERIC);
        assertThat(schema(written(row -> row % 4 == 0 ? 100 + row + "B" : Integer.toString(100 + row))).role())
                .as("a quarter with an unknown letter").isNotEqualTo(Role.NUMERIC);
    }

    @Property(tries = 50)
    void spans_countInSeconds(@ForAll @IntRange(max = 90) int hours, @ForAll @IntRange(max = 59) int minutes,
            @ForAll @IntRange(max = 59) int seconds) {
        ReadResult result = written(row -> String.format(Locale.ROOT, "%d:%02d:%02d", row == 0 ? hours : row,
                row == 0 ? minutes : row % 60, row == 0 ? seconds : 7 * row % 60));

        assertThat(schema(result).role()).isEqualTo(Role.NUMERIC);
        assertThat(values(result)[0]).isEqualTo(3600.0 * hours + 60 * minutes + seconds);
        assertThat(schema(result).numberFormat().orElseThrow().parse("1:02:35")).isEqualTo(3755);
    }

    @Test
    void spansOfTwoParts_countInTheSecond() {
        assertThat(values(written(row -> String.format(Locale.ROOT, "%d:%02d", row, 7 * row % 60)))[2]).isEqualTo(134);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "comma"})
    void pointsOfThousands_areTakenForSuchBesideADecimalComma(String decimal) {
        ReadResult result = read("Kunde;Umsatz;Quote", row -> String.format(Locale.ROOT, "K%d;%.3f;%s", row,
                2.872 + row, decimal.equals("comma") ? row % 9 : "0," + row % 9),
                Map.of("read.decimal", decimal));

        assertThat(values(result)[0]).isEqualTo(2872);
        assertThat(schema(result).reason()).contains("the point separates thousands");
    }

    @Test
    void pointsOfThousandsAndMillions_areTakenForSuch() {
        ReadResult result = written(row -> row % 2 == 0 ? "1." + (100 + row) + ".000" : "2." + (100 + row));

        assertThat(values(result)[0]).isEqualTo(1_100_000);
        assertThat(values(result)[1]).isEqualTo(2101);
    }

    @Test
    void threeDecimals_withoutAnyComma_areDecimals() {
        assertThat(values(written(row -> String.format(Locale.ROOT, "%.3f", 2.872 + row)))[0]).isEqualTo(2.872);
    }

    @Test
    void severalCurrencies_areNotUsedUnlessSaid() {
        IntFunction<String> line = row -> "A" + row + ',' + List.of("$", "€", "£").get(row % 3) + (100 + row) + ','
                + row % 7;
        ReadResult result = read("id,spend,visits", line, Map.of());

        assertThat(schema(result).role()).isEqualTo(Role.FREE_TEXT);
        assertThat(result.report().notes())
                .anySatisfy(note -> assertThat(note).contains("\"spend\": amounts in", "€ (40 rows)",
                        "cannot be compared without rates"));
        assertThat(schema(read("id,spend,visits", line,
                Map.of("columns.roles", "{spend: numeric}"))).role())
                .isEqualTo(Role.NUMERIC);
    }

    @ParameterizedTest
    @CsvSource({"99,5", "-9,5", "98,5", "999,5", "-99,5", "999,70", "-8,70", "9999,300", "-999,5000"})
    void codesForNoAnswer_areMissingAndTold(int code, int greatest) {
        ReadResult result = written(row -> Integer.toString(row % 10 == 3 ? code : 1 + (row * 7) % greatest));

        assertThat(result.table().columns().get(1).missing()).isEqualTo(12);
        assertThat(schema(result).reason()).contains("taken for missing: \"" + code + "\" (12)",
                code + " stands far from all other values");
        assertThat(schema(result).missing()).contains(Integer.toString(code));
        assertThat(schema(result).max().orElseThrow()).isLessThanOrEqualTo(greatest);
    }

    @Test
    void minusOne_isACodeOnlyWhereVeryManyRowsHaveIt() {
        assertThat(written(row -> row % 2 == 0 ? "-1" : "" + (1 + row % 300)).table().columns().get(1).missing())
                .isEqualTo(60);
        assertThat(written(row -> row % 10 == 3 ? "-1" : "" + (1 + row % 5)).table().columns().get(1).missing())
                .as("goods may be returned").isZero();
    }

    @Test
    void severalCodes_areAllMissing() {
        assertThat(
                written(row -> row % 10 == 3 ? "-9" : row % 10 == 5 ? "99" : row % 10 == 7 ? "98" : "" + (1 + row % 5))
                        .table().columns().get(1).missing())
                .isEqualTo(36);
    }

    @ParameterizedTest
    @CsvSource({"99,80", "-1,-3", "9,7", "999,700", "97,100", "-9,-20"})
    void valuesOfTheScale_areKept(int value, int other) {
        ReadResult result = written(row -> Integer.toString(row % 10 == 3 ? value
                : other < 0 ? other + row % (2 - 2 * other) : 37 * row % (other + 1)));

        assertThat(result.table().columns().get(1).missing()).isZero();
    }

    @Test
    void codeThatIsNamedAValue_isKept_andOneThatIsNamedMissing_isNot() {
        IntFunction<String> line = row -> "A" + row + ',' + (row % 10 == 3 ? 99 : 1 + row % 5) + ','
                + (row % 10 == 4 ? 40 : row % 50);
        ReadResult result = read("id,q,other", line,
                Map.of("read.missing", "{q: [], other: [\"40\", none]}"));

        assertThat(result.table().columns().get(1).missing()).isZero();
        assertThat(result.table().columns().get(2).missing()).isEqualTo(12 + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31", "1900-01-01", "2999-12-31"})
    void dateOfNoDate_isMissing(String code) {
        ReadResult result = written(row -> row % 10 == 3 ? code
                : String.format(Locale.ROOT, "2024-%02d-%02d",
                        1 + row % 12, 1 + row % 28));

        assertThat(schema(result).role()).isEqualTo(Role.DATE);
        assertThat(result.table().columns().get(1).missing()).isEqualTo(12);
        assertThat(schema(result).reason()).contains("taken for missing: \"" + code + "\" (12)");
    }
}
