package io.segmenta.model.data;

import io.segmenta.model.base.Check;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one column is and which values it was seen or declared to hold.
 *
 * @param required whether training data must have the column
 * @param min least value (days since 1970-01-01 for dates), where that makes sense
 * @param max greatest value, where that makes sense
 * @param categories all levels; for {@link Role#ORDINAL} in their order; empty when not known
 * @param dateFormat the {@link java.time.format.DateTimeFormatter} pattern of {@link Role#DATE}, or
 * {@link Values#DAY_NUMBER}, or what {@link Values#unitsOfASecond} knows
 * @param numberFormat how its numbers are written in the file, where not plainly
 * @param missing words that mean "no value" in this column, besides those that do in any, such as unknown among
 * numbers; case does not matter
 * @param description what a value is, where the column is none of the file but made of others or of several rows
 * @param view the view of features that the column comes from, as {@code orders/spend@1}; empty where the file has it
 * @param reason why the role was chosen, in words a person can check
 */
public record ColumnSchema(String name, Role role, boolean required, OptionalDouble min, OptionalDouble max,
        List<String> categories, Optional<String> dateFormat,
        Optional<NumberFormat> numberFormat, List<String> missing, Optional<String> description, Optional<String> view,
        String reason) {

    public ColumnSchema {
        Check.notNull(name, "name");
        Check.notNull(role, "role");
        Check.notNull(min, "min");
        Check.notNull(max, "max");
        Check.notNull(dateFormat, "dateFormat");
        Check.notNull(numberFormat, "numberFormat");
        Check.notNull(description, "description");
        Check.notNull(view, "view");
        Check.notNull(reason, "reason");
        categories = List.copyOf(categories);
        missing = List.copyOf(missing);
        min.ifPresent(value -> Check.finite("min", value));
        max.ifPresent(value -> Check.finite("max", value));
        dateFormat.filter(pattern -> !Values.isCounted(pattern)).ifPresent(Values::dateFormat);
        if (min.isPresent() && max.isPresent()) {
            Check.argument(min.getAsDouble() <= max.getAsDouble(), "column \"%s\": min %s is above max %s", name,
                    min.getAsDouble(), max.getAsDouble());
        }
    }

    /** Makes a column of which only the name and the role are known. */
    public static ColumnSchema of(String name, Role role, String reason) {
        return new ColumnSchema(name, role, false, OptionalDouble.empty(), OptionalDouble.empty(), List.of(),
                Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), reason);
    }

    /**
     * Returns the same column in another role.
     *
     * @param why the column has it, one sentence
     */
    public ColumnSchema withRole(Role other, String why) {
        return new ColumnSchema(name, other, required, min, max, categories, dateFormat, numberFormat, missing,
                description, view, why);
    }

    /** Returns the same column with values in [low, high]. */
    public ColumnSchema withRange(double low, double high) {
        return new ColumnSchema(name, role, required, OptionalDouble.of(low), OptionalDouble.of(high), categories,
                dateFormat, numberFormat, missing, description, view, reason);
    }

    /** Returns the same column with these levels. */
    public ColumnSchema withCategories(List<String> levels) {
        return new ColumnSchema(name, role, required, min, max, levels, dateFormat, numberFormat, missing, description,
                view, reason);
    }

    /** Returns the same column, which a record must or need not have. */
    public ColumnSchema withRequired(boolean whether) {
        return new ColumnSchema(name, role, whether, min, max, categories, dateFormat, numberFormat, missing,
                description, view, reason);
    }

    /** Returns the same column with dates in this pattern. */
    public ColumnSchema withDateFormat(String pattern) {
        return new ColumnSchema(name, role, required, min, max, categories, Optional.of(pattern), numberFormat,
                missing, description, view, reason);
    }

    /** Returns the same column with numbers written in this way. */
    public ColumnSchema withNumberFormat(NumberFormat format) {
        return new ColumnSchema(name, role, required, min, max, categories, dateFormat, Optional.of(format),
                missing, description, view, reason);
    }

    /** Returns the same column, in which these words stand for no value. */
    public ColumnSchema withMissing(List<String> words) {
        return new ColumnSchema(name, role, required, min, max, categories, dateFormat, numberFormat, words,
                description, view, reason);
    }

    /** Returns the same column with words on what it holds. */
    public ColumnSchema withDescription(String text) {
        return new ColumnSchema(name, role, required, min, max, categories, dateFormat, numberFormat, missing,
                Optional.of(text), view, reason);
    }

    /** Returns the same column as one that comes from a view of features. */
    public ColumnSchema withView(String from) {
        return new ColumnSchema(name, role, required, min, max, categories, dateFormat, numberFormat, missing,
                description, Optional.of(from), reason);
    }
}
