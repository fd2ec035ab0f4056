package io.segmenta.pipeline.schema;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Recognises the boxes of a question with several answers: a column holds one value where the box was ticked and
 * nothing where it was not. A lone value in a column with gaps is a box when it is a mark, repeats a part of the
 * column's name, or stands beside other such columns; else the column is a constant.
 */
final class TickBox {
    /** So many columns with a lone value each are no coincidence. */
    static final int SEVERAL = 3;
    private static final Set<String> MARKS = Set.of("x", "1", "y", "yes", "t", "true", "on", "selected", "checked",
            "ticked", "✓", "✔", "☑");

    private TickBox() {}

    /** Tells whether a column has one value and gaps. */
    static boolean mayBe(ResolvedColumn column) {
        return column.distinct() == 1 && column.column().missing() > 0
                && (column.kind() == ResolvedColumn.Kind.TEXT
                        || (column.kind() == ResolvedColumn.Kind.NUMBER && column.min() == 1));
    }

    /**
     * Tells whether such a column is a box.
     *
     * @param alike how many columns of the table have one value and gaps
     */
    static boolean is(ResolvedColumn column, int alike) {
        if (!mayBe(column)) {
            return false;
        }
        String value = value(column).strip().toLowerCase(Locale.ROOT);
        return alike >= SEVERAL || MARKS.contains(value)
                || column.column().name().toLowerCase(Locale.ROOT).contains(value);
    }

    /** The column as a truth whose only level is the mark. */
    static ColumnSchema schema(RoleFinder finder, ResolvedColumn column) {
        return finder.as(Role.BOOLEAN, List.of(value(column)),
                "a box ticked in " + column.present() + " rows, empty in the others");
    }

    private static String value(ResolvedColumn column) {
        int row = 0;
        while (column.column().isMissing(row)) {
            row++;
        }
        return column.column().text(row);
    }
}
