package io.segmenta.model.data;

import io.segmenta.model.base.Check;
import io.segmenta.model.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the numbers of one column are written, as learned from the column as a whole. A single value cannot tell whether
 * 1,234 is above a thousand or just above one; the column can.
 *
 * @param decimal the decimal mark, a point or a comma; the other one separates groups of digits
 * @param currencies signs or codes that may stand before or behind a number
 * @param unit letters that may be glued to the end, "" for none
 * @param percent whether numbers may bear a percent sign; they are kept as shares, 5% as 0.05
 * @param bounds whether a number may be only a bound, as {@code <=5} or {@code 5+}, taken at the bound
 * @param notation what else stands in for digits
 */
public record NumberFormat(char decimal, List<String> currencies, String unit, boolean percent, boolean bounds,
        Notation notation) {

    /** How numbers may be abbreviated. */
    public enum Notation {
        /** They are written out. */
        PLAIN,
        /** A word such as K or Mio. multiplies them, see {@link Magnitude}. */
        MAGNITUDES,
        /** They are spans or times of day such as 1:02:35, see {@link ClockTime}. */
        CLOCK
    }

    /** Digits with a decimal comma, and nothing else. */
    public static final NumberFormat PLAIN_COMMA = new NumberFormat(',', List.of(), "", false, false);

    public NumberFormat {
        Check.argument(decimal == '.' || decimal == ',', "decimal must be one of [., ,], got \"%s\"", decimal);
        Check.notNull(unit, "unit");
        Check.notNull(notation, "notation");
        currencies = List.copyOf(currencies);
    }

    /** Numbers that are written out. */
    public NumberFormat(char decimal, List<String> currencies, String unit, boolean percent, boolean bounds) {
        this(decimal, currencies, unit, percent, bounds, Notation.PLAIN);
    }

    /** Spans and times of day. */
    public static NumberFormat clock() {
        return new NumberFormat('.', List.of(), "", false, false, Notation.CLOCK);
    }

    /**
     * Parses a number as the column writes it. A currency, unit or sign the column does not have is refused, not left
     * out.
     *
     * @return the finite number, or NaN when the text is none of this column
     */
    public double parse(String text) {
        if (notation == Notation.CLOCK) {
            return ClockTime.parse(text);
        }
        NumberText number = NumberText.of(text.strip());
        if (number == null || (number.percent() && !percent) || (number.bound() && !bounds)
                || (!number.currency().isEmpty() && !isKnown(number.currency()))) {
            return Double.NaN;
        }
        if (number.unit().isEmpty() || number.unit().equalsIgnoreCase(unit)) {
            return number.value(decimal);
        }
        return notation == Notation.MAGNITUDES
                ? number.value(decimal) * Magnitude.factor(number.unit()).orElse(Double.NaN)
                : Double.NaN;
    }

    /** The same with another decimal mark. */
    public NumberFormat withDecimal(char mark) {
        return new NumberFormat(mark, currencies, unit, percent, bounds, notation);
    }

    private boolean isKnown(String currency) {
        return currencies.stream().map(NumberText::withoutPoint).anyMatch(currency::equalsIgnoreCase);
    }

    /** Returns an example of a number so written. */
    public String example() {
        if (notation == Notation.CLOCK) {
            return "1:02:35";
        }
        String digits = decimal == '.' ? "1,234.5" : "1.234,5";
        String number = percent ? "45%" : unit.isEmpty() ? digits : "45" + unit;
        return currencies.isEmpty() ? number : currencies.get(0) + number;
    }

    Map<String, Object> toDocument() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("decimal", decimal == '.' ? "point" : "comma");
        if (!currencies.isEmpty()) {
            fields.put("currencies", currencies);
        }
        if (!unit.isEmpty()) {
            fields.put("unit", unit);
        }
        if (percent) {
            fields.put("percent", true);
        }
        if (bounds) {
            fields.put("bounds", true);
        }
        if (notation != Notation.PLAIN) {
            fields.put("notation", notation.name().toLowerCase(Locale.ROOT));
        }
        return fields;
    }

    static NumberFormat fromDocument(JsonObject fields) {
        String decimal = fields.string("decimal");
        if (!decimal.equals("point") && !decimal.equals("comma")) {
            throw fields.bad("decimal", "point or comma", decimal);
        }
        return new NumberFormat(decimal.equals("point") ? '.' : ',',
                fields.has("currencies") ? fields.strings("currencies") : new ArrayList<>(),
                fields.optionalString("unit").orElse(""), fields.has("percent") && fields.bool("percent"),
                fields.has("bounds") && fields.bool("bounds"),
                fields.has("notation") ? notation(fields) : Notation.PLAIN);
    }

    private static Notation notation(JsonObject fields) {
        String word = fields.string("notation");
        return switch (word) {
            case "magnitudes" -> Notation.MAGNITUDES;
            case "clock" -> Notation.CLOCK;
            default -> throw fields.bad("notation", "magnitudes or clock", word);
        };
    }
}
