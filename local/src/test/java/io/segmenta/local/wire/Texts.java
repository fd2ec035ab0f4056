package io.segmenta.local.wire;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/** Values written as text: in headers, in the query and in XML. */
final class Texts {
    private Texts() {}

    /** Adds what is wrong with a value of the member; words of an enumeration are looked up in its structure. */
    static void check(String place, String text, Shape shape, SdkField<?> field, Findings findings) {
        boolean fits = switch (field.marshallingType().getKnownType()) {
            case STRING -> Words.fit(text, shape.words(field));
            case INTEGER, SHORT, BYTE -> fits(Integer::parseInt, text);
            case LONG -> fits(Long::parseLong, text);
            case FLOAT, DOUBLE, BIG_DECIMAL -> fits(Double::parseDouble, text);
            case BOOLEAN -> text.equals("true") || text.equals("false");
            case INSTANT -> isTime(text, field);
            case SDK_BYTES -> fits(Base64.getDecoder()::decode, text);
            // A list in a header is one text; a map is spread over several, each a text of its own.
            case LIST, MAP, DOCUMENT -> true;
            case NULL, SDK_POJO -> false;
        };
        if (!fits) {
            findings.add(place, Words.told(text, field, shape));
        }
    }

    private static boolean isTime(String text, SdkField<?> field) {
        TimestampFormatTrait.Format format = field.getOptionalTrait(TimestampFormatTrait.class)
                .map(TimestampFormatTrait::format).orElse(field.location() == MarshallLocation.HEADER
                        ? TimestampFormatTrait.Format.RFC_822
                        : TimestampFormatTrait.Format.ISO_8601);
        Map<TimestampFormatTrait.Format, Consumer<String>> readers = Map.of(TimestampFormatTrait.Format.ISO_8601,
                Instant::parse, TimestampFormatTrait.Format.RFC_822, DateTimeFormatter.RFC_1123_DATE_TIME::parse,
                TimestampFormatTrait.Format.UNIX_TIMESTAMP, Double::parseDouble,
                TimestampFormatTrait.Format.UNIX_TIMESTAMP_MILLIS, Long::parseLong);
        return fits(readers.get(format), text);
    }

    private static boolean fits(Consumer<String> reader, String text) {
        try {
            reader.accept(text);
            return true;
        } catch (IllegalArgumentException | DateTimeParseException unreadable) {
            return false;
        }
    }
}
