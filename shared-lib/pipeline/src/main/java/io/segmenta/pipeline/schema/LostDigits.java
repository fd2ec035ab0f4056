package io.segmenta.pipeline.schema;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifiers that a spreadsheet has shortened: 1.23E+12 for 1234567890123 and for every other number that begins so.
 *
 * @param example the most frequent of them
 * @param shared in how many rows that stands
 * @param rows how many rows hold such a one
 * @param many whether they are more than a few of the column
 */
record LostDigits(String example, int shared, int rows, boolean many) {
    /** A spreadsheet shortens numbers of twelve digits and more, or of fewer in a narrow column. */
    private static final int LEAST_EXPONENT = 8;
    private static final int LONGEST = 24;
    private static final double MANY = 0.05;
    private static final Pattern SHORTENED = Pattern.compile("\\d(?:[.,](\\d+))?[eE]\\+(\\d{1,2})");

    /** What a column of identifiers has lost, if its name says that it is one. */
    static Optional<LostDigits> of(RawColumn column) {
        if (!NameRules.isIdentifier(NameTokens.of(column.name()))) {
            return Optional.empty();
        }
        if (column.levels().stream().noneMatch(LostDigits::isShortened)) {
            return Optional.empty();
        }
        int[] counts = column.counts();
        int rows = 0;
        int most = -1;
        for (int i = 0; i < counts.length; i++) {
            if (isShortened(column.levels().get(i))) {
                rows += counts[i];
                most = most < 0 || counts[i] > counts[most] ? i : most;
            }
        }
        return Optional.of(new LostDigits(column.levels().get(most), counts[most], rows, rows > MANY * column.rows()));
    }

    private static boolean isShortened(String text) {
        if (text.length() > LONGEST || text.indexOf('+') < 0) {
            return false;
        }
        Matcher number = SHORTENED.matcher(text);
        if (!number.matches()) {
            return false;
        }
        int exponent = Integer.parseInt(number.group(2));
        return exponent >= LEAST_EXPONENT && (number.group(1) == null || number.group(1).length() < exponent);
    }

    /** Whether different identifiers have become one, and not only a few. */
    boolean isUseless() {
        return shared > 1 && many;
    }

    /**
     * What a person should know.
     *
     * @param name of the column
     */
    String note(String name) {
        return String.format(Locale.ROOT,
                "\"%s\": a spreadsheet has shortened identifiers in %,d rows, and their last digits are lost%s; "
                        + "save the file again with that column as text",
                name, rows, shared > 1 ? String.format(Locale.ROOT, " (%s stands in %,d rows)", example, shared)
                        : " (such as " + example + ")");
    }

    /** The column, which names nobody any more: like free text it is neither used nor part of the profiles. */
    ColumnSchema schema(RoleFinder finder) {
        return finder.as(Role.FREE_TEXT, List.of(), String.format(Locale.ROOT,
                "identifiers that a spreadsheet has shortened and that are not unique, such as %s in %,d rows", example,
                shared));
    }
}
