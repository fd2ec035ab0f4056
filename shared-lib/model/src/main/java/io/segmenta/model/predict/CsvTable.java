package io.segmenta.model.predict;

import io.segmenta.model.data.ColumnNames;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Values;
import io.segmenta.model.json.Json;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The records of a table in CSV, read so that the file a model was trained on is one: cells separated by commas,
 * semicolons, tabs or bars, whichever the header fits best; any encoding in which the model's own names and levels are
 * found; lines above the header passed over. A line is a header when one of its cells names a feature. Without one the
 * cells are the values of the feature columns in the order of the schema. Columns that the model does not use are left
 * out, as are empty cells beyond the last column and, below a header, the rows that {@link CsvRows} leaves out. Of two
 * columns of one name the second is that which training named. For one thread.
 */
final class CsvTable {

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    /** How far down the header is looked for. */
    private static final int MOST_ABOVE = 30;
    private static final int MOST_UNKNOWN = 20;
    private static final int MOST_COMPARED = 100;
    private static final int LONGEST_VALUE = 30;
    /** A name found is worth more than any number of levels. */
    private static final int NAME = 1_000_000;

    private final Predictor predictor;
    private final CsvRows records;
    private final boolean headed;
    private final List<FieldNames.Binding> columns = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private @Nullable List<String> first;

    /**
     * Where a header may be.
     *
     * @param two whether its names stand in two rows
     */
    private record Head(char delimiter, int above, int named, boolean positional, boolean two) {
        Head(char delimiter, int above, int named, boolean positional) {
            this(delimiter, above, named, positional, false);
        }
    }

    private CsvTable(Predictor predictor, String text) {
        this.predictor = predictor;
        Head head = head(predictor, text);
        CsvRecords rows = new CsvRecords(text, head.delimiter);
        for (int i = 0; i < head.above; i++) {
            rows.next();
        }
        List<String> line = rows.next();
        if (line == null) {
            throw new RequestException(Problem.malformed("the body is empty"));
        }
        this.headed = head.named > 0;
        if (head.two) {
            List<String> upper = List.copyOf(line);
            line = ColumnNames.joined(upper, Objects.requireNonNull(rows.next()));
        }
        this.records = new CsvRows(rows, headed ? line : List.of());
        if (headed) {
            bind(line);
            records.skipHeaders(this::isUnderstood);
        } else {
            first = line;
            refuseOtherTables(line);
            for (int column : predictor.names().features()) {
                columns.add(new FieldNames.Binding(column, 0));
                fields.add(predictor.schema().columns().get(column).name());
            }
        }
    }

    /** Reads a body, in the encoding it is said to be in, if it is. */
    static CsvTable of(Predictor predictor, byte[] body, Optional<Charset> charset) {
        return new CsvTable(predictor, CsvText.of(body, charset, head -> known(predictor, head)));
    }

    /** Whether the table has a header. */
    boolean headed() {
        return headed;
    }

    /** Returns the names of the model's columns of identifiers that the table has. */
    List<String> identifiers() {
        return predictor.columnNames(predictor.names().identifiers().stream()
                .filter(identifier -> columns.stream().anyMatch(column -> column.column() == identifier)).toList());
    }

    private void bind(List<String> header) {
        List<String> names = header.stream().map(String::strip).toList();
        List<String> distinct = ColumnNames.distinct(names);
        for (int j = 0; j < names.size(); j++) {
            String field = field(names.get(j), distinct.get(j));
            FieldNames.Binding binding = predictor.names().find(field);
            columns.add(binding);
            fields.add(field);
            if (binding.unknown() && !field.isEmpty() && unknown.size() < MOST_UNKNOWN) {
                unknown.add(Json.wellFormed(field));
            }
        }
    }

    /** As training called the second of two columns of one name, or one without, where the model knows it by that. */
    private String field(String name, String distinct) {
        if (name.equals(distinct)) {
            return name;
        }
        FieldNames.Binding made = predictor.names().peek(distinct);
        return made.exact() || !(made.found() || made.unknown()) ? distinct : name;
    }

    /** Whether a cell may be a number, a date or a truth, and neither a question nor what a survey tool calls it. */
    private static boolean isValue(String cell) {
        return Values.isMissingNumber(cell) || !Double.isNaN(Values.truth(cell))
                || (cell.length() <= LONGEST_VALUE && cell.indexOf('{') < 0 && cell.indexOf('?') < 0
                        && cell.chars().anyMatch(Character::isDigit));
    }

    /** Whether some cell of a row is what its column may hold; a row of questions below the names has none. */
    private boolean isUnderstood(List<String> row) {
        int filled = 0;
        for (int c = 0; c < Math.min(row.size(), columns.size()); c++) {
            if (columns.get(c).found() && !row.get(c).isBlank() && !predictor.names().isIdentifier(
                    columns.get(c).column())) {
                filled++;
                ColumnSchema column = predictor.schema().columns().get(columns.get(c).column());
                String cell = row.get(c).strip();
                if (column.categories().isEmpty() ? isValue(cell) : column.categories().contains(cell)) {
                    return true;
                }
            }
        }
        return filled < 2;
    }

    /**
     * Reads the next record.
     *
     * @param place its place, from 0
     * @return whether there was one
     */
    boolean next(Session session, int place) {
        List<String> cells = first == null ? records.next() : first;
        first = null;
        if (cells == null) {
            return false;
        }
        session.clear();
        session.ignoreAll(unknown);
        int count = cells.size();
        while (headed && count > columns.size() && cells.get(count - 1).isBlank()) {
            count--;
        }
        for (int c = 0; c < Math.min(count, columns.size()); c++) {
            FieldNames.Binding binding = columns.get(c);
            if (binding.found() && session.claim(binding, fields.get(c))) {
                session.record().setText(binding.column(), cells.get(c));
            }
        }
        if (count != columns.size()) {
            session.refuse(headed
                    ? new FieldProblem(place, "", count + " cells", columns.size() + " cells, as in the header")
                    : JsonRecords.wrongCount(session, place, count));
        }
        return true;
    }

    /** The delimiter under which the first line is a header, or has as many cells as a record, or is above a header. */
    private static Head head(Predictor predictor, String text) {
        Head best = firstLine(predictor, text, DELIMITERS[0]);
        for (char delimiter : DELIMITERS) {
            Head head = firstLine(predictor, text, delimiter);
            if (head.named > best.named
                    || (head.named == best.named && head.positional && !best.positional)) {
                best = head;
            }
        }
        Head found = best.named > 0 || best.positional ? best : below(predictor, text, best);
        return found.named < predictor.names().features().size() ? twoRows(predictor, text, found) : found;
    }

    /** The header with the row below it, as surveys have questions above their items, where that names more columns. */
    private static Head twoRows(Predictor predictor, String text, Head one) {
        Head best = one;
        for (char delimiter : DELIMITERS) {
            int named = namedInTwoRows(predictor, text, delimiter, one.above);
            if (named > best.named + 1) {
                best = new Head(delimiter, one.above, named, false, true);
            }
        }
        return best;
    }

    /** How many columns two rows name together, 0 where they cannot be read. */
    private static int namedInTwoRows(Predictor predictor, String text, char delimiter, int above) {
        try {
            CsvRecords rows = new CsvRecords(text, delimiter);
            List<String> line = rows.next();
            for (int i = 0; i < above && line != null; i++) {
                line = rows.next();
            }
            List<String> upper = line == null ? List.of() : List.copyOf(line);
            List<String> lower = rows.next();
            return lower == null || lower.size() < upper.size() || upper.size() < 2 ? 0
                    : named(predictor, ColumnNames.joined(upper, lower));
        } catch (RequestException otherwiseQuoted) {
            return 0;
        }
    }

    private static Head firstLine(Predictor predictor, String text, char delimiter) {
        try {
            List<String> line = new CsvRecords(text, delimiter).next();
            return line == null ? new Head(delimiter, 0, 0, false)
                    : new Head(delimiter, 0, named(predictor, line),
                            line.size() == predictor.names().features().size() && line.size() > 1);
        } catch (RequestException otherwiseQuoted) {
            return new Head(delimiter, 0, 0, false);
        }
    }

    private static Head below(Predictor predictor, String text, char delimiter, Head before) {
        Head best = before;
        try {
            CsvRecords rows = new CsvRecords(text, delimiter);
            List<String> line = rows.next();
            for (int above = 0; line != null && above <= MOST_ABOVE; above++) {
                int named = named(predictor, line);
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

    private static Head below(Predictor predictor, String text, Head otherwise) {
        Head best = otherwise;
        for (char delimiter : DELIMITERS) {
            best = below(predictor, text, delimiter, best);
        }
        // One word of a title may be a name too.
        return best.named > 1 || predictor.names().features().size() == 1 ? best : otherwise;
    }

    /** How many cells name a column, 0 when none names a feature. */
    private static int named(Predictor predictor, List<String> line) {
        FieldNames names = predictor.names();
        int named = 0;
        boolean feature = false;
        for (String cell : line) {
            FieldNames.Binding binding = names.peek(cell.strip());
            named += binding.unknown() ? 0 : 1;
            feature |= binding.found() && !names.isIdentifier(binding.column());
        }
        return feature ? named : 0;
    }

    /** How much of the beginning of a text are names and levels of the model. */
    private static int known(Predictor predictor, String text) {
        Head head = head(predictor, text);
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
            FieldNames.Binding binding = predictor.names().peek(cell.strip());
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

    /**
     * Read by position, a header of other names would be a bad record and the rows below it answers to other columns.
     */
    private void refuseOtherTables(List<String> line) {
        List<Integer> features = predictor.names().features();
        if (line.size() != features.size()) {
            return;
        }
        List<String> numbers = IntStream.range(0, line.size())
                .filter(i -> predictor.schema().columns().get(features.get(i)).role() == Role.NUMERIC)
                .mapToObj(line::get).toList();
        if (!numbers.isEmpty() && numbers.stream().noneMatch(
                cell -> Values.isMissingNumber(cell) || cell.chars().anyMatch(Character::isDigit))) {
            throw new RequestException(
                    Problem.malformed("the first line holds no numbers and names no column; expected "
                            + predictor.featureList() + ", or their values in that order"));
        }
    }
}
