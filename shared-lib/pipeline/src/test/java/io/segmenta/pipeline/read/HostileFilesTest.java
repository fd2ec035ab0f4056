package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.hostile.Hostile;
import io.segmenta.pipeline.features.FeatureFitter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Files as somebody may upload them; more of them, from real files, in {@link MutationTest}. */
class HostileFilesTest {
    private static final PipelineConfig CONFIG = PipelineConfig.defaults();
    private static final String NAMESPACE = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final List<String> PIECES = List.of(",", ";", "\t", "\n", "\r\n", "\"", "\"\"", "1e999", "NaN", "-",
            "\u0000", "\uFEFF", "2024-13-45", "=1+1", "{\"", "#", "(8)", "\u20ac", "id,name\n", ",,,,,,,,", "Total");
    private static final List<String> XML_PIECES = List.of("<row>", "</row>", "<c r=\"ZZZ1\">", "<c r=\"A9999999\"/>",
            "<v>", "</v>", "\"", "<!--", "-->", "<![CDATA[", "&#0;", "&amp;", "<!DOCTYPE a>", "t=\"s\"", "s=\"99\"",
            "<f>", "r=\"-1\"", "1e999", "\u0000", "<x:row xmlns:x=\"y\"/>", ">", "<", "<?pi?>", "t=\"b\"", "2958466");

    private static boolean isTable(byte[] file, String name) throws IOException {
        boolean table = false;
        try {
            ReadResult result = TableReader.read(new ByteArrayInputStream(file), name, CONFIG);
            table = true;
            FeatureFitter.fit(result.table(), result.schema(), CONFIG);
        } catch (DataException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
        return table;
    }

    @Test
    void tables() throws Exception {
        new Hostile("tables",
                Hostile.texts("id,name,when,amount\n1,\"a, b\",2024-01-05,\"1,234.50\"\n2,c,2024-02-01,$7\n"
                        + "3,,NA,(8)\n4,d,2024-03-01,9\n", "a;b;c\n1,5;x;yes\n2,5;y;no\n3,5;z;yes\n",
                        "{\"a\":1,\"b\":\"x\"}\n{\"a\":2,\"b\":null}\n{\"a\":3,\"b\":{\"c\":[1]}}\n"),
                PIECES,
                file -> isTable(file, "hostile.csv")).run(3_000);
        new Hostile("tables, compressed", Hostile.texts("id,amount\n1,2\n3,4\n5,6\n"), PIECES,
                file -> isTable(gzip(file), "hostile.csv.gz")).run(1_000);
    }

    @Test
    void workbooks() throws Exception {
        byte[] whole = workbook(sheet().getBytes(StandardCharsets.UTF_8));
        new Hostile("sheets of workbooks", Hostile.texts(sheet()), XML_PIECES,
                xml -> isTable(workbook(xml), "hostile.xlsx")).run(2_000);
        new Hostile("archives of workbooks", List.of(whole),
                List.of("PK", "\u0000", "xl/", "../", "[Content_Types].xml"),
                file -> isTable(file, "hostile.xlsx")).run(1_000);
    }

    @Test
    void parquet() throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        for (String kind : List.of("none", "snappy", "zstd", "lz4", "gzip", "plain", "delta")) {
            seeds.add(ParquetTest.golden("tiny-" + kind + ".parquet"));
        }
        // Without a mark at both ends it is no such file.
        new Hostile("Parquet files", seeds, List.of("PAR1", "\u0000", "\u0015\u0000", "\u007f\u007f\u007f\u0007"),
                file -> isTable(marked(file), "hostile.parquet")).run(1_000);
        // Nothing moves in a file of the same length, so that more of it is reached.
        List<byte[]> changes = new ArrayList<>();
        for (byte k = 0; k < seeds.size(); k++) {
            changes.add(new byte[] {k, 0, 40, 1});
            changes.add(new byte[] {k, 1, (byte) 200, 16, 3, 7, 1});
        }
        new Hostile("Parquet files, changed in place", changes, List.of("\u0001", "\u0002\u0080", "\u007f"),
                change -> isTable(changed(seeds, change), "hostile.parquet")).run(1_000);
    }

    /** The file that the first byte tells, with bytes changed: two for the place, one for the change. */
    private static byte[] changed(List<byte[]> files, byte[] change) {
        byte[] file = files.get(change.length == 0 ? 0 : (change[0] & 0xFF) % files.size()).clone();
        for (int i = 1; i + 2 < change.length; i += 3) {
            file[(((change[i] & 0xFF) << 8) | (change[i + 1] & 0xFF)) % file.length] ^= change[i + 2];
        }
        return marked(file);
    }

    private static byte[] marked(byte[] file) {
        byte[] mark = {'P', 'A', 'R', '1'};
        byte[] marked = Arrays.copyOf(file, Math.max(12, file.length));
        System.arraycopy(mark, 0, marked, 0, 4);
        System.arraycopy(mark, 0, marked, marked.length - 4, 4);
        return marked;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static String sheet() {
        StringBuilder rows = new StringBuilder("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>n</t></is></c>"
                + "<c r=\"B1\" t=\"inlineStr\"><is><t>when</t></is></c></row>");
        for (int i = 2; i < 7; i++) {
            rows.append("<row r=\"" + i + "\"><c r=\"A" + i + "\"><v>" + i * 1.5 + "</v></c><c r=\"B" + i
                    + "\" s=\"1\"><v>" + (44000 + i) + "</v></c></row>");
        }
        return "<?xml version=\"1.0\"?><worksheet " + NAMESPACE + "><sheetData>" + rows + "</sheetData></worksheet>";
    }

    private static byte[] workbook(byte[] sheet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            String[][] parts = {{"[Content_Types].xml",
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
                            + "Extension=\"xml\" ContentType=\"application/xml\"/><Override "
                            + "PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-"
                            + "officedocument.spreadsheetml.sheet.main+xml\"/>"
                            + "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-"
                            + "officedocument.spreadsheetml.styles+xml\"/></Types>"},
                    {"xl/styles.xml", "<styleSheet " + NAMESPACE
                            + "><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"},
                    {"_rels/.rels", relations("officeDocument", "xl/workbook.xml")},
                    {"xl/workbook.xml", "<workbook " + NAMESPACE + " xmlns:r=\"http://schemas.openxmlformats.org/"
                            + "officeDocument/2006/relationships\"><sheets><sheet name=\"Data\" sheetId=\"1\" "
                            + "r:id=\"rId1\"/></sheets></workbook>"},
                    {"xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml")}};
            for (String[] part : parts) {
                zip.putNextEntry(new ZipEntry(part[0]));
                zip.write(part[1].getBytes(StandardCharsets.UTF_8));
            }
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write(sheet);
        }
        return out.toByteArray();
    }

    private static String relations(String type, String target) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
                + "Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type
                + "\" Target=\"" + target + "\"/></Relationships>";
    }
}
