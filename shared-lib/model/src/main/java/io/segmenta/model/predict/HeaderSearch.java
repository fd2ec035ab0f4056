package io.segmenta.model.predict;

import io.segmenta.model.data.ColumnNames;
import io.segmenta.model.data.ColumnSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the header of a table in CSV by the names that a model knows. What cells mean is remembered, as the same ones
 * come again under each delimiter and in each encoding that is tried. For one table and one thread.
 */
final class HeaderSearch {

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    /** How far down the header is looked for. */
    private static final int MOST_ABOVE = 30;
    private static final int MOST_COMPARED = 100;
    private static final int LONGEST_REMEMBERED = 200;
    /** A name found is worth more than any number of levels. */
    private static final int NAME = 1_000_000;

    private final Predictor predictor;
    private final Map<String, FieldNames.Binding> meanings = new HashMap<>();

    /**
     * Where a header may be.
     *
     * @param two whether its names stand in two rows
     */
    record Head(char delimiter, int above, int named, boolean positional, boolean two) {
        Head(char delimiter, int above, int named, boolean positional) {
            this(delimiter, above, named, positional, false);
        }
    }

    HeaderSearch(Predictor predictor) {
        this.predictor = predictor;
    }

    /** The column that a cell of a header means. */
    FieldNames.Binding meaning(String name) {
        FieldNames names = predictor.names();
        return name.length() > LONGEST_REMEMBERED ? names.peek(name) : meanings.computeIfAbsent(name, names::peek);
    }

    /** The delimiter under which the first line is a header, or has as many cells as a record, or is above a header. */
    Head head(String text) {
        Head best = firstLine(text, DELIMITERS[0]);
        for (char delimiter : DELIMITERS) {
            Head head = firstLine(text, delimiter);
            if (head.named > best.named
                    || (head.named == best.named && head.positional && !best.positional)) {
                best = head;
            }
        }
        Head found = best.named > 0 || best.positional ? best : below(text, best);
        return found.named < predictor.names().features().size() ? twoRows(text, found) : found;
    }

    /** The header with the row below it, as surveys have questions above their items, where that names more columns. */
    private Head twoRows(String text, Head one) {
        Head best = one;
        for (char delimiter : DELIMITERS) {
            int named = namedInTwoRows(text, delimiter, one.above);
            if (named > best.named + 1) {
                best = new Head(delimiter, one.above, named, false, true);
            }
        }
        return best;
    }

    /** How many columns two rows name together, 0 where they cannot be read. */
    private int namedInTwoRows(String text, char delimiter, int above) {
        try {
            CsvRecords rows = new CsvRecords(text, delimiter);
            List<String> line = rows.next();
            for (int i = 0; i < above && line != null; i++) {
                line = rows.next();
            }
            List<String> upper = line == null ? List.of() : List.copyOf(line);
            List<String> lower = rows.next();
            return lower == null || lower.size() < upper.size() || upper.size() < 2 ? 0
                    : named(ColumnNames.joined(upper, lower));
        } catch (RequestException otherwiseQuoted) {
            return 0;
        }
    }

    private Head firstLine(String text, char delimiter) {
        try {
            List<String> line = new CsvRecords(text, delimiter).next();
            return line == null ? new Head(delimiter, 0, 0, false)
                    : new Head(delimiter, 0, named(line),
                            line.size() == predictor.names().features().size() && line.size() > 1);
        } catch (RequestException otherwiseQuoted) {
            return new Head(delimiter, 0, 0, false);
        }
    }

    private Head below(String text, char delimiter, Head before) {
        Head best = before;
        try {
            CsvRecords rows = new CsvRecords(text, delimiter);
            List<String> line = rows.next();
            for (int above = 0; line != null && above <= MOST_ABOVE; above++) {
                int named = named(line);
                if (named > best.named) {
                    best = new Head(delimiter, above, named, false);
                }
                line = rows.next();
            }
            return best;
        } catch (RequestException otherwiseQuoted) {
            return best;
        }
    }

    private Head below(String text, Head otherwise) {
        Head best = otherwise;
        for (char delimiter : DELIMITERS) {
            best = below(text, delimiter, best);
        }
        // One word of a title may be a name too.
        return best.named > 1 || predictor.names().features().size() == 1 ? best : otherwise;
    }

    /** How many cells name a column, 0 when none names a feature. */
    private int named(List<String> line) {
        FieldNames names = predictor.names();
        int named = 0;
        boolean feature = false;
        for (String cell : line) {
            FieldNames.Binding binding = meaning(cell.strip());
            named += binding.unknown() ? 0 : 1;
            feature |= binding.found() && !names.isIdentifier(binding.column());
        }
        return feature ? named : 0;
    }

    /** How much of the beginning of a text are names and levels of the model. */
    int known(String text) {
        Head head = head(text);
        if (head.named == 0) {
            return 0;
        }
        CsvRecords rows = new CsvRecords(text, head.delimiter);
        List<String> line = rows.next();
        for (int i = 0; i < head.above; i++) {
            line = rows.next();
        }
        List<ColumnSchema> columns = predictor.schema().columns();
        int known = 0;
        List<FieldNames.Binding> bound = new ArrayList<>();
        for (String cell : line == null ? List.<String>of() : line) {
            FieldNames.Binding binding = meaning(cell.strip());
            bound.add(binding);
            known += binding.exact() || isNamed(columns, cell.strip()) ? NAME : 0;
        }
        try {
            line = rows.next();
            for (int row = 0; line != null && row < MOST_COMPARED; row++) {
                for (int c = 0; c < Math.min(line.size(), bound.size()); c++) {
                    int column = bound.get(c).column();
                    known += column >= 0 && columns.get(column).categories().contains(line.get(c).strip()) ? 1 : 0;
                }
                line = rows.next();
            }
        } catch (RequestException cutOff) {
            return known;
        }
        return known;
    }

    private static boolean isNamed(List<ColumnSchema> columns, String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }
}
