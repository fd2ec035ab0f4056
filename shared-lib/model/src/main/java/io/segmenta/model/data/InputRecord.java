package io.segmenta.model.data;

import io.segmenta.model.base.Check;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row to be answered, as its sender gave it: for each column of a {@link Schema} nothing, a missing value, a
 * number, a truth value or text. Conversion to what the model needs happens later, where a refusal can name the field.
 * A record can be cleared and filled again; it is not safe for use by several threads.
 */
@SuppressWarnings("AvoidCommonTypeNames")
public final class InputRecord {

    /** What was given for a column. */
    public enum Given {
        /** The sender did not mention the column. */
        NOTHING,
        /** The sender said that there is no value. */
        MISSING,
        /** See {@link InputRecord#number}. */
        NUMBER,
        /** See {@link InputRecord#number}: 1 or 0. */
        TRUTH,
        /** See {@link InputRecord#text}. */
        TEXT
    }

    private final Schema schema;
    private final Given[] given;
    private final double[] numbers;
    private final String[] texts;
    private final String[] aliases;
    private boolean aliased;

    public InputRecord(Schema schema) {
        this.schema = Check.notNull(schema, "schema");
        int columns = schema.columns().size();
        this.given = new Given[columns];
        this.numbers = new double[columns];
        this.texts = new String[columns];
        this.aliases = new String[columns];
        clear();
    }

    /**
     * Makes a record of named values; names are the schema's own, values numbers, booleans, text or null.
     *
     * @throws IllegalArgumentException for a name the schema does not have
     */
    public static InputRecord of(Schema schema, Map<String, ?> values) {
        InputRecord record = new InputRecord(schema);
        for (Map.Entry<String, ?> entry : values.entrySet()) {
            int column = schema.indexOf(entry.getKey());
            Check.argument(column >= 0, "no column is named \"%s\"", entry.getKey());
            Object value = entry.getValue();
            if (value == null) {
                record.setMissing(column);
            } else if (value instanceof Number number) {
                record.setNumber(column, number.doubleValue());
            } else if (value instanceof Boolean truth) {
                record.setTruth(column, truth);
            } else {
                record.setText(column, value.toString());
            }
        }
        return record;
    }

    /**
     * Makes a record of one row of a table; columns the table does not have are not given.
     */
    public static InputRecord of(Schema schema, Table table, int row) {
        InputRecord record = new InputRecord(schema);
        for (int i = 0; i < schema.columns().size(); i++) {
            Column column = table.column(schema.columns().get(i).name()).orElse(null);
            if (column == null) {
                continue;
            }
            if (column.isMissing(row)) {
                record.setMissing(i);
            } else if (column instanceof NumericColumn numeric) {
                record.setNumber(i, numeric.value(row));
            } else {
                record.setText(i, column.text(row));
            }
        }
        return record;
    }

    /** Returns another record with the same values, without the names they were given under. */
    public InputRecord copy() {
        InputRecord copy = new InputRecord(schema);
        System.arraycopy(given, 0, copy.given, 0, given.length);
        System.arraycopy(numbers, 0, copy.numbers, 0, numbers.length);
        System.arraycopy(texts, 0, copy.texts, 0, texts.length);
        return copy;
    }

    /** Forgets every value. */
    public void clear() {
        Arrays.fill(given, Given.NOTHING);
        Arrays.fill(texts, null);
        if (aliased) {
            Arrays.fill(aliases, null);
            aliased = false;
        }
    }

    /** Returns the columns that the values belong to. */
    public Schema schema() {
        return schema;
    }

    /** Returns in what form a column's value was given. */
    public Given given(int column) {
        return given[column];
    }

    /** Returns the number or truth value given for the column. */
    public double number(int column) {
        return numbers[column];
    }

    /** Returns the text given for the column; for a number its literal, when the sender's spelling was kept. */
    public String text(int column) {
        return texts[column];
    }

    /** Notes that a column has no value. */
    public void setMissing(int column) {
        given[column] = Given.MISSING;
        texts[column] = null;
    }

    /** Gives a number; NaN is a missing value. */
    public void setNumber(int column, double value) {
        given[column] = Double.isNaN(value) ? Given.MISSING : Given.NUMBER;
        numbers[column] = value;
        texts[column] = null;
    }

    /** Gives a number together with its spelling, so that a long identifier can be echoed digit by digit. */
    public void setNumber(int column, double value, String literal) {
        setNumber(column, value);
        texts[column] = literal;
    }

    /** Sets the value of a column to true or false. */
    public void setTruth(int column, boolean value) {
        given[column] = Given.TRUTH;
        numbers[column] = value ? 1 : 0;
        texts[column] = null;
    }

    /** Sets the value of a column to a text. */
    public void setText(int column, String value) {
        given[column] = Given.TEXT;
        texts[column] = Check.notNull(value, "value");
    }

    /** Notes under which other name a column was given; null when under its own. */
    public void setAlias(int column, @Nullable String alias) {
        aliases[column] = alias;
        aliased |= alias != null;
    }

    /** Returns the name under which the sender gave the column. */
    public String givenName(int column) {
        return aliases[column] == null ? schema.columns().get(column).name() : aliases[column];
    }

    /** Returns the columns that were given under other names than the schema's: given name to column name. */
    public Map<String, String> renamed() {
        if (!aliased) {
            return Map.of();
        }
        Map<String, String> renamed = new LinkedHashMap<>();
        for (int column = 0; column < aliases.length; column++) {
            if (aliases[column] != null) {
                renamed.put(aliases[column], schema.columns().get(column).name());
            }
        }
        return renamed;
    }
}
