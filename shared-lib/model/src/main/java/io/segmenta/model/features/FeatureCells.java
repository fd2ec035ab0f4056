package io.segmenta.model.features;

import io.segmenta.model.contract.ContractException;
import io.segmenta.model.data.Values;
import io.segmenta.model.rows.SafeCsv;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How values stand in lines: numbers without quotes, texts within them and so that no spreadsheet takes one for a
 * formula, nothing where there is no value.
 */
public final class FeatureCells {
    private FeatureCells() {}

    /** The cell of a {@link Double}, of a text, or of no value. */
    public static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Double number ? Values.text(number)
                : '"' + SafeCsv.defused(value.toString()).replace("\"", "\"\"") + '"';
    }

    /** A value as a text: numbers plain. */
    public static String plain(Object value) {
        return value instanceof Double number ? Values.text(number) : value.toString();
    }

    /**
     * The value of a cell: a {@link Double}, a {@link String}, or null.
     *
     * @throws ContractException when it is neither
     */
    public static @Nullable Object value(String cell) {
        if (cell.isEmpty()) {
            return null;
        }
        if (cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")) {
            return SafeCsv.original(cell.substring(1, cell.length() - 1).replace("\"\"", "\""));
        }
        try {
            return Double.valueOf(cell);
        } catch (NumberFormatException noNumber) {
            throw new ContractException("a table of features has text where a number is expected", noNumber);
        }
    }

    /**
     * The values of all cells of a line.
     *
     * @throws ContractException when the line is none
     */
    public static List<@Nullable Object> values(String line) {
        List<@Nullable Object> values = new ArrayList<>();
        int end = -1;
        do {
            int from = end + 1;
            end = end(line, from);
            values.add(value(line.substring(from, end)));
        } while (end < line.length());
        return values;
    }

    /**
     * The lines of a text; a line end within quotes ends none.
     *
     * @throws ContractException when the last line has no end
     */
    public static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            quoted ^= c == '"';
            if (c == '\n' && !quoted) {
                lines.add(text.substring(from, at));
                from = at + 1;
            }
        }
        if (from != text.length()) {
            throw new ContractException("a table of features ends within a line");
        }
        return lines;
    }

    /** Where the cell ends that begins at a place. */
    static int end(String line, int from) {
        int at = from;
        if (line.startsWith("\"", from)) {
            at = line.indexOf('"', from + 1);
            while (at >= 0 && line.startsWith("\"", at + 1)) {
                at = line.indexOf('"', at + 2);
            }
            if (at < 0) {
                throw new ContractException("a table of features has a quote that is never closed");
            }
        }
        int comma = line.indexOf(',', at);
        return comma < 0 ? line.length() : comma;
    }
}
