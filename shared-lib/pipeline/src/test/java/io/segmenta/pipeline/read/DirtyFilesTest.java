package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.RealData;
import io.segmenta.model.base.DataException;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every file of the collection of broken and unusual ones, with what a careful person makes of it. The expectations
 * were looked through by eye, file by file, and are kept in dirty-files.txt; each line is
 * {@code path | rows x columns | delimiter | encoding | header rows | names}, or {@code path | refused: reason}.
 */
@RealData
class DirtyFilesTest {
    @Test
    void read_everyFile_givesTheExpectedTable() throws IOException {
        Path folder = Path.of(System.getProperty("segmenta.data"), "dirty");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : new TreeSet<>(files.filter(Files::isRegularFile).toList())) {
                if (!file.toString().endsWith(".json")) {
                    found.add(outcome(folder.relativize(file).toString()));
                }
            }
        }
        try (InputStream expected = DirtyFilesTest.class.getResourceAsStream("dirty-files.txt")) {
            assertThat(found).containsExactlyElementsOf(
                    new String(expected.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        }
    }

    private static String outcome(String name) {
        try {
            ReadResult result = Reading.real("dirty/" + name);
            ReadReport report = result.report();
            String names = String.join(", ", Reading.names(result.table()));
            return String.format(Locale.ROOT, "%s | %dx%d | %s | %s | %d | %s", name, report.rows(), report.columns(),
                    report.delimiter(), report.encoding(), report.headerRows(),
                    names.length() > 100 ? names.substring(0, 100) + "…" : names);
        } catch (DataException refusal) {
            return name + " | refused: " + refusal.reason().code();
        }
    }

    /**
     * Cells as the collection's own JSON has them; of location_coordinates the collection's CSV and JSON hold different
     * telephone numbers, so there the cells behind it are compared.
     */
    @Test
    void read_csvSpectrum_equalsItsJson() throws IOException {
        Path folder = Path.of(System.getProperty("segmenta.data"), "dirty/csv-spectrum");
        try (Stream<Path> files = Files.list(folder.resolve("csvs"))) {
            for (Path file : files.toList()) {
                String json = Files.readString(folder.resolve("json")
                        .resolve(file.getFileName().toString().replace(".csv", ".json")));
                // The copies of the CSV files came through git, which made their line ends LF; the JSON still has CRLF.
                json = json.replace("\\r\\n", "\\n");
                String list = json.strip().startsWith("[") ? json : "[" + json + "]";
                JsonObject expected = Json.parse(("{\"rows\":" + list + "}").getBytes(StandardCharsets.UTF_8), "rows");
                ReadResult result = Reading.real("dirty/csv-spectrum/csvs/" + file.getFileName());
                List<List<String>> rows = new ArrayList<>();
                for (JsonObject row : expected.objects("rows")) {
                    rows.add(Reading.names(result.table()).stream().map(row::string).toList());
                }
                List<List<String>> actual = Reading.rows(result.table());
                if (file.endsWith("location_coordinates.csv")) {
                    rows = List.of(rows.getFirst().subList(1, 4));
                    actual = List.of(actual.getFirst().subList(1, 4));
                }
                assertThat(actual).as(file.toString()).isEqualTo(rows);
            }
        }
    }

    /** The workbook counts its days from 1904. */
    @Test
    void read_workbook_equalsTheTextOfTheSameTable() {
        assertThat(Reading.rows(Reading.real("dirty/messytables/simple.xlsx").table()))
                .isEqualTo(Reading.rows(Reading.real("dirty/messytables/simple.ssv").table()));
    }

    @Test
    void read_characters_areDecoded() {
        assertThat(Reading.rows(Reading.real("dirty/tabulator/bom.csv").table())).contains(List.of("2", "中国人"));
        assertThat(Reading.rows(Reading.real("dirty/tabulator/latin1.csv").table())).contains(List.of("2", "©"));
        assertThat(Reading.names(Reading.real("dirty/messytables/characters.csv").table())).contains("景點編號");
        assertThat(Reading.rows(Reading.real("dirty/univocity/examples__european.csv").table()).get(1))
                .containsExactly("1999", "Chevy", "Venture \"Extended Edition\"", "", "4900");
    }
}
