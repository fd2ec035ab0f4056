package io.segmenta.model.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

    private interface Writing {
        void to(JsonGenerator generator) throws IOException;
    }

    private static String byJackson(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = JACKSON.createGenerator(out)) {
            writing.to(generator);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String text(JsonBytes json) {
        return new String(json.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void parts_areCopiedInOrder_andTheArrayGrows() {
        JsonBytes json = new JsonBytes(0);
        json.raw('{').raw(JsonBytes.ascii("\"a\":")).integer(12).raw('}');
        assertThat(text(json)).isEqualTo("{\"a\":12}");
        assertThat(json.length()).isEqualTo(8);
        assertThat(new String(json.toBytes(JsonBytes.ascii("<"), JsonBytes.ascii(">>")), StandardCharsets.UTF_8))
                .isEqualTo("<{\"a\":12}>>");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 10, 99, 100, 101, 1_000_000, -1, -10, 12_345_678, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void integer_isItsDigits(int value) {
        assertThat(text(new JsonBytes(0).integer(value))).isEqualTo(Integer.toString(value));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0", "-0.0, -0.0", "1, 1.0", "-1.5, -1.5", "0.3333333333, 0.333333", "0.0009991, 9.99E-4",
            "0.0009999996, 0.001", "0.000001, 1.0E-6", "-0.0000001, -0.0", "100.10, 100.1", "10.000001, 10.000001",
            "9999999.9999994, 9999999.999999",
            "9999999.9999996, 1.0E7", "123456789.123, 1.23456789123E8", "1e9, 1.0E9", "3.5e300, 3.5E300"})
    void rounded_hasSixDecimals_writtenAsJavaDoes(double number, String text) {
        assertThat(text(new JsonBytes(0).rounded(number))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"NaN, \"NaN\"", "Infinity, \"Infinity\"", "-Infinity, \"-Infinity\""})
    void number_thatJsonDoesNotHave_isAString(double number, String text) {
        assertThat(text(new JsonBytes(0).number(number))).isEqualTo(text);
        assertThat(text(new JsonBytes(0).rounded(number))).isEqualTo(text);
    }

    @Property(tries = 5000)
    void rounded_isTheTextOfTheRoundedDouble(@ForAll @DoubleRange(min = -2e7, max = 2e7) double large,
            @ForAll @DoubleRange(min = -2, max = 2) double small, @ForAll double any) {
        for (double number : List.of(large, small, any)) {
            assertThat(text(new JsonBytes(0).rounded(number)))
                    .isEqualTo(Double.toString(JsonBytes.round(number)));
        }
    }

    @Property(tries = 5000)
    void number_isTheShortestText(@ForAll @DoubleRange(min = -1e8, max = 1e8) double any,
            @ForAll("decimals") BigDecimal decimal) throws IOException {
        for (double number : List.of(any, decimal.doubleValue())) {
            assertThat(text(new JsonBytes(0).number(number))).isEqualTo(Double.toString(number))
                    .isEqualTo(byJackson(generator -> generator.writeNumber(number)));
        }
    }

    @Test
    void number_ofFewMillionths_isTheShortestText() {
        for (int millionths = 0; millionths <= 2000; millionths++) {
            double number = millionths / 1e6;
            assertThat(text(new JsonBytes(0).number(number))).isEqualTo(Double.toString(number));
            assertThat(text(new JsonBytes(0).rounded(-number))).isEqualTo(Double.toString(-number));
        }
    }

    @Provide
    Arbitrary<BigDecimal> decimals() {
        return Arbitraries.integers().between(0, 7)
                .flatMap(places -> Arbitraries.longs().between(-100_000_000_000_000L, 100_000_000_000_000L)
                        .map(digits -> BigDecimal.valueOf(digits, places)));
    }

    @Test
    void string_escapesWhatJsonDemandsAndNothingElse() {
        assertThat(text(new JsonBytes(0).string("a\"b\\c/\b\t\n\f\r\u0000\u001f\u007f\u00e9\u20ac")))
                .isEqualTo("\"a\\\"b\\\\c/\\b\\t\\n\\f\\r\\u0000\\u001F\u007f\u00e9\u20ac\"");
    }

    @Test
    void string_wholePair_isFourBytes_halfOne_isReplaced() {
        assertThat(new JsonBytes(0).string("\ud83d\ude00").toBytes())
                .isEqualTo("\"\ud83d\ude00\"".getBytes(StandardCharsets.UTF_8)).hasSize(6);
        assertThat(text(new JsonBytes(0).string("\ud83dx\ude00\ude00\ud83d")))
                .isEqualTo("\"\ufffdx\ufffd\ufffd\ufffd\"");
    }

    @Property(tries = 2000)
    void string_isWhatJacksonWrites_andReads(@ForAll("texts") String text) throws IOException {
        byte[] written = new JsonBytes(0).string(text).toBytes();
        assertThat(new String(written, StandardCharsets.UTF_8))
                .isEqualTo(byJackson(generator -> generator.writeString(text)));
        try (JsonParser parser = JACKSON.createParser(written)) {
            parser.nextToken();
            assertThat(parser.getText()).isEqualTo(text);
        }
        assertThat(new JsonBytes(0).string(text.getBytes(StandardCharsets.UTF_8)).toBytes()).isEqualTo(written);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Integer> points = Arbitraries.oneOf(Arbitraries.integers().between(0, 0x7f),
                Arbitraries.integers().between(0x80, 0xd7ff), Arbitraries.integers().between(0xe000, 0x10ffff));
        return points.list().ofMaxSize(40).map(list -> {
            StringBuilder text = new StringBuilder();
            list.forEach(text::appendCodePoint);
            return text.toString();
        });
    }
}
