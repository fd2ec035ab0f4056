package io.segmenta.pipeline.read;

import static io.segmenta.pipeline.read.Reading.names;
import static io.segmenta.pipeline.read.Reading.rows;
import static io.segmenta.pipeline.read.Reading.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class TableReaderTest {
    @Test
    void read_plainCsv_givesCells() {
        ReadResult result = text("id,city,income\n1,Rome,10.5\n2,Oslo,20\n");

        assertThat(names(result.table())).containsExactly("id", "city", "income");
        assertThat(rows(result.table())).containsExactly(List.of("1", "Rome", "10.5"), List.of("2", "Oslo", "20"));
        assertThat(result.report().delimiter()).isEqualTo(",");
        assertThat(result.report().headerRows()).isEqualTo(1);
    }

    @Test
    void read_otherDelimiters_areFound() {
        for (String delimiter : List.of(";", "\t", "|")) {
            ReadResult result = text("name,first;a;b;c\nx;1;2;3\ny;4;5;6\n".replace(";", delimiter));

            assertThat(result.table().columns()).as(delimiter).hasSize(4);
            assertThat(names(result.table()).getFirst()).isEqualTo("name,first");
        }
    }

    @Test
    void read_oneColumn_isNotSplitBetweenItsWords() {
        for (String file : List.of(
                "comment\nThe food was cold\nI liked the waiter\nNever again\nGood value for money\n",
                "comment\nGood, but slow\nNever again\nCold food, rude waiter, loud music\nFine\nDear, small, late\n",
                "comment\nIt was fine: really\nNo\nWell: no: never\nWe waited an hour\n",
                "first name\nJohn\nMary Ann\nPaul\nAda\n", "name\nJohn Smith\nMary Jones\nPaul Brown\nAda King\n",
                "score\n12\n7\n31\n8\n", "city\nRome\nOslo\nParis\n",
                "The food was cold\nI liked it\nNever again, no\n")) {
            ReadResult result = text(file);

            assertThat(result.table().columns()).as(file).hasSize(1);
            assertThat(names(result.table()).getFirst()).isIn("comment", "first name", "name", "score", "city",
                    "The food was cold");
        }
    }

    @Test
    void read_blanksBetweenNumbersOrQuotedTexts_divide() {
        assertThat(rows(text("x y label\n1 2.5 a\n3 4.5 b\n5 6.5 c\n").table()).getFirst()).containsExactly("1", "2.5",
                "a");
        assertThat(rows(text("\"id\" \"full name\"\n\"a1\" \"Ann Lee\"\n\"b2\" \"Bo Ray\"\n").table()).getFirst())
                .containsExactly("a1", "Ann Lee");
    }

    @Test
    void read_declaredDelimiter_isUsed() {
        assertThat(text("a:b\n1:2\n3:4\n", Map.of("read.delimiter", ":")).table().columns()).hasSize(2);
    }

    @Test
    void read_lineEnds_areAllUnderstood() {
        for (String end : List.of("\n", "\r\n", "\r")) {
            assertThat(rows(text("a,b\n1,x\n2,y".replace("\n", end)).table())).hasSize(2);
        }
    }

    @Test
    void read_quotes_holdDelimitersLineEndsAndQuotes() {
        ReadResult result = text("a,b\n1,\"x, \"\"y\"\"\nz\"\n2,plain\n");

        assertThat(rows(result.table()).getFirst()).containsExactly("1", "x, \"y\"\nz");
    }

    @Test
    void read_backslashEscapes_areUnderstood() {
        ReadResult result = text("a;b\n1;\"say \\\"hi\\\"; now\"\n2;\"b\"\n");

        assertThat(rows(result.table()).getFirst()).containsExactly("1", "say \"hi\"; now");
    }

    @Test
    void read_alignedText_isCutAtBlanks() {
        ReadResult result = text(" id   date  n\n 00001 19970101   1\n 00002 19970112   12\n");

        assertThat(names(result.table())).containsExactly("id", "date", "n");
        assertThat(rows(result.table()).getFirst()).containsExactly("00001", "9862", "1");
    }

    /** As spreadsheets of each country save a CSV. */
    @Test
    void read_encodingsOfOneLanguage_areToldApart() {
        Map.of("GB18030", "客户编号,姓名,城市,职业\n1,王伟,北京,工程师\n2,李娜,上海,教师\n3,张敏,广州,医生\n4,刘洋,深圳,销售经理\n",
                "Big5", "客戶編號,姓名,城市,職業\n1,王偉,臺北,工程師\n2,李娜,高雄,教師\n3,張敏,桃園,醫生\n4,劉洋,新竹,業務經理\n",
                "windows-31j", "顧客番号,氏名,都市,職業\n1,佐藤花子,東京,会社員\n2,髙橋さくら,大阪,パート\n3,渡辺ユウキ,札幌,①\n",
                "x-windows-949", "고객번호,이름,도시,직업\n1,김철수,서울,회사원\n2,이영희,부산,학생\n3,박민수,대구,뷁\n",
                "windows-1251",
                "номер;имя;город;занятие\n1;Иван;Москва;инженер\n2;Ольга;Казань;врач\n3;Пётр;Омск;учитель\n",
                "windows-1252",
                "numéro;prénom;ville;région\n1;Éloïse;Orléans;Île-de-France\n2;ANDRÉ;Nîmes;Rhône-Alpes\n")
                .forEach((name, content) -> {
                    ReadResult result = text(content, Charset.forName(name));

                    assertThat(result.report().encoding()).isEqualTo(name);
                    assertThat(String.join(",", names(result.table())))
                            .isEqualTo(content.lines().findFirst().orElseThrow().replace(';', ','));
                });
    }

    @Test
    void read_encodings_giveTheSameTable() {
        String content = "Straße,größe\nÖ,1\nÄ,2\nß,3\n";
        for (String name : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252")) {
            ReadResult result = text(content, Charset.forName(name));

            assertThat(names(result.table())).as(name).containsExactly("Straße", "größe");
            assertThat(rows(result.table()).getFirst()).as(name).containsExactly("Ö", "1");
        }
        assertThat(names(text("\uFEFF" + content, StandardCharsets.UTF_8).table())).startsWith("Straße");
        assertThat(names(text("\uFEFF" + content, StandardCharsets.UTF_16LE).table())).startsWith("Straße");
    }

    @Test
    void read_strayByteInUtf8_isReadAsWesternAndTold() {
        byte[] good = "name,n\nJosé,1\nJosé,2\nJosé,3\nJosé,4\nJosé,5\nRen_,6\n".getBytes(StandardCharsets.UTF_8);
        good[new String(good, StandardCharsets.ISO_8859_1).indexOf('_')] = (byte) 0xE9;

        ReadResult result = Reading.bytes(good, Map.of());

        assertThat(rows(result.table()).getLast()).containsExactly("René", "6");
        assertThat(result.report().evidence()).anyMatch(e -> e.contains("Windows-1252"));
    }

    @Test
    void read_withoutHeader_namesColumnsByPlace() {
        ReadResult result = text("5.1,3.5,setosa\n4.9,3.0,setosa\n6.2,2.2,virginica\n");

        assertThat(names(result.table())).containsExactly("c1", "c2", "c3");
        assertThat(result.table().rows()).isEqualTo(3);
    }

    @Test
    void read_titleRows_areNotTheHeader() {
        ReadResult result = text("Sales of the year,,\n,,\nregion,jan,feb\nnorth,1,2\nsouth,3,4\n");

        assertThat(names(result.table())).containsExactly("region", "jan", "feb");
        assertThat(result.report().preamble()).containsExactly("Sales of the year");
    }

    @Test
    void read_headerOfYears_isAHeader() {
        ReadResult result = text("Year,2000,2001,2002\nTimber,266,227,187\nClay,310,295,265\n");

        assertThat(names(result.table())).containsExactly("Year", "2000", "2001", "2002");
    }

    @Test
    void read_twoHeaderRows_areJoined() {
        ReadResult result = text("id,Seen?,,Age\n,Film A,Film B,Response\n1,1,0,20\n2,0,1,30\n");

        assertThat(names(result.table())).containsExactly("id", "Seen? - Film A", "Seen? - Film B", "Age");
        assertThat(result.table().rows()).isEqualTo(2);
    }

    @Test
    void read_duplicateAndEmptyNames_becomeUnique() {
        ReadResult result = text("a,a,,b\n1,2,3,4\n5,6,7,8\n");

        assertThat(names(result.table())).containsExactly("a", "a_2", "c3", "b");
    }

    @Test
    void read_raggedBlankAndCommentLines_areMendedAndCounted() {
        ReadResult result = text("# made by hand\na,b,c\n1,2,3\n\n4,5\n6,7,8,9\n# a note, with a comma\n10,11,12\n");

        assertThat(rows(result.table())).containsExactly(List.of("1", "2", "3"), List.of("4", "5", ""),
                List.of("6", "7", "8"), List.of("10", "11", "12"));
        assertThat(result.report().evidence()).anyMatch(e -> e.contains("fewer cells") && e.contains("line 5"))
                .anyMatch(e -> e.contains("more cells") && e.contains("line 6")).anyMatch(e -> e.contains("1 blank"));
    }

    @Test
    void read_gzip_isUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
        }

        ReadResult result = Reading.bytes(packed.toByteArray(), Map.of());

        assertThat(result.table().rows()).isEqualTo(2);
        assertThat(result.report().compressed()).isTrue();
    }

    @Test
    void read_whatIsNoTable_isRefusedWithTheReason() {
        refuses(Reason.EMPTY_FILE, new byte[0]);
        refuses(Reason.EMPTY_FILE, "\n\n , \n".getBytes(StandardCharsets.UTF_8));
        refuses(Reason.TOO_FEW_ROWS, "a,b,c\n".getBytes(StandardCharsets.UTF_8));
        refuses(Reason.UNREADABLE, new byte[] {'P', 'A', 'R', '1', 0, 0, 0, 0, 1, 2, 3});
        refuses(Reason.UNSUPPORTED_FORMAT, new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2, 3, 4, 5});
        refuses(Reason.UNSUPPORTED_FORMAT, new byte[] {1, 2, 3, 0, 5, 6, 0, 0, 9, 1, 2, 3, 4, 5});
        refuses(Reason.UNREADABLE, new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3});
    }

    @Test
    void read_limits_areRefusedWithTheSetting() {
        assertThatThrownBy(() -> text("a,b\n1,2\n3,4\n5,6\n", Map.of("read.max_rows", "2")))
                .hasMessageContaining("more than 2 rows").hasMessageContaining("read.max_rows");
        assertThatThrownBy(() -> text("a,b,c\n1,2,3\n", Map.of("read.max_columns", "2")))
                .hasMessageContaining("3 columns").hasMessageContaining("read.max_columns");
        assertThatThrownBy(() -> text("a,b\n1,2\n3,4\n5,6\n", Map.of("read.max_bytes", "10")))
                .hasMessageContaining("10 bytes").hasMessageContaining("read.max_bytes");
    }

    @Test
    void read_gzipBomb_isRefusedWithoutUnpackingIt() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            byte[] block = "1,2\n".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 1024; i++) {
                out.write(block);
            }
        }

        assertThatThrownBy(() -> Reading.bytes(packed.toByteArray(), Map.of())).isInstanceOfSatisfying(
                DataException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    private static void refuses(Reason reason, byte[] content) {
        assertThatThrownBy(() -> Reading.bytes(content, Map.of())).isInstanceOfSatisfying(DataException.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e).hasMessageContaining("test.csv");
        });
    }
}
