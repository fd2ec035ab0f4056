package io.segmenta.model.json;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One parsed JSON object, read by typed look-ups that name the place when a field is missing or of another type. */
public final class JsonObject {

    private final Map<String, Object> fields;
    private final String place;

    JsonObject(Map<String, Object> fields, String place) {
        this.fields = fields;
        this.place = place;
    }

    /** Tells whether there is a field of this name that is not null. */
    public boolean has(String name) {
        return fields.get(name) != null;
    }

    /** Returns all fields as they are, to be written into another document; not to be changed. */
    public Map<String, Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /** Returns the names of all fields in the order of the document. */
    public Set<String> names() {
        return fields.keySet();
    }

    /** Returns a field that must be there and be a string. */
    public String string(String name) {
        return cast(name, String.class, "a string");
    }

    /** Returns a field that must be a string if it is there. */
    public Optional<String> optionalString(String name) {
        return has(name) ? Optional.of(string(name)) : Optional.empty();
    }

    /** Returns a field that must be there and be true or false. */
    public boolean bool(String name) {
        return cast(name, Boolean.class, "true or false");
    }

    /** Returns a field that must be there and be a number. */
    public double number(String name) {
        return cast(name, Number.class, "a number").doubleValue();
    }

    /** Returns a field that must be a number if it is there. */
    public OptionalDouble optionalNumber(String name) {
        return has(name) ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
    }

    /** Returns a field that must be there and be a whole number. */
    public long integer(String name) {
        return cast(name, Long.class, "a whole number");
    }

    /** Returns a whole number in [low, high]. */
    public int integer(String name, int low, int high) {
        long value = integer(name);
        if (value < low || value > high) {
            throw bad(name, String.format(Locale.ROOT, "a whole number in [%d, %d]", low, high), value);
        }
        return (int) value;
    }

    /** Returns the constant whose lower-case name stands in the field. */
    public <E extends Enum<E>> E constant(String name, Class<E> type) {
        String word = string(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
                return constant;
            }
        }
        throw bad(name, "one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT), word);
    }

    /** Returns a field that must be there and be an object. */
    public JsonObject object(String name) {
        return wrap(cast(name, Map.class, "an object"), place + "." + name);
    }

    /** Returns a field that must be there and be a list of objects. */
    public List<JsonObject> objects(String name) {
        List<?> values = list(name);
        List<JsonObject> objects = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            if (!(values.get(i) instanceof Map<?, ?> map)) {
                throw bad(name, "objects", values.get(i));
            }
            objects.add(wrap(map, place + "." + name + "[" + i + "]"));
        }
        return objects;
    }

    /** Returns a field that must be there and be a list of strings. */
    public List<String> strings(String name) {
        List<?> values = list(name);
        List<String> strings = new ArrayList<>(values.size());
        for (Object value : values) {
            if (!(value instanceof String string)) {
                throw bad(name, "strings", value);
            }
            strings.add(string);
        }
        return strings;
    }

    /** Returns a field that must be there and be a list of numbers. */
    public double[] numbers(String name) {
        return toNumbers(name, list(name));
    }

    /** Returns a field that must be there and be a list of whole numbers. */
    public long[] integers(String name) {
        return toIntegers(name, list(name));
    }

    /** Returns a list of rows of whole numbers, each of its own length. */
    public long[][] integerRows(String name) {
        List<?> values = list(name);
        long[][] rows = new long[values.size()][];
        for (int i = 0; i < rows.length; i++) {
            if (!(values.get(i) instanceof List<?> row)) {
                throw bad(name, "lists of whole numbers", values.get(i));
            }
            rows[i] = toIntegers(name, row);
        }
        return rows;
    }

    /** Returns a list of rows of numbers, each of its own length. */
    public double[][] rows(String name) {
        List<?> values = list(name);
        double[][] rows = new double[values.size()][];
        for (int i = 0; i < rows.length; i++) {
            if (!(values.get(i) instanceof List<?> row)) {
                throw bad(name, "lists of numbers", values.get(i));
            }
            rows[i] = toNumbers(name, row);
        }
        return rows;
    }

    /**
     * Returns rows of numbers, NaN where one is null. Counts are checked before memory is taken for them.
     *
     * @param most rows
     * @param width numbers of each row
     */
    public float[][] gappedRows(String name, int most, int width) {
        List<?> values = list(name);
        if (values.size() > most) {
            throw bad(name, "at most " + most + " rows", values.size());
        }
        for (Object value : values) {
            if (!(value instanceof List<?> row) || row.size() != width) {
                throw bad(name, "lists of " + width + " numbers each",
                        value instanceof List<?> row ? row.size() : value);
            }
        }
        float[][] rows = new float[values.size()][width];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < width; j++) {
                rows[i][j] = numberOrGap(name, ((List<?>) values.get(i)).get(j));
            }
        }
        return rows;
    }

    private float numberOrGap(String name, Object value) {
        if (value != null && !(value instanceof Number)) {
            throw bad(name, "numbers", value);
        }
        return value == null ? Float.NaN : ((Number) value).floatValue();
    }

    /** Returns a refusal of a field of this object. */
    public DataException bad(String name, String expected, @Nullable Object value) {
        return DataException.of(Reason.MALFORMED, "%s.%s: expected %s, found %s", place, name, expected,
                value == null ? "nothing" : "\"" + value + "\"");
    }

    private double[] toNumbers(String name, List<?> values) {
        double[] numbers = new double[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(values.get(i) instanceof Number number)) {
                throw bad(name, "numbers", values.get(i));
            }
            numbers[i] = number.doubleValue();
        }
        return numbers;
    }

    private long[] toIntegers(String name, List<?> values) {
        long[] integers = new long[values.size()];
        for (int i = 0; i < integers.length; i++) {
            if (!(values.get(i) instanceof Long number)) {
                throw bad(name, "whole numbers", values.get(i));
            }
            integers[i] = number;
        }
        return integers;
    }

    private List<?> list(String name) {
        return cast(name, List.class, "a list");
    }

    private <T> T cast(String name, Class<T> type, String expected) {
        Object value = fields.get(name);
        if (!type.isInstance(value)) {
            throw bad(name, expected, value);
        }
        return type.cast(value);
    }

    private static JsonObject wrap(Map<?, ?> map, String place) {
        @SuppressWarnings("unchecked")
        Map<String, Object> fields = (Map<String, Object>) map;
        return new JsonObject(fields, place);
    }
}
