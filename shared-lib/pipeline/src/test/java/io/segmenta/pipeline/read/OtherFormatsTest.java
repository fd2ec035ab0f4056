package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class OtherFormatsTest {
    private static final String NAMESPACE = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    @Test
    void jsonLines_becomeRows() {
        ReadResult result = Reading.text("{\"id\":\"a\",\"spend\":1.5,\"home\":{\"city\":\"Rome\"}}\n"
                + "{\"id\":\"b\",\"spend\":null,\"home\":{\"city\":\"Oslo\"},\"tags\":[\"x\",\"y\"]}\n"
                + "{\"spend\":3,\"id\":\"c\"}\n");

        assertThat(result.report().format()).isEqualTo("jsonl");
        assertThat(Reading.names(result.table())).containsExactly("id", "spend", "home.city", "tags");
        assertThat(Reading.rows(result.table())).containsExactly(List.of("a", "1.5", "Rome", ""),
                List.of("b", "", "Oslo", "x, y"), List.of("c", "3", "", ""));
    }

    @Test
    void jsonList_becomesRows() {
        assertThat(Reading.text("[{\"a\":1,\"b\":2},\n {\"a\":3,\"b\":4}]").table().rows()).isEqualTo(2);
    }

    @Test
    void brokenJson_isRefusedWithItsLine() {
        assertThatThrownBy(() -> Reading.text("{\"a\":1}\n{\"a\":2}\n{\"a\":}\n")).isInstanceOfSatisfying(
                DataException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
                    assertThat(e).hasMessageContaining("line 3");
                });
        refuses(Reason.MALFORMED, ("{\"a\":" + "[".repeat(5000)).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void workbook_isRead() throws IOException {
        ReadResult result = Reading.bytes(workbook("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>n</t></is></c>"
                + "<c r=\"B1\" t=\"inlineStr\"><is><t>b</t></is></c></row><row r=\"3\"><c r=\"A3\"><v>1.5</v></c>"
                + "<c r=\"B3\" t=\"b\"><v>1</v></c></row><row r=\"4\"><c r=\"A4\"><f>A3*2</f><v>3</v></c></row>", ""),
                Map.of());

        assertThat(result.report().format()).isEqualTo("xlsx");
        assertThat(Reading.rows(result.table())).containsExactly(List.of("1.5", "true"), List.of("3", ""));
    }

    @Test
    void workbook_dateThatIsShownAsANumber_isADate() throws IOException {
        ReadResult result = Reading.bytes(workbook(
                "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>order_date</t></is></c>"
                        + "<c r=\"B1\" t=\"inlineStr\"><is><t>b</t></is></c></row><row r=\"2\"><c "
                        + "r=\"A2\"><v>44000</v></c>"
                        + "<c r=\"B2\"><v>44000</v></c></row><row r=\"3\"><c r=\"A3\"><v>44001</v></c>"
                        + "<c r=\"B3\"><v>44001</v></c></row>",
                ""), Map.of());

        assertThat(result.schema().columns()).extracting(c -> c.role()).containsExactly(Role.DATE, Role.NUMERIC);
        assertThat(Reading.rows(result.table()).getFirst()).containsExactly("18431", "44000");
    }

    @Test
    void workbook_datesThatCountFrom1904_areRead() throws IOException {
        String rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>when</t></is></c>"
                + "<c r=\"B1\" t=\"inlineStr\"><is><t>b</t></is></c></row><row r=\"2\"><c r=\"A2\" "
                + "s=\"1\"><v>40002</v></c>"
                + "<c r=\"B2\"><v>5</v></c></row><row r=\"3\"><c r=\"A3\" s=\"1\"><f>TODAY()</f><v>40003.5</v></c>"
                + "<c r=\"B3\"><v>6</v></c></row>";
        for (String from : List.of("", "<workbookPr date1904=\"1\"/>")) {
            assertThat(Reading.bytes(workbook(rows, "", from), Map.of()).schema().columns().getFirst().reason())
                    .isEqualTo(from.isEmpty() ? "dates as yyyy-MM-dd, 2009-07-08 to 2009-07-09"
                            : "dates as yyyy-MM-dd, 2013-07-09 to 2013-07-10");
        }
    }

    @Test
    void workbook_rowsLeftOut_areABlankLine() throws IOException {
        StringBuilder rows = new StringBuilder();
        List<String> labels = List.of("name", "Ann", "Bob", "Max", "", "", "Average");
        for (int i = 1; i <= labels.size(); i++) {
            if (!labels.get(i - 1).isEmpty()) {
                rows.append(String.format(
                        "<row r=\"%1$d\"><c r=\"A%1$d\" t=\"inlineStr\"><is><t>%2$s</t></is></c><c "
                                + "r=\"B%1$d\"><v>3%1$d</v></c></row>",
                        i, labels.get(i - 1)));
            }
        }
        ReadResult result = Reading.bytes(
                workbook(rows.toString().replace("<c r=\"B1\"><v>31</v></c>",
                        "<c r=\"B1\" t=\"inlineStr\"><is><t>age</t></is></c>"), ""),
                Map.of());

        assertThat(result.table().rows()).isEqualTo(3);
        assertThat(result.report().evidence()).contains("1 blank lines were left out",
                "the last row (line 7) sums up the others and was left out");
    }

    @Test
    void workbook_unknownSheet_isRefusedWithTheNames() throws IOException {
        byte[] file = workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", "");
        assertThatThrownBy(() -> Reading.bytes(file, Map.of("read.sheet", "Sales")))
                .hasMessageContaining("no sheet \"Sales\"")
                .hasMessageContaining("Data");
    }

    @Test
    void hostileWorkbooks_areRefused() throws IOException {
        refuses(Reason.UNREADABLE, workbook("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&lol;</t></is></c></row>",
                "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;\">]>"));
        refuses(Reason.TOO_LARGE, workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>" + " ".repeat(80 << 20), ""));
        refuses(Reason.UNREADABLE, workbook("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>", ""));
        refuses(Reason.UNREADABLE, workbook("<row r=\"1\"><c r = 'ZZZZZZ1'><v>1</v></c></row>", ""));
        refuses(Reason.UNREADABLE, workbook("<row r=\"1\"><c r=\"&#90;ZZZZZ1\"><v>1</v></c></row>", ""));
        refuses(Reason.UNSUPPORTED_FORMAT, zip(Map.of("readme.txt", "hello")));
        refuses(Reason.UNREADABLE, new byte[] {'P', 'K', 3, 4, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    }

    /** What the directory at the end does not name is not there, whatever else the file holds. */
    @Test
    void workbookWithoutAPartItNeeds_isRefusedBeforeItIsOpened() throws IOException {
        byte[] file = workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", "");
        for (String part : List.of("[Content_Types].xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels")) {
            byte[] name = part.getBytes(StandardCharsets.US_ASCII);
            byte[] renamed = file.clone();
            renamed[lastIndexOf(renamed, name) + name.length - 1] = '_';
            assertThatThrownBy(() -> Reading.bytes(renamed, Map.of())).isInstanceOfSatisfying(DataException.class,
                    e -> assertThat(e.reason()).isEqualTo(Reason.UNREADABLE))
                    .hasMessage("test.csv: the workbook is damaged: its part " + part + " is missing");
        }
    }

    @Test
    void workbookWithoutStyles_isReadAsPlainCells() throws IOException {
        String text = "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>";
        byte[] file = workbook("<row r=\"1\">" + text.formatted("A1", "order_date") + text.formatted("B1", "spend")
                + "</row><row r=\"2\"><c r=\"A2\"><v>44000</v></c><c r=\"B2\"><v>2.5</v></c></row>"
                + "<row r=\"3\"><c r=\"A3\"><v>44001</v></c><c r=\"B3\"><v>3.5</v></c></row>", "", "", false);
        ReadResult result = Reading.bytes(file, Map.of());
        assertThat(result.schema().columns()).extracting(c -> c.role()).containsExactly(Role.DATE, Role.NUMERIC);
        assertThat(Reading.rows(result.table()).getFirst()).containsExactly("18431", "2.5");
    }

    private static int lastIndexOf(byte[] content, byte[] wanted) {
        return new String(content, StandardCharsets.ISO_8859_1)
                .lastIndexOf(new String(wanted, StandardCharsets.ISO_8859_1));
    }

    @Test
    void damagedWorkbook_isRefused() throws IOException {
        byte[] file = workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", "");
        // The directory at the end of the archive points behind itself.
        byte[] longer = java.util.Arrays.copyOf(file, file.length - 30);
        refuses(Reason.UNREADABLE, longer);
    }

    @Test
    void oneLongLine_isRefused() {
        byte[] line = new byte[20 << 20];
        java.util.Arrays.fill(line, (byte) 'x');
        refuses(Reason.UNREADABLE, line);
    }

    @Test
    void manyColumnsOfOneName_areToldApart() {
        String csv = "a,".repeat(9_998) + "a\n" + "1,".repeat(9_998) + "1\n" + "2,".repeat(9_998) + "2\n";

        ReadResult result = Reading.text(csv);

        assertThat(Reading.names(result.table())).hasSize(9_999).contains("a", "a_2", "a_9999");
        assertThat(result.report().evidence()).contains("9978 more columns were given names").hasSizeLessThan(30);
    }

    @Test
    void longName_isShortenedInTheMessage() {
        assertThatThrownBy(() -> Reading.text("x".repeat(100_000) + ",b\n")).isInstanceOf(DataException.class)
                .message().hasSizeLessThan(200).contains("no row below it (xxx");
    }

    /** A gigabyte on one line, as text, as numbers and inside quotes, of which only the beginning is read. */
    @Test
    void endlessLine_isRefusedBeforeItIsRead() {
        Map.of("x", "x", "1,", "1,", "\"", "a\nb").forEach((start, piece) -> {
            EndlessLine line = new EndlessLine("a,b\n1,2\n" + start, piece, 1L << 30);
            assertThatThrownBy(() -> TableReader.read(line, "endless.csv", PipelineConfig.defaults())).as(start)
                    .isInstanceOf(DataException.class);
            assertThat(line.read).as(start).isLessThan(64L << 20);
        });
    }

    /** A beginning, then one piece over and over, made as it is read. */
    private static final class EndlessLine extends InputStream {
        private final byte[] beginning;
        private final byte[] piece;
        private final long size;
        private long read;

        EndlessLine(String beginning, String piece, long size) {
            this.beginning = beginning.getBytes(StandardCharsets.US_ASCII);
            this.piece = piece.getBytes(StandardCharsets.US_ASCII);
            this.size = size;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = (int) Math.min(length, size - read);
            for (int i = 0; i < count; i++) {
                into[offset + i] = (byte) read();
            }
            return count == 0 && length > 0 ? -1 : count;
        }

        @Override
        public int read() {
            if (read == size) {
                return -1;
            }
            long at = read++;
            return at < beginning.length ? beginning[(int) at] : piece[(int) ((at - beginning.length) % piece.length)];
        }
    }

    @Test
    void tooManyColumns_areRefused() {
        refuses(Reason.TOO_MANY_COLUMNS, ("1,".repeat(100_000) + "1\n").repeat(3).getBytes(StandardCharsets.UTF_8));
        refuses(Reason.TOO_MANY_COLUMNS,
                ("a,b\n1,2\n".repeat(30) + "1,".repeat(20_000_00)).getBytes(StandardCharsets.UTF_8));
    }

    private static void refuses(Reason reason, byte[] content) {
        assertThatThrownBy(() -> Reading.bytes(content, Map.of())).isInstanceOfSatisfying(DataException.class,
                e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
    }

    private static byte[] workbook(String rows, String documentType) throws IOException {
        return workbook(rows, documentType, "");
    }

    private static byte[] workbook(String rows, String documentType, String settings) throws IOException {
        return workbook(rows, documentType, settings, true);
    }

    /** Cells of style 1 show dates, where there are styles. */
    private static byte[] workbook(String rows, String documentType, String settings, boolean styled)
            throws IOException {
        Map<String, String> parts = new HashMap<>(Map.of("[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
                        + "Extension=\"xml\" "
                        + "ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType="
                        + "\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                        + (styled ? "<Override PartName=\"/xl/styles.xml\" ContentType="
                                + "\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
                                : "")
                        + "</Types>",
                "xl/styles.xml",
                "<styleSheet " + NAMESPACE
                        + "><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
                "_rels/.rels", relations("officeDocument", "xl/workbook.xml"), "xl/workbook.xml",
                "<workbook " + NAMESPACE
                        + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                        + settings + "<sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                "xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml"),
                "xl/worksheets/sheet1.xml", "<?xml version=\"1.0\"?>" + documentType + "<worksheet " + NAMESPACE
                        + "><sheetData>" + rows + "</sheetData></worksheet>"));
        if (!styled) {
            parts.remove("xl/styles.xml");
        }
        return zip(parts);
    }

    private static String relations(String type, String target) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
                + "Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type
                + "\" Target=\"" + target + "\"/></Relationships>";
    }

    private static byte[] zip(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
