package io.segmenta.pipeline.read;

import io.segmenta.pipeline.schema.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Knows a row directly below the header that says in which units the columns of numbers are: years, (USD), kg, %. */
final class UnitsRow {
    /** Rows among which it is looked for: titles may stand above the header. */
    private static final int FIRST_ROWS = 30;
    private static final double MOSTLY = 0.8;
    private static final int MAX_TOLD = 10;
    private static final Set<String> UNITS = Set.of("%", "‰", "percent", "pct", "years", "yrs", "yr", "months",
            "weeks", "days", "hours", "hrs", "minutes", "mins", "seconds", "sec", "ms", "kg", "mg", "tonnes", "lb",
            "lbs", "oz", "km", "cm", "mm", "mi", "miles", "ft", "inch", "inches", "ml", "litres", "liters", "m2", "m²",
            "km2", "km²", "m3", "m³", "sqm", "sqft", "ha", "kwh", "mwh", "kw", "mb", "gb", "°c", "°f", "bpm", "kcal",
            "dollars", "euros", "pounds", "jahre", "monate", "tage", "stunden", "stück", "prozent");
    /** These name columns as well, and are units only beside others. */
    private static final Set<String> NAMES = Set.of("share", "ratio", "index", "score", "points", "pts", "#", "n",
            "no.", "count", "number", "units", "pieces", "pcs", "items", "persons", "people", "year", "month", "week",
            "day", "hour", "visit", "order", "customer", "person", "y", "d", "h", "min", "s", "g", "t", "m", "in", "l",
            "w");
    private static final Pattern MONEY = Pattern.compile("(k|m|mn|mio\\.?|tsd\\.?|'?000'?s?)? ?"
            + "([$€£¥₹]|usd|eur|gbp|chf|jpy|inr|cad|aud|sek|nok|dkk|pln|brl|mxn|zar|cny|etb)"
            + " ?(k|m|mn|'?000'?s?|thousands?|millions?)?");
    private static final Pattern BRACKETS = Pattern.compile("\\([^()]{1,30}\\)|\\[[^\\[\\]]{1,30}]");
    /** What may stand over a column of texts or dates instead. */
    private static final Pattern KIND = Pattern.compile("text|string|name|code|category|label|type|date|"
            + "(y{2,4}|m{1,3}|d{1,2})([-/. ](y{2,4}|m{1,3}|d{1,2})){1,2}");

    private UnitsRow() {}

    /** The place of the row, or -1 when there is none. */
    static int find(List<HeadRow> rows) {
        for (int i = 1; i + 1 < Math.min(rows.size(), FIRST_ROWS); i++) {
            if (is(rows, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean is(List<HeadRow> rows, int index) {
        HeadRow row = rows.get(index);
        HeadRow header = rows.get(index - 1);
        boolean[] unit = new boolean[row.cells().length];
        boolean any = false;
        for (int j = 0; j < unit.length; j++) {
            String cell = row.cells()[j];
            unit[j] = isUnit(cell);
            any |= unit[j] && !NAMES.contains(folded(cell));
            if (unit[j] ? !isName(header.cell(j)) : !Cells.isMissing(cell) && !KIND.matcher(folded(cell)).matches()) {
                return false;
            }
        }
        List<HeadRow> body = rows.subList(index + 1, rows.size());
        for (int j = 0; j < unit.length && any; j++) {
            any = !unit[j] || isOfNumbers(body, j, row.cells()[j]);
        }
        return any;
    }

    private static boolean isUnit(String cell) {
        if (Cells.isMissing(cell) || Cells.isNumber(cell)) {
            return false;
        }
        if (BRACKETS.matcher(cell).matches()) {
            return true;
        }
        String[] parts = folded(cell).split(" ?/ ?| per ", 3);
        for (String part : parts) {
            if (!UNITS.contains(part) && !NAMES.contains(part) && !MONEY.matcher(part).matches()) {
                return false;
            }
        }
        return true;
    }

    /** A text or, over columns of years, a year. */
    private static boolean isName(String cell) {
        return !Cells.isMissing(cell) && (!Cells.isNumber(cell) || cell.length() == 4) && !Cells.isDate(cell);
    }

    /** Whether nearly all values of a column are numbers, and none is the unit again. */
    private static boolean isOfNumbers(List<HeadRow> body, int column, String unit) {
        int numbers = 0;
        int values = 0;
        for (HeadRow row : body) {
            String cell = row.cell(column);
            if (cell.equals(unit)) {
                return false;
            }
            if (!Cells.isMissing(cell)) {
                values++;
                numbers += Cells.isNumber(cell) ? 1 : 0;
            }
        }
        return numbers > 0 && numbers >= MOSTLY * values;
    }

    private static String folded(String cell) {
        return cell.toLowerCase(Locale.ROOT);
    }

    /** What the row at that place says, in words. */
    static String sentence(List<HeadRow> rows, int index) {
        HeadRow row = rows.get(index);
        List<String> told = new ArrayList<>();
        for (int j = 0; j < row.cells().length; j++) {
            String cell = row.cell(j);
            if (isUnit(cell)) {
                told.add("\"" + rows.get(index - 1).cell(j) + "\" in "
                        + (BRACKETS.matcher(cell).matches() ? cell.substring(1, cell.length() - 1).strip() : cell));
            }
        }
        return String.format(Locale.ROOT, "line %d, below the header, names units and is not a row: %s%s", row.line(),
                String.join(", ", told.subList(0, Math.min(MAX_TOLD, told.size()))),
                told.size() > MAX_TOLD ? " and " + (told.size() - MAX_TOLD) + " more" : "");
    }
}
