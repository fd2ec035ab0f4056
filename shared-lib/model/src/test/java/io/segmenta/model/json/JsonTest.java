package io.segmenta.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents written and read, and how a field that is not as expected is named. */
class JsonTest {
    private final JsonObject object = parse(
            """
                    {"text": "a", "whole": 7, "vast": 100000000000000000000, "part": 2.5, "yes": true, "no": false, "none": null,
                     "inner": {"deep": {"x": 1}}, "items": [{"x": 1}, {"x": 2}], "words": ["a", "b"], "sums": [1, 2.5],
                     "table": [[1, 2], [3]], "gaps": [[1, null], [3, 4]], "mixed": [1, "a", null]}""");

    private enum Color {
        RED, DARK_BLUE
    }

    private static JsonObject parse(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8), "doc");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void write_mapWithoutOrder_writesFieldsByName() {
        Map<String, Object> none = Map.of("g", 1, "c", 2, "f", Map.copyOf(Map.of("z", 0, "y", 1, "x", 2)), "a", 4,
                "e", 5, "b", 6, "d", 7);

        assertThat(new String(Json.write(none), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":4,\"b\":6,\"c\":2,\"d\":7,\"e\":5,\"f\":{\"x\":2,\"y\":1,\"z\":0},\"g\":1}");
    }

    @Test
    void fields_areReadByTheirKind() {
        assertThat(object.string("text")).isEqualTo("a");
        assertThat(object.integer("whole")).isEqualTo(7);
        assertThat(object.number("whole")).isEqualTo(7);
        assertThat(object.number("vast")).isEqualTo(1e20);
        assertThat(object.number("part")).isEqualTo(2.5);
        assertThat(object.bool("yes")).isTrue();
        assertThat(object.bool("no")).isFalse();
        assertThat(object.object("inner").object("deep").integer("x")).isEqualTo(1);
        assertThat(object.objects("items")).extracting(item -> item.integer("x")).containsExactly(1L, 2L);
        assertThat(object.strings("words")).containsExactly("a", "b");
        assertThat(object.numbers("sums")).containsExactly(1, 2.5);
        assertThat(object.rows("table")).isDeepEqualTo(new double[][] {{1, 2}, {3}});
        assertThat(object.gappedRows("gaps", 2, 2)[0]).containsExactly(1, Float.NaN);
        assertThat(object.gappedRows("gaps", 2, 2)[1]).containsExactly(3, 4);
        assertThat(object.names()).startsWith("text", "whole", "vast").endsWith("mixed");
    }

    @Test
    void fieldThatNeedNotBeThere_isEmptyWhenAbsentOrNull() {
        assertThat(object.has("text")).isTrue();
        assertThat(object.has("none")).isFalse();
        assertThat(object.has("other")).isFalse();
        assertThat(object.optionalString("text")).contains("a");
        assertThat(object.optionalString("none")).isEmpty();
        assertThat(object.optionalNumber("part")).hasValue(2.5);
        assertThat(object.optionalNumber("other")).isEmpty();
    }

    @Test
    void integer_withinItsBounds_isTaken() {
        assertThat(object.integer("whole", 7, 9)).isEqualTo(7);
        assertThat(object.integer("whole", 5, 7)).isEqualTo(7);
        refused(object -> object.integer("whole", 8, 9), "doc.whole: expected a whole number in [8, 9], found \"7\"");
        refused(object -> object.integer("whole", 5, 6), "doc.whole: expected a whole number in [5, 6], found \"7\"");
    }

    @Test
    void constant_isFoundByItsNameInLowerCase() {
        assertThat(parse("{\"c\": \"dark_blue\"}").constant("c", Color.class)).isEqualTo(Color.DARK_BLUE);
        refused(object -> object.constant("text", Color.class),
                "doc.text: expected one of [red, dark_blue], found \"a\"");
    }

    private void refused(Function<JsonObject, Object> look, String message) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> look.apply(object)).withMessage(message)
                .matches(e -> e.reason() == Reason.MALFORMED);
    }

    @Test
    void fieldOfAnotherKind_isNamedWithItsPlace() {
        refused(object -> object.string("whole"), "doc.whole: expected a string, found \"7\"");
        refused(object -> object.string("other"), "doc.other: expected a string, found nothing");
        refused(object -> object.bool("text"), "doc.text: expected true or false, found \"a\"");
        refused(object -> object.number("text"), "doc.text: expected a number, found \"a\"");
        refused(object -> object.integer("part"), "doc.part: expected a whole number, found \"2.5\"");
        refused(object -> object.integer("vast"), "doc.vast: expected a whole number, found \"1.0E20\"");
        refused(object -> object.object("text"), "doc.text: expected an object, found \"a\"");
        refused(object -> object.object("inner").object("deep").string("x"),
                "doc.inner.deep.x: expected a string, found \"1\"");
        refused(object -> object.objects("items").get(1).string("x"), "doc.items[1].x: expected a string, found \"2\"");
        refused(object -> object.objects("words"), "doc.words: expected objects, found \"a\"");
        refused(object -> object.objects("text"), "doc.text: expected a list, found \"a\"");
        refused(object -> object.strings("mixed"), "doc.mixed: expected strings, found \"1\"");
        refused(object -> object.numbers("mixed"), "doc.mixed: expected numbers, found \"a\"");
        refused(object -> object.rows("sums"), "doc.sums: expected lists of numbers, found \"1\"");
        refused(object -> object.gappedRows("gaps", 1, 2), "doc.gaps: expected at most 1 rows, found \"2\"");
        refused(object -> object.gappedRows("table", 2, 2), "doc.table: expected lists of 2 numbers each, found \"1\"");
        refused(object -> object.gappedRows("sums", 2, 2), "doc.sums: expected lists of 2 numbers each, found \"1\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            [1] | doc: expected a JSON object
            {} {} | doc: there is text after the JSON object
            """)
    void whatIsNoSingleObject_isRefused(String text, String message) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> parse(text)).withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"a": 1, "a": 2} | Duplicate field 'a'
            {"a": tru} | Unrecognized token 'tru'
            {"a": [1 | Unexpected end-of-input
            """)
    void whatIsNoJson_isRefusedInOneLine(String text, String fault) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> parse(text))
                .withMessageStartingWith("doc: not JSON: " + fault).withMessageNotContaining("\n");
    }

    @Test
    void nesting_isBounded() {
        String deep = "{\"a\":".repeat(50) + "1" + "}".repeat(50);
        assertThat(parse(deep).has("a")).isTrue();
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> parse("{\"a\":" + deep + "}"))
                .withMessageContaining("nesting depth");
    }

    @Test
    void halfASurrogatePair_becomesTheSignOfReplacement() {
        JsonObject half = parse("{\"x\": \"x\\ude00\", \"y\": \"\\ud83d\\ude00\"}");
        assertThat(half.string("x")).isEqualTo("x\ufffd");
        assertThat(half.string("y")).isEqualTo("\ud83d\ude00");
        assertThat(Json.wellFormed("plain")).isEqualTo("plain");
        assertThat(Json.wellFormed("\ud83d\ude00\ud83d")).isEqualTo("\ud83d\ude00\ufffd");
    }

    private static Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("text", "a\"b");
        document.put("whole", 7);
        document.put("part", 2.5);
        document.put("truth", true);
        document.put("none", null);
        document.put("some", Optional.of("x"));
        document.put("nothing", Optional.empty());
        document.put("measured", OptionalDouble.of(0.5));
        document.put("unmeasured", OptionalDouble.empty());
        document.put("id", new UUID(1, 2));
        document.put("list", Arrays.asList(1L, null));
        return document;
    }

    @Test
    void write_isOneLineInTheOrderOfTheFields() {
        assertThat(text(Json.write(document()))).isEqualTo("{\"text\":\"a\\\"b\",\"whole\":7,\"part\":2.5,"
                + "\"truth\":true,\"none\":null,\"some\":\"x\",\"nothing\":null,\"measured\":0.5,\"unmeasured\":null,"
                + "\"id\":\"00000000-0000-0001-0000-000000000002\",\"list\":[1,null]}");
    }

    @Test
    void pretty_isIndentedByTwoAndEndsItsLine() {
        assertThat(text(Json.pretty(Map.of("list", List.of(1, Map.of("a", 2)))))).isEqualTo("""
                {
                  "list" : [
                    1,
                    {
                      "a" : 2
                    }
                  ]
                }
                """);
    }
}
