package io.segmenta.model.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.SampleModels;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.UnseenLevels;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationsTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final String TIME = "\"timestamp\":\"2026-01-02T03:04:05.678Z\"";

    private final Invocations mall = new Invocations(new Predictor(SampleModels.mall(), "v3"));
    private final Invocations mixed = new Invocations(new Predictor(SampleModels.mixed(false, false), "v1"));

    private static Reply ask(Invocations invocations, AnswerShape shape, String type, String body) {
        return invocations.answer(shape, type, body.getBytes(StandardCharsets.UTF_8), AT);
    }

    private Reply json(String body) {
        return ask(mall, AnswerShape.PREDICT, "application/json", body);
    }

    private static String answer(int cluster, String confidence, String distance, boolean outside, String flags) {
        return "\"segment_id\":\"s" + cluster + "\",\"cluster\":" + cluster + ",\"cluster_name\":\"Segment " + cluster
                + "\",\"recommendation\":\"Do " + cluster + "\",\"confidence\":" + confidence + ",\"distance\":"
                + distance + ",\"outside\":" + outside + ",\"model_version\":\"v3\"," + TIME + ",\"flags\":{" + flags
                + "}";
    }

    private static final String NO_FLAGS = "\"imputed\":[],\"clipped\":[],\"unseen\":[],\"missing\":[],\"renamed\":{}";

    @Test
    void json_oneRecord_fullAnswer() {
        Reply reply = json("{\"CustomerID\":12345678901234567890,\"Annual Income (k$)\":100,"
                + "\"Spending Score (1-100)\":75.5}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.contentType()).isEqualTo("application/json");
        assertThat(reply.text()).isEqualTo("{\"CustomerID\":12345678901234567890,"
                + answer(1, "0.967291", "0.98", false, NO_FLAGS)
                + ",\"runner_up\":\"s0\",\"runner_up_name\":\"Segment 0\""
                + ",\"why\":[{\"column\":\"Annual Income (k$)\",\"value\":100,\"contribution\":4.0},"
                + "{\"column\":\"Spending Score (1-100)\",\"value\":75.5,\"contribution\":0.08}],\"why_sum\":4.08}");
    }

    @Test
    void lines_onlyAByteOrderMark_isARefusedRecord() {
        Reply reply = ask(mall, AnswerShape.PREDICT, "application/jsonlines", "\uFEFF\n");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).contains("\"status\":422", "expected an object, got nothing");
    }

    @Test
    void json_otherSpellings_areTakenAndTold() {
        Reply reply = json("{\"age\":20,\"income\":16,\"spending_score\":\"6\"}");
        assertThat(reply.text()).contains("\"cluster\":2", "\"renamed\":{\"income\":\"Annual Income (k$)\","
                + "\"spending_score\":\"Spending Score (1-100)\"}", "\"value\":\"6\"");
    }

    @Test
    void json_missingField_isImputedAndFlagged() {
        Reply reply = json("{\"Annual Income (k$)\":null}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).contains("\"imputed\":[\"Annual Income (k$)\",\"Spending Score (1-100)\"]",
                "\"missing\":[\"Annual Income (k$)\",\"Spending Score (1-100)\"]",
                "\"why\":[],\"why_sum\":0.0,\"other\":");
    }

    @Test
    void json_outOfRange_isFlaggedAndOutside() {
        Reply reply = json("{\"Annual Income (k$)\":1000,\"Spending Score (1-100)\":50}");
        assertThat(reply.text()).contains("\"clipped\":[\"Annual Income (k$)\"]", "\"outside\":true");
    }

    @Test
    void json_severalWrongTypes_areAllTold() {
        Reply reply = json("{\"Annual Income (k$)\":[1],\"Spending Score (1-100)\":\"much\"}");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text()).contains("\"value\":\"a list\",\"expected\":\"a single value\"",
                "\"value\":\"much\",\"expected\":\"a number\"");
    }

    @ParameterizedTest
    @CsvSource({"application/json", "text/csv", "application/jsonlines"})
    void anyType_compressedOrUtf16_isToldAsSuch(String type) {
        for (byte[] body : List.of(new byte[] {0x1F, (byte) 0x8B, 8, 0}, "\uFEFF{}".getBytes(StandardCharsets.UTF_16LE),
                "{}".getBytes(StandardCharsets.UTF_16))) {
            Reply reply = mall.answer(AnswerShape.PREDICT, type, body, AT);
            assertThat(reply.status()).isEqualTo(415);
            assertThat(reply.text()).contains("urn:segmenta:problem:unsupported-encoding", "must be plain UTF-8");
        }
    }

    @Test
    void json_otherEncodings_areMalformed() {
        for (byte[] body : List.of(new byte[] {0, 0, 0, '{', 0x7F, -1, -1, -1}, new byte[] {0, 0, 0, '{', 0, 0},
                "{\"age\":1}".getBytes(StandardCharsets.UTF_16BE), new byte[] {'{', '"', -1, '"', ':', '1', '}'})) {
            assertThat(mall.answer(AnswerShape.PREDICT, null, body, AT).status()).isEqualTo(400);
        }
    }

    @Test
    void json_byteOrderMarkOfUtf8_isPassedOver() {
        assertThat(json("\uFEFF{\"Annual Income (k$)\":100}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"age\":NaN}", "{\"age\":+1}", "{\"age\":1,}", "{'age':1}", "{age:1}", "{\"age\":01}",
            "{/* x */}", "[[[[[[[[[[[[[[[[[[[[[[", "{\"a\":[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]}"})
    void json_malformed_isToldWithoutWordsOfTheParser(String body) {
        Reply reply = json(body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).doesNotContain("Feature", "Constraints", "`");
    }

    @Test
    void json_closerNameWins_inAnyOrder() {
        String one = "{\"Annual Income (k$)\":100,\"income\":0,\"Spending Score (1-100)\":75}";
        String other = "{\"income\":0,\"Annual Income (k$)\":100,\"Spending Score (1-100)\":75}";
        assertThat(json(one).text()).contains("\"cluster\":1", "\"renamed\":{}").isEqualTo(json(other).text());
    }

    @Test
    void json_unseenLevelAndEveryType_areAnswered() {
        Reply reply = ask(mixed, AnswerShape.PREDICT, null, "{\"id\":\"c\\\"7\",\"age\":\"52\",\"spend\":-3e2,"
                + "\"joined\":\"03.04.2019\",\"region\":7,\"rating\":\"HIGH\",\"active\":false}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).startsWith("{\"id\":\"c\\\"7\",").contains("\"unseen\":[\"region\"]",
                "\"imputed\":[]");
    }

    @Test
    void unseenLevelThatIsRefused_isAProblemOfItsRecordAlone() {
        SegmentationModel model = SampleModels.mixed(false, false);
        List<FeatureStep> steps = new ArrayList<>(model.pipeline().steps());
        steps.add(new UnseenLevels("region", List.of("North", "South", "East", "Rare"), UnseenLevels.Kind.REFUSE));
        Invocations refusing = new Invocations(new Predictor(new SegmentationModel(model.schema(),
                new FeaturePipeline(steps, model.pipeline().featureNames()), model.assigner(), model.segments(),
                model.metrics(), model.baseline(), model.provenance()), "v1"));
        String expected = "one of the 4 levels that training saw (North, South, East, Rare) or no value";
        Reply one = ask(refusing, AnswerShape.PREDICT, null, "{\"age\":52,\"Region\":\"Mars\"}");
        assertThat(one.status()).isEqualTo(422);
        assertThat(one.contentType()).isEqualTo("application/problem+json");
        assertThat(one.text()).contains("\"errors\":[{\"record\":0,\"field\":\"Region\",\"value\":\"Mars\","
                + "\"expected\":\"" + expected + "\"}]");
        Reply batch = ask(refusing, AnswerShape.PREDICT, null,
                "[{\"age\":52,\"region\":\"South\"},{\"age\":52,\"region\":\"Mars\"},{\"age\":1,\"region\":null}]");
        assertThat(batch.text()).startsWith("{\"count\":3,\"errors\":1,").contains("\"record\":1,\"field\":\"region\"");
        String[] lines = ask(refusing, AnswerShape.PREDICT, "text/csv", "id,age,region\na,52,South\nb,52,Mars\n").text()
                .split("\n", -1);
        assertThat(lines[1]).startsWith("a,s");
        assertThat(lines[2]).isEqualTo("b,,,,,,,,,,\"field \"\"region\"\": expected " + expected
                + ", got \"\"Mars\"\"\"");
    }

    @ParameterizedTest
    @CsvSource({"yyyyMMdd,20190403", "day number,43558", "dd.MM.uuuu,17989"})
    void json_dateAsNumber_isReadAsItsColumnHasIt(String format, String number) {
        SegmentationModel model = SampleModels.mixed(false, false);
        Schema schema = new Schema(model.schema().columns().stream()
                .map(column -> column.role() == Role.DATE ? column.withDateFormat(format) : column).toList());
        Invocations dates = new Invocations(new Predictor(new SegmentationModel(schema, model.pipeline(),
                model.assigner(), model.segments(), model.metrics(), model.baseline(), model.provenance()), "v1"));
        String expected = distance(ask(dates, AnswerShape.PREDICT, null, "{\"joined\":\"2019-04-03\"}"));

        assertThat(distance(ask(dates, AnswerShape.PREDICT, null, "{\"joined\":" + number + "}"))).isEqualTo(expected);
        assertThat(distance(ask(dates, AnswerShape.PREDICT, null, "{\"joined\":\"" + number + "\"}")))
                .isEqualTo(expected);
        assertThat(distance(ask(dates, AnswerShape.PREDICT, null, "{\"joined\":\"2018-04-03\"}")))
                .isNotEqualTo(expected);
    }

    private static String distance(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.text().replaceAll(".*(\"distance\":[^,]*).*", "$1");
    }

    @Test
    void json_textWhereANumberIsDue_isAProblem() {
        Reply reply = json("{\"income\":\"1,234\",\"Spending Score (1-100)\":[1]}");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.contentType()).isEqualTo("application/problem+json");
        assertThat(reply.text()).isEqualTo("{\"type\":\"urn:segmenta:problem:bad-record\","
                + "\"title\":\"A record cannot be used\",\"status\":422,"
                + "\"detail\":\"field \\\"Spending Score (1-100)\\\": expected a single value, got \\\"a list\\\"\","
                + "\"errors\":[{\"record\":0,\"field\":\"Spending Score (1-100)\",\"value\":\"a list\","
                + "\"expected\":\"a single value\"},"
                + "{\"record\":0,\"field\":\"income\",\"value\":\"1,234\",\"expected\":\"a number\"}]}");
        assertThat(json("{\"income\":\"1,234\"}").text())
                .contains("{\"record\":0,\"field\":\"income\",\"value\":\"1,234\",\"expected\":\"a number\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"x\":1}", "{\"Age\":30}", "{\"income\":1e999}", "{\"income\":1e300}"})
    void json_unusableRecord_is422(String body) {
        assertThat(json(body).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[", "{\"income\":}", "{\"income\":1}}", "[{\"income\":1}] x", "1", "\"x\"",
            "{\"income\":1} {}", "[{\"income\":1}", "{\"instances\":[{\"income\":1}]", "nul", "{\"income\":01}",
            "{\"inco\\udc00me\":1}"})
    void json_malformed_is400(String body) {
        Reply reply = json(body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("\"type\":\"urn:segmenta:problem:malformed\"");
    }

    @Test
    void json_tooDeep_is400() {
        assertThat(json("{\"x\":" + "[".repeat(30) + "]".repeat(30) + "}").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[%s]", "{\"instances\":[%s]}", "{\"records\":[%s],\"more\":{\"x\":[1]}}",
            "{\"first\":1,\"instances\":[%s]}"})
    void json_list_errorsStayInPlace(String form) {
        String good = "{\"Annual Income (k$)\":100,\"Spending Score (1-100)\":75}";
        Reply reply = json(form.replace("%s", good + ",{\"income\":\"x\"}," + good + ",7,[100,75],[1]"));
        String answer = "{" + answer(1, "0.964663", "1.0", false, NO_FLAGS) + "}";
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).startsWith("{\"count\":6,\"errors\":3,\"predictions\":[" + answer
                + ",{\"error\":{\"type\":\"urn:segmenta:problem:bad-record\"")
                .contains("\"errors\":[{\"record\":1,\"field\":\"income\",\"value\":\"x\"",
                        "\"errors\":[{\"record\":3,\"field\":\"\",\"value\":\"7\",\"expected\":\"an object\"}]",
                        "\"expected\":\"2 values, for the columns Annual Income (k$), Spending Score (1-100)\"")
                .contains("}," + answer + ",{\"error\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"CustomerID\":\"\\ud800\",\"income\":1}",
            "[{\"income\":\"\\ud800\"}]", "[\"\\ud800\"]", "[{\"income\":\"@\"}]"})
    void json_halfASurrogatePair_isReplaced(String body) {
        String longText = "x".repeat(99) + "\uD83D\uDE00";
        assertThat(json(body.replace("@", longText)).status()).isEqualTo(200);
    }

    @Test
    void json_emptyList_countsNothing() {
        assertThat(json("[]").text()).isEqualTo("{\"count\":0,\"errors\":0,\"predictions\":[]}");
    }

    @Test
    void api_oneOrMany_parallelLists() {
        Reply one = ask(mall, AnswerShape.API, "application/json", "{\"age\":20,\"income\":16,\"spending_score\":6}");
        assertThat(one.text()).isEqualTo("{\"cluster\":[2],\"cluster_name\":[\"Segment 2\"],\"segment_id\":[\"s2\"],"
                + "\"recommendation\":[\"Do 2\"],\"confidence\":[0.999213],\"distance\":[0.31241],"
                + "\"model_version\":\"v3\"," + TIME + "}");
        Reply many = ask(mall, AnswerShape.API, "application/json",
                "[{\"income\":60,\"score\":50},{\"income\":\"x\"}]");
        assertThat(many.text()).startsWith("{\"cluster\":[0,null],").contains("\"errors\":[{\"record\":1,");
        assertThat(ask(mall, AnswerShape.API, "application/json", "{\"income\":\"x\"}").status()).isEqualTo(422);
    }

    @Test
    void lines_answerLineByLine() {
        Reply reply = ask(mall, AnswerShape.PREDICT, "application/jsonlines",
                "{\"Annual Income (k$)\":100,\"Spending Score (1-100)\":75}\r\n\n{oops\n[60,50]\n{} {}");
        assertThat(reply.contentType()).isEqualTo("application/jsonlines");
        String[] lines = reply.text().split("\n");
        assertThat(lines).hasSize(4);
        assertThat(lines[0]).isEqualTo("{" + answer(1, "0.964663", "1.0", false, NO_FLAGS) + "}");
        assertThat(lines[1]).startsWith("{\"error\":").contains("text that is not JSON", "\"record\":1");
        assertThat(lines[2]).contains("\"cluster\":0");
        assertThat(lines[3]).contains("more than one value");
        assertThat(ask(mall, AnswerShape.PREDICT, "application/x-ndjson", "\n").status()).isEqualTo(400);
    }

    @Test
    void csv_withHeader_answersWithHeader() {
        Reply reply = ask(mall, AnswerShape.PREDICT, "text/csv; charset=utf-8",
                "CustomerID,income,\"score\"\n1,100,75\n2,x,1\n3,60\n4,,50\n");
        assertThat(reply.contentType()).isEqualTo("text/csv");
        String renamed = "renamed: income as Annual Income (k$), score as Spending Score (1-100)\"";
        assertThat(reply.text()).isEqualTo("CustomerID,segment_id,cluster,cluster_name,recommendation,confidence,"
                + "distance,outside,flags,model_version,error\n"
                + "1,s1,1,Segment 1,Do 1,0.964663,1.0,false,\"" + renamed + ",v3,\n"
                + "2,,,,,,,,,,\"field \"\"income\"\": expected a number, got \"\"x\"\"\"\n"
                + "3,,,,,,,,,,\"expected 3 cells, as in the header, got \"\"2 cells\"\"\"\n"
                + "4,s0,0,Segment 0,Do 0,0.982014,0.075,false,\"imputed: Annual Income (k$); "
                + "missing: Annual Income (k$); " + renamed + ",v3,\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"application/json|{\"CustomerID\":7,\"income\":100,\"score\":75}",
            "application/json|[{\"CustomerID\":\"7\",\"income\":100,\"score\":75}]",
            "application/jsonlines|{\"CustomerID\":7,\"income\":100,\"score\":75}"})
    void json_answeredAsCsv_hasTheSameLine(String type, String body) {
        String csv = ask(mall, AnswerShape.PREDICT, "text/csv", "CustomerID,income,score\n7,100,75\n").text();
        Reply reply = ask(mall, AnswerShape.CSV, type, body);
        assertThat(reply.contentType()).isEqualTo("text/csv");
        assertThat(reply.text()).isEqualTo(csv);
    }

    @Test
    void csv_cellsOfTheCaller_areNoFormulas() {
        Reply reply = ask(mall, AnswerShape.PREDICT, "text/csv",
                "CustomerID,income,score,@x\n=cmd(),100,75,1\n-1,a,1,1");
        assertThat(reply.text().lines().skip(1)).allMatch(line -> line.startsWith("'"))
                .first().asString().contains("unknown: @x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CustomerID;income;score\n1;100;75", "Customers of May\n\nCustomerID\tincome\tscore\n1\t100\t75",
                    "CustomerID|INCOME|Score|\n1|100|75|", "CustomerID,income,score\n=\"1\",100,75,,"})
    void csv_asTablesAreWritten_isRead(String table) {
        assertThat(ask(mall, AnswerShape.PREDICT, "text/csv", table).text())
                .contains("\n1,s1,1,Segment 1,Do 1,0.964663,");
        assertThat(ask(mall, AnswerShape.PREDICT, "text/csv", "100;75\n").text()).startsWith("s1,1,Segment 1,");
    }

    @Test
    void csv_inAnEncodingThatIsSaid_isReadInIt() {
        for (String charset : List.of("utf-16", "windows-1252", "utf-8")) {
            byte[] body = "CustomerID,income,score\n\u00fc,100,75".getBytes(Charset.forName(charset));
            assertThat(mall.answer(AnswerShape.PREDICT, "text/csv; charset=" + charset, body, AT).text())
                    .contains("\n\u00fc,s1,");
        }
        assertThat(mall.answer(AnswerShape.PREDICT, "application/csv",
                "CustomerID,income,score\n\u00fc,100,75".getBytes(Charset.forName("windows-1252")), AT).text())
                .contains("\n\u00fc,s1,");
        assertThat(ask(mall, AnswerShape.PREDICT, "text/csv; charset=no-such", "1,2").status()).isEqualTo(415);
        assertThat(ask(mall, AnswerShape.PREDICT, "text/csv; charset=,", "1,2").status()).isEqualTo(415);
    }

    @Test
    void json_fieldsOfNoColumn_areTold() {
        assertThat(json("{\"Gender\":\"x\",\"income\":100,\"score\":75,\"Height\":[1],\"shoe\":2}").text())
                .contains("\"unknown\":[\"Height\",\"shoe\"]");
        assertThat(json("{\"income\":100,\"score\":75,\"Gender\":1}").text()).doesNotContain("unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void json_truthForANumberOrADate_isAProblem(String truth) {
        Reply number = json("{\"income\":" + truth + ",\"score\":75}");
        assertThat(number.status()).isEqualTo(422);
        assertThat(number.text()).contains("{\"record\":0,\"field\":\"income\",\"value\":\"" + truth
                + "\",\"expected\":\"a number\"}");
        Reply date = ask(mixed, AnswerShape.PREDICT, null, "[{\"joined\":" + truth + ",\"age\":5}]");
        assertThat(date.text()).contains("\"errors\":1,", "\"value\":\"" + truth + "\",\"expected\":\"a date such");
        assertThat(ask(mixed, AnswerShape.PREDICT, null, "{\"active\":" + truth + "}").status()).isEqualTo(200);
    }

    @Test
    void csv_withoutHeader_takesTheOrderOfTheSchema() {
        Reply reply = ask(mall, AnswerShape.PREDICT, "text/csv", "100,75\n60,50");
        assertThat(reply.text()).isEqualTo("s1,1,Segment 1,Do 1,0.964663,1.0,false,,v3,\n"
                + "s0,0,Segment 0,Do 0,0.999665,0.0,false,,v3,\n");
    }

    @Test
    void csv_malformedOrEmpty_is400() {
        assertThat(ask(mall, AnswerShape.PREDICT, "text/csv", "").status()).isEqualTo(400);
        assertThat(ask(mall, AnswerShape.PREDICT, "text/csv", "income\n\"1").status()).isEqualTo(400);
        assertThat(ask(mall, AnswerShape.PREDICT, "text/csv", "income,score\n").status()).isEqualTo(200);
    }

    @Test
    void csv_ofAnotherTable_isRefusedWhole() {
        assertThat(ask(mall, AnswerShape.PREDICT, "text/csv", "height,weight\n100,75\n").text())
                .contains("the first line holds no numbers and names no column; expected Annual Income (k$)");
        assertThat(ask(mall, AnswerShape.PREDICT, "text/csv", "height;weight\n100;75\n").text())
                .contains("the first line holds no numbers and names no column; expected Annual Income (k$)");
        assertThat(ask(mall, AnswerShape.PREDICT, "text/csv", "NA,\n100,75\n").status()).isEqualTo(200);
    }

    @Test
    void json_brokenOff_tellsPlacesInPlainWords() {
        Reply reply = ask(mall, AnswerShape.PREDICT, "application/json", "{\"income\": 5");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("start marker at line 1, column 1").doesNotContain("Source");
    }

    @Test
    void csv_inTheApiShape_isParallelLists() {
        assertThat(ask(mall, AnswerShape.API, "text/csv", "100,75\n60,50").text()).startsWith("{\"cluster\":[1,0],");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", ";"})
    void contentType_other_is415(String type) {
        Reply reply = ask(mall, AnswerShape.PREDICT, type, "{}");
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.text()).contains("urn:segmenta:problem:unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "Application/JSON; charset=\"UTF-8\"", "application/json;v=1"})
    void contentType_json_isRead(String type) {
        assertThat(ask(mall, AnswerShape.PREDICT, type, "{\"income\":1}").status()).isEqualTo(200);
    }

    @Test
    void bounds_bodyAndRecords_are413() {
        byte[] large = new byte[Invocations.MAX_BODY + 1];
        assertThat(mall.answer(AnswerShape.PREDICT, "application/json", large, AT).status()).isEqualTo(413);
        String many = "[" + "{},".repeat(Invocations.MAX_RECORDS) + "{}]";
        assertThat(json(many).status()).isEqualTo(413);
        String lines = "{}\n".repeat(Invocations.MAX_RECORDS + 1);
        assertThat(ask(mall, AnswerShape.PREDICT, "application/jsonlines", lines).status()).isEqualTo(413);
        assertThat(ask(mall, AnswerShape.PREDICT, "text/csv", "1,2\n".repeat(Invocations.MAX_RECORDS + 1)).status())
                .isEqualTo(413);
    }

    @Property(tries = 500)
    void answer_anyBytes_neverThrows(@ForAll byte[] body, @ForAll("types") String type, @ForAll AnswerShape shape) {
        assertThat(mall.answer(shape, type, body, AT).status()).isIn(200, 400, 415, 422);
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of("application/json", "text/csv", "application/jsonlines");
    }

    @Property(tries = 300)
    void answer_mutatedRequest_neverThrows(@ForAll int at, @ForAll byte value) {
        String request = "{\"instances\":[{\"CustomerID\":\"7\",\"income\":1.5e1,\"score\":null,\"x\":[{}]},[1,2]]}";
        byte[] body = request.getBytes(StandardCharsets.UTF_8);
        body[Math.floorMod(at, body.length)] = value;
        assertThat(mall.answer(AnswerShape.PREDICT, "application/json", body, AT).status()).isIn(200, 400, 415, 422);
    }

    @Test
    void answer_batchOfOne_equalsSingleButForWhy() {
        String record = "{\"Annual Income (k$)\":100,\"Spending Score (1-100)\":75}";
        String single = json(record).text();
        String batch = json("[" + record + "]").text();
        assertThat(batch).isEqualTo("{\"count\":1,\"errors\":0,\"predictions\":["
                + single.substring(0, single.indexOf(",\"runner_up\"")) + "}]}");
    }
}
