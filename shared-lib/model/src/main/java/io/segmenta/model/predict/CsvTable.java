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

    private static final int MOST_UNKNOWN = 20;
    private static final int LONGEST_VALUE = 30;

    private final Predictor predictor;
    private final CsvRows records;
    private final boolean headed;
    private final List<FieldNames.Binding> columns = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private @Nullable List<String> first;

    private CsvTable(Predictor predictor, String text, HeaderSearch search) {
        this.predictor = predictor;
        HeaderSearch.Head head = search.head(text);
        CsvRecords rows = new CsvRecords(text, head.delimiter());
        for (int i = 0; i < head.above(); i++) {
            rows.next();
        }
        List<String> line = rows.next();
        if (line == null) {
            throw new RequestException(Problem.malformed("the body is empty"));
        }
        this.headed = head.named() > 0;
        if (head.two()) {
            List<String> upper = List.copyOf(line);
            line = ColumnNames.joined(upper, Objects.requireNonNull(rows.next()));
        }
        this.records = new CsvRows(rows, headed ? line : List.of());
        if (headed) {
            bind(line, search);
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
        HeaderSearch search = new HeaderSearch(predictor);
        return new CsvTable(predictor, CsvText.of(body, charset, search::known), search);
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

    private void bind(List<String> header, HeaderSearch search) {
        List<String> names = header.stream().map(String::strip).toList();
        List<String> distinct = ColumnNames.distinct(names);
        for (int j = 0; j < names.size(); j++) {
            String field = field(names.get(j), distinct.get(j), search);
            FieldNames.Binding binding = predictor.names().find(field);
            columns.add(binding);
            fields.add(field);
            if (binding.unknown() && !field.isEmpty() && unknown.size() < MOST_UNKNOWN) {
                unknown.add(Json.wellFormed(field));
            }
        }
    }

    /** As training called the second of two columns of one name, or one without, where the model knows it by that. */
    private static String field(String name, String distinct, HeaderSearch search) {
        if (name.equals(distinct)) {
            return name;
        }
        FieldNames.Binding made = search.meaning(distinct);
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
