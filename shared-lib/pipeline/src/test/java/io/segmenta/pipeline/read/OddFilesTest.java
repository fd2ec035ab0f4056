package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Files as people export, join and mend them by hand. */
class OddFilesTest {
    private static final String HEADER = "id,age,spend,region\n";
    private static final String BODY = body();

    private static String body() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            body.append(String.format(Locale.ROOT, "%d,%d,%.2f,%s\n", 1000 + i, 20 + i * 7 % 50, i * 37 % 101 / 4.0,
                    List.of("north", "south", "east").get(i % 3)));
        }
        return body.toString();
    }

    @Test
    void lastRowOfTotals_isLeftOut() throws IOException {
        for (String total : List.of("Total,1800,500.5,", "TOTAL:,1800,500.5,", "Grand total,,500.5,", "Summe,1800,,",
                "\"Total\",1800,500.5,", " total ,1800,500.5,")) {
            ReadResult result = Reading.text(HEADER + BODY + total + "\n\n");

            assertThat(result.table().rows()).as(total).isEqualTo(40);
            assertThat(result.schema().column("id").orElseThrow().role()).isEqualTo(Role.IDENTIFIER);
            assertThat(result.report().evidence())
                    .contains("the last row (line 42) sums up the others and was left out");
            SameTable.check(HEADER + BODY + total);
        }
    }

    @Test
    void rowOfTotalsThatIsNotTheLast_isARow() throws IOException {
        assertThat(Reading.text(HEADER + BODY + "Total,1800,500.5,\n" + BODY).table().rows()).isEqualTo(81);
        assertThat(Reading.text("kind,n\nTotal,5\n").table().rows()).isEqualTo(1);
        assertThat(Reading.text(HEADER + BODY + "Totalis,1800,500.5,x\n").table().rows()).isEqualTo(41);
        SameTable.check(HEADER + BODY + "Total,1800,500.5,\n" + BODY + "Total,1,2,x\nSum,1,2,x\n");
    }

    @Test
    void lastRowsOfFigures_areLeftOutTogether() throws IOException {
        for (String block : List.of("Total,1800,500.5,\nAverage,45,12.5,\nCount,40,40,\n",
                "\nMean,45,12.5,\nmin:,20,0,\nMax,70,25,\n", "\nTotal,1800,500.5,\n\nAverage,45,12.5,\n",
                "Durchschnitt:,45,12,\nMin,20,0,\nMax,70,25,\n", "\nAverage,45,12.5,\n")) {
            ReadResult result = Reading.text(HEADER + BODY + block);

            assertThat(result.table().rows()).as(block).isEqualTo(40);
            assertThat(result.schema().column("id").orElseThrow().role()).isEqualTo(Role.IDENTIFIER);
            SameTable.check(HEADER + BODY + block);
        }
        assertThat(Reading.text(HEADER + BODY + "\nTotal,1800,500.5,\nAverage,45,12.5,\n").report().evidence())
                .contains("the last 2 rows (from line 43 on) sum up the others and were left out");
    }

    @Test
    void rowsThatMayBeFigures_areRows() throws IOException {
        String people = "name,age\n" + "Ann,31\nBob,44\n".repeat(10);
        for (String rows : List.of("Average,45\n", "\nMax,34\n", "\nMin,29\nMax,34\n", "Average,45\nAverage,46\n",
                "Average,45\nZoe,31\nCount,45\nMean,33\n")) {
            assertThat(Reading.text(people + rows).table().rows()).as(rows)
                    .isEqualTo(20 + (int) rows.lines().filter(line -> !line.isEmpty()).count());
            SameTable.check(people + rows);
        }
        assertThat(Reading.text("figure,a,b\ncount,5,6\nmean,1,2\nmax,3,4\n").table().rows()).isEqualTo(3);
        assertThat(Reading.text(people + "Max,34\nTotal,900\n").table().rows()).isEqualTo(21);
    }

    @Test
    void rowOfUnits_isNoRow() throws IOException {
        for (String units : List.of(",years,(USD),\n", "-,[years],$/visit,text\n", ",,k€,\n", "#,years,USD,name\n")) {
            ReadResult result = Reading.text(HEADER + units + BODY);

            assertThat(Reading.names(result.table())).as(units).containsExactly("id", "age", "spend", "region");
            assertThat(result.table().rows()).isEqualTo(40);
            assertThat(result.report().headerRows()).isEqualTo(1);
            assertThat(result.schema().column("spend").orElseThrow().role()).isEqualTo(Role.NUMERIC);
            SameTable.check(HEADER + units + BODY);
        }
        assertThat(Reading.text(HEADER + ",years,(USD),\n" + BODY).report().evidence())
                .contains("line 2, below the header, names units and is not a row: \"age\" in years, \"spend\" in USD")
                .noneMatch(e -> e.contains("above the header"));
    }

    @Test
    void rowOfUnits_ofAShortFileBelowTitles_isNoRow() {
        ReadResult result = Reading.text("Customers of 2024\n\nage,income\n(years),\n3,\n4,5\n");

        assertThat(Reading.rows(result.table())).containsExactly(List.of("3", ""), List.of("4", "5"));
        assertThat(result.report().evidence()).contains("2 lines above the header are not part of the table");
    }

    @Test
    void rowLikeUnits_isARowOrTheHeader() {
        assertThat(Reading.text("name,unit,value\nx,kg,%\na,kg,5\nb,cm,6\nc,kg,7\n").table().rows()).isEqualTo(4);
        assertThat(Reading.text("city,a,b\nBerlin,kg,kg\nBonn,3,4\nUlm,4,5\nKiel,kg,6\n").table().rows())
                .isEqualTo(4);
        assertThat(Reading.names(Reading.text("Export,2024\nday,count\n1,5\n2,6\n4,7\n9,7\n").table()))
                .containsExactly("day", "count");
    }

    @Test
    void recordsOfJson_areRowsWhateverTheyHold() {
        ReadResult result = Reading.text("""
                {"name":"Total","a":1,"b":2,"c":3}
                {"name":"x","a":null,"b":null,"c":null}
                {"name":"name","a":4,"b":5,"c":6}
                {"name":null}
                {"name":"Total","a":5,"b":7,"c":9}
                """);

        assertThat(result.table().rows()).isEqualTo(4);
        assertThat(result.report().evidence()).contains("1 records without a value were left out");
    }

    @Test
    void headerAgain_inOtherLetters_isLeftOut() throws IOException {
        ReadResult result = Reading.text(HEADER + BODY + "ID,Age,Spend,Region\n" + BODY);

        assertThat(result.table().rows()).isEqualTo(80);
        assertThat(result.schema().column("age").orElseThrow().missing()).isEmpty();
        SameTable.check(HEADER + BODY + "ID,Age,Spend,Region\n" + BODY + "id,age,spend,other\n");
    }

    @Test
    void headerAgain_inAnotherOrder_isRefused() {
        assertThatThrownBy(() -> Reading.text(HEADER + BODY + "id,age,region,spend\n" + BODY))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "test.csv: line 42 is a header again, with the columns in another order; files that are joined "
                                + "need the same order of columns");
    }

    @Test
    void delimiterBehindEachRowButNotTheHeader_movesNoColumn() throws IOException {
        ReadResult result = Reading.text(HEADER + BODY.replace("\n", ",\n"));

        assertThat(Reading.names(result.table())).containsExactly("id", "age", "spend", "region");
        assertThat(Reading.rows(result.table()).getFirst()).containsExactly("1000", "20", "0", "north");
        SameTable.check(HEADER + BODY.replace("\n", ",\n"));
        // Names of rows without a name of their own, as R writes them, still are the first column.
        assertThat(Reading.names(Reading.text("age,spend\n1,30,5.5\n2,40,6.5\n3,50,8.5\n").table()))
                .containsExactly("row", "age", "spend");
    }

    @Test
    void quoteThatIsNotClosed_isTold() {
        assertThat(Reading.text(HEADER + BODY + "2000,33,4.5,\"north\n" + BODY).report().evidence())
                .contains(
                        "1 cells hold more than 20 lines (first on line 42); if a quote is missing there, rows are "
                                + "lost in "
                                + "them");
        assertThat(Reading.text(HEADER + BODY + "2000,33,4.5,\"two\nlines\"\n" + BODY).report().evidence())
                .noneMatch(e -> e.contains("quote is missing"));
    }

    @Test
    void pageUnderTheNameOfATable_isRefused() {
        for (String page : List.of("<html><table><tr><td>id</td></tr></table></html>", "\n <!DOCTYPE html>\n<p>",
                "<?xml version=\"1.0\"?><Workbook></Workbook>")) {
            assertThatThrownBy(() -> Reading.text(page)).isInstanceOf(DataException.class)
                    .hasMessageContaining("the content is HTML or XML").hasMessageContaining("save it as .xlsx or CSV");
        }
    }

    @Test
    void textsMarkedAsSuchForSpreadsheets_loseTheMark() throws IOException {
        String csv = "zip,n\n=\"01234\",1\n=\"05678\",2\n\"=\"\"01234\"\"\",3\n";

        assertThat(Reading.text(csv).table().require("zip").text(2)).isEqualTo("01234");
        assertThat(Reading.text(csv).table().require("zip").text(1)).isEqualTo("05678");
        SameTable.check(csv.repeat(1) + "x,4\n".repeat(30) + "=\"01\",5\n");
    }

    @Test
    void stream_ofAnyFormat_isLeftOpen() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((HEADER + BODY).getBytes(StandardCharsets.UTF_8));
        }
        for (byte[] content : List.of((HEADER + BODY).getBytes(StandardCharsets.UTF_8),
                (HEADER + BODY).replace("north", "\"no\nrth\"").getBytes(StandardCharsets.UTF_16),
                "{\"a\":1}\n{\"a\":2}\n".getBytes(StandardCharsets.UTF_8), packed.toByteArray())) {
            InputStream in = new ByteArrayInputStream(content) {
                @Override
                public void close() {
                    throw new AssertionError("closed");
                }
            };
            assertThat(TableReader.read(in, "test", PipelineConfig.defaults()).table().rows()).isPositive();
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void amountsInTwoCurrencies_areNotUsedAndToldAsSuch() {
        ColumnSchema price = Reading.text("id,price\na,$5.50\nb,€7.25\nc,$8.00\nd,€9.00\n").schema().column("price")
                .orElseThrow();

        assertThat(price.role()).isEqualTo(Role.FREE_TEXT);
        assertThat(price.reason()).contains("amounts in € (2 rows), $ (2 rows)");
    }
}
