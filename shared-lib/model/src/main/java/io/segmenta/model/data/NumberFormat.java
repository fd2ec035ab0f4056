package io.segmenta.model.data;

import io.segmenta.model.base.Check;
import io.segmenta.model.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
 */
public record NumberFormat(char decimal, List<String> currencies, String unit, boolean percent, boolean bounds) {

    /** Digits with a decimal comma, and nothing else. */
    public static final NumberFormat PLAIN_COMMA = new NumberFormat(',', List.of(), "", false, false);

    public NumberFormat {
        Check.argument(decimal == '.' || decimal == ',', "decimal must be one of [., ,], got \"%s\"", decimal);
        Check.notNull(unit, "unit");
        currencies = List.copyOf(currencies);
    }

    /**
     * Parses a number as the column writes it. A currency, unit or sign the column does not have is refused, not left
     * out.
     *
     * @return the finite number, or NaN when the text is none of this column
     */
    public double parse(String text) {
        NumberText number = NumberText.of(text.strip());
        if (number == null || (number.percent() && !percent) || (number.bound() && !bounds)
                || (!number.unit().isEmpty() && !number.unit().equalsIgnoreCase(unit))
                || (!number.currency().isEmpty() && !isKnown(number.currency()))) {
            return Double.NaN;
        }
        return number.value(decimal);
    }

    /** The same with another decimal mark. */
    public NumberFormat withDecimal(char mark) {
        return new NumberFormat(mark, currencies, unit, percent, bounds);
    }

    private boolean isKnown(String currency) {
        return currencies.stream().anyMatch(currency::equalsIgnoreCase);
    }

    /** Returns an example of a number so written. */
    public String example() {
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
                fields.has("bounds") && fields.bool("bounds"));
    }
}
