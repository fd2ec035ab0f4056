package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are not like the others: nothing is lost, nothing stands in a wrong column, and it is told. */
class OddRowsTest {
    private static final int ROWS = 60;

    private static ReadResult read(String header, IntFunction<String> line) {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (int row = 0; row < ROWS; row++) {
            text.append(line.apply(row)).append('\n');
        }
        return Reading.text(text.toString(), Map.of());
    }

    @ParameterizedTest
    @CsvSource({"A%d", "C-%04d", "10%03d", "kunde_%d", "%d-X9"})
    void customersWithAnIdOnly_keepTheirPlace(String pattern) {
        ReadResult result = read("customer_id,age,spend,visits", row -> String.format(Locale.ROOT, pattern, row + 100)
                + (row % 5 == 1 ? ",,," : "," + (20 + row % 40) + "," + 7.5 * row + "," + row % 9));

        assertThat(result.table().rows()).isEqualTo(ROWS);
        assertThat(((NumericColumn) result.table().columns().get(2)).values()[7]).isEqualTo(52.5);
        assertThat(result.report().notes()).anySatisfy(note -> assertThat(note)
                .contains("12 rows hold nothing but their first cell (first on line 3)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Source: the statistics office,,,", "North,,,", "7,,,", "Remarks 2024,,,"})
    void headingsAndRemarks_areNoRowsAndTold(String remark) {
        ReadResult result = read("region,age,spend,visits", row -> row == 30 ? remark
                : "R" + row + "," + (20 + row % 40) + "," + 7.5 * row + "," + row % 9);

        assertThat(result.table().rows()).isEqualTo(ROWS - 1);
        assertThat(result.report().notes())
                .anySatisfy(note -> assertThat(note).contains("1 lines with a single value"));
    }

    @Property(tries = 60)
    void amountsTornByTheirThousands_areJoinedInTheirColumn(@ForAll @IntRange(max = 3) int torn, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[][] cells = new String[ROWS][];
        ReadResult result = read("id,band,age,spend,city", row -> {
            String amount = random.nextInt(1, 99) + "," + String.format(Locale.ROOT, "%03d", random.nextInt(1000));
            cells[row] = new String[] {"A" + row, "medium", Integer.toString(random.nextInt(18, 90)),
                    Integer.toString(random.nextInt(100, 900)), "Ulm"};
            if (row % 3 != 0) {
                cells[row][torn == 0 ? 1 : torn == 1 ? 1 : 4] = switch (torn) {
                    case 0 -> "$" + amount;
                    case 1 -> "under " + amount;
                    case 2 -> amount + " km";
                    default -> "zone " + amount;
                };
            }
            return String.join(",", cells[row]);
        });

        assertThat(result.table().rows()).isEqualTo(ROWS);
        NumericColumn age = (NumericColumn) result.table().columns().get(2);
        for (int row = 0; row < ROWS; row++) {
            assertThat(age.value(row)).isEqualTo(Double.parseDouble(cells[row][2]));
        }
        assertThat(result.report().notes()).anySatisfy(note -> assertThat(note).contains("unquoted delimiter"));
    }

    @Test
    void rowNames_areNoTornRows() {
        ReadResult result = read("age,spend", row -> "r" + row + "," + (20 + row % 40) + "," + 7.5 * row);

        assertThat(result.table().columns()).extracting(column -> column.name()).containsExactly("row", "age", "spend");
    }

    @Test
    void identifiersThatComeAgain_areTold() {
        ReadResult result = read("customer_id,age,spend", row -> "A" + row % 55 + "," + (20 + row % 55) + ","
                + 7.5 * (row % 55));

        assertThat(result.report().notes()).anySatisfy(note -> assertThat(note)
                .contains("\"customer_id\": 5 rows repeat one that stands further up", "cleaning.drop_duplicates"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void questionsBelowTheNames_areNoRows(int more) {
        String header = "StartDate,EndDate,Progress,ResponseId,Q1,Q2,Q3\nStart Date,End Date,Progress,Response ID,How "
                + "satisfied are you?,How likely?,Your age\n" + (more == 1 ? ",,,,,,\n" : "")
                + "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\"}\","
                + "\"{\"\"ImportId\"\":\"\"progress\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\","
                + "\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2\"\"}\","
                + "\"{\"\"ImportId\"\":\"\"QID3\"\"}\"";
        ReadResult result = read(header, row -> String.format(Locale.ROOT,
                "2024-05-%02d 10:00:00,2024-05-%02d 10:09:00,%d,R_%04d,%d,%d,%d", 1 + row % 28, 1 + row % 28,
                row % 9 == 0 ? 50 : 100, row, 1 + row % 5, 1 + row % 7, 20 + row % 50));

        assertThat(result.table().rows()).isEqualTo(ROWS);
        assertThat(result.schema().columns()).extracting(ColumnSchema::name).containsExactly("StartDate", "EndDate",
                "Progress", "ResponseId", "Q1", "Q2", "Q3");
        assertThat(result.schema().columns().subList(0, 3)).extracting(ColumnSchema::role).containsOnly(Role.IGNORED);
        assertThat(result.schema().column("Q3").orElseThrow().role()).isEqualTo(Role.NUMERIC);
    }

    @ParameterizedTest
    @CsvSource({"StartDate,EndDate,weight", "Startzeit,Endzeit,Gewicht", "Дата начала,Дата окончания,вес",
            "開始日時,終了日時,ウェイト", "Fecha de inicio,Fecha de fin,Ponderación", "submitdate,completed at,wgt"})
    void whenAFormWasFilledIn_andTheWeight_areNoAnswers(String start, String end, String weight) {
        List<ColumnSchema> columns = read((start.equals("submitdate") ? "startdate" : start) + ',' + end
                + ",RespondentID,q1,q2," + weight,
                row -> String.format(Locale.ROOT,
                        "05/%02d/2024 07:23,05/%02d/2024 07:32,R%d,%d,%d,%.3f", 13 + row % 15, 13 + row % 15, row,
                        1 + row % 5, 1 + row % 7, 0.6 + row % 13 / 12.0))
                .schema().columns();

        assertThat(List.of(columns.get(0).role(), columns.get(1).role(), columns.get(5).role()))
                .containsOnly(Role.IGNORED);
        assertThat(columns.get(5).reason()).contains("a sampling weight");
    }

    @Test
    void contractsAndBodies_areNoSurvey() {
        List<ColumnSchema> columns = read("start date,end date,customer_id,weight", row -> String.format(Locale.ROOT,
                "05/%02d/2021 07:23,05/%02d/2024 07:32,R%d,%.1f", 13 + row % 15, 13 + row % 15, row, 50.5 + row))
                .schema().columns();

        assertThat(columns.get(0).role()).isEqualTo(Role.DATE);
        assertThat(columns.get(3).role()).isEqualTo(Role.NUMERIC);
    }
}
