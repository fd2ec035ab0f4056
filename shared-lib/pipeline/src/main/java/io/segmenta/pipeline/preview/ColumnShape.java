package io.segmenta.pipeline.preview;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Quantiles;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.data.Values;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a column look like: numbers and dates by their range and how they lie in it, levels by how often
 * each occurs, everything else by how many differ. Of personal data no value is told. O(n) for a column of n rows.
 */
final class ColumnShape {
    private static final int BINS = 16;
    private static final int LEVELS = 12;
    private static final int LONGEST = 60;

    private ColumnShape() {}

    /** The shape as a map, for JSON; {@code kind} is numbers, dates, levels, examples or empty. */
    static Map<String, Object> of(Column column, ColumnSchema schema) {
        Map<String, Object> shape = new LinkedHashMap<>();
        if (column.missing() == column.rows()) {
            shape.put("kind", "empty");
        } else if (schema.role() == Role.PERSONAL) {
            shape.put("kind", "examples");
            shape.put("distinct", distinct(column));
        } else if (isOfLevels(schema.role())) {
            levels(shape, column, schema);
        } else if (column instanceof NumericColumn numbers) {
            numbers(shape, numbers, schema.role() == Role.DATE);
        } else {
            shape.put("kind", "examples");
            shape.put("distinct", distinct(column));
            shape.put("examples", IntStream.range(0, column.rows()).filter(row -> !column.isMissing(row))
                    .mapToObj(row -> shown(column, schema, row)).distinct().limit(3).toList());
        }
        return shape;
    }

    /** The value of a row as a document has it: a number, or text; null where it is missing. */
    static @Nullable Object shown(Column column, ColumnSchema schema, int row) {
        if (column.isMissing(row)) {
            return null;
        }
        if (schema.role() == Role.PERSONAL) {
            return "•••";
        }
        return switch (column) {
            case NumericColumn numbers when schema.role() == Role.DATE -> day(numbers.value(row));
            case NumericColumn numbers -> number(numbers.value(row));
            case TextColumn text -> cut(text.text(row));
        };
    }

    private static boolean isOfLevels(Role role) {
        return switch (role) {
            case CATEGORICAL, ORDINAL, BOOLEAN, PROTECTED, CONSTANT -> true;
            case NUMERIC, DATE, IDENTIFIER, CODE, FREE_TEXT, PERSONAL, IGNORED -> false;
        };
    }

    private static void numbers(Map<String, Object> shape, NumericColumn column, boolean dates) {
        double[] present = Arrays.stream(column.values()).filter(value -> !Double.isNaN(value)).toArray();
        double min = Quantiles.min(present);
        double max = Quantiles.max(present);
        int[] counts = new int[BINS];
        for (double value : present) {
            counts[max == min ? 0 : (int) Math.min(BINS - 1, BINS * ((value - min) / (max - min)))]++;
        }
        double median = Quantiles.of(present, 0.5)[0];
        shape.put("kind", dates ? "dates" : "numbers");
        shape.put("min", dates ? day(min) : number(min));
        shape.put("median", dates ? day(median) : number(median));
        shape.put("max", dates ? day(max) : number(max));
        shape.put("counts", Arrays.stream(counts).boxed().toList());
    }

    private static void levels(Map<String, Object> shape, Column column, ColumnSchema schema) {
        Map<Object, Integer> counts = new LinkedHashMap<>();
        for (int row = 0; row < column.rows(); row++) {
            Object value = shown(column, schema, row);
            if (value != null) {
                counts.merge(value, 1, Integer::sum);
            }
        }
        List<Map<String, Object>> most = new ArrayList<>();
        counts.entrySet().stream().sorted(Map.Entry.<Object, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(entry -> entry.getKey().toString())).limit(LEVELS)
                .forEach(entry -> most.add(Map.of("value", entry.getKey(), "rows", entry.getValue())));
        shape.put("kind", "levels");
        shape.put("distinct", counts.size());
        shape.put("levels", most);
    }

    private static int distinct(Column column) {
        return switch (column) {
            case TextColumn text -> (int) Arrays.stream(text.codes()).filter(code -> code != TextColumn.MISSING)
                    .distinct().count();
            case NumericColumn numbers -> (int) Arrays.stream(numbers.values()).filter(value -> !Double.isNaN(value))
                    .distinct().count();
        };
    }

    private static String day(double days) {
        return LocalDate.ofEpochDay((long) Math.floor(days)).toString();
    }

    /** Whole numbers without a point. */
    private static Object number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) (long) value : Double.valueOf(value);
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
