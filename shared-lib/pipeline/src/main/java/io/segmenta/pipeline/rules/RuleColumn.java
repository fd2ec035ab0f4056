package io.segmenta.pipeline.rules;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.data.Values;
import io.segmenta.pipeline.rules.Condition.Op;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A column of the file with what rules may say of it. Arrays are the table's own and are not written to. */
sealed interface RuleColumn {

    /** Returns the name in the file. */
    String name();

    /** Returns the same column of some rows only. */
    RuleColumn select(int[] rows);

    /** Sets the places of rows [from, from + met.length) that do not meet a condition on this column to false. */
    void filter(Condition condition, int from, boolean[] met);

    /**
     * Numbers and dates.
     *
     * @param dates how they are counted, where they are dates
     * @param fill what gaps are filled with, NaN where that differs from row to row
     * @param whole whether all are whole numbers
     * @param named whether they are names of groups, which are equal or not but neither more nor less
     */
    record Numbers(String name, double[] values, Optional<Dates> dates, double fill, boolean whole, boolean named)
            implements
                RuleColumn {

        /** @param counted as in {@link Value.Day} */
        record Dates(Optional<String> counted) {}

        /** Returns whether a bound can be told: a date only within the years that databases know. */
        boolean isTellable(double bound) {
            return Double.isFinite(bound) && (dates.isEmpty() || Math.abs(bound) < 700_000);
        }

        /** Returns the value of a row, NaN for a gap that stays one. */
        double filled(int row) {
            double value = values[row];
            return Double.isNaN(value) ? fill : value;
        }

        Condition atLeast(double bound) {
            return new Condition(name, Op.AT_LEAST, value(bound), fill >= bound);
        }

        Condition below(double bound) {
            return new Condition(name, Op.BELOW, value(bound), fill < bound);
        }

        Condition is(double value) {
            return new Condition(name, Op.IS, value(value), fill == value);
        }

        Condition isNot(double value) {
            return new Condition(name, Op.IS_NOT, value(value), !Double.isNaN(fill) && fill != value);
        }

        private Value value(double bound) {
            return dates.isPresent() ? new Value.Day(LocalDate.ofEpochDay((long) bound), dates.get().counted())
                    : new Value.Quantity(bound);
        }

        @Override
        public RuleColumn select(int[] rows) {
            double[] some = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                some[i] = values[rows[i]];
            }
            return new Numbers(name, some, dates, fill, whole, named);
        }

        @Override
        public void filter(Condition condition, int from, boolean[] met) {
            double bound = condition.value() instanceof Value.Day day ? day.day().toEpochDay()
                    : ((Value.Quantity) condition.value()).number();
            boolean gap = condition.orMissing();
            switch (condition.op()) {
                case AT_LEAST -> {
                    for (int i = 0; i < met.length; i++) {
                        double value = values[from + i];
                        met[i] &= value >= bound || (gap && Double.isNaN(value));
                    }
                }
                case BELOW -> {
                    for (int i = 0; i < met.length; i++) {
                        double value = values[from + i];
                        met[i] &= value < bound || (gap && Double.isNaN(value));
                    }
                }
                case IS -> {
                    for (int i = 0; i < met.length; i++) {
                        double value = values[from + i];
                        met[i] &= value == bound || (gap && Double.isNaN(value));
                    }
                }
                case IS_NOT -> {
                    for (int i = 0; i < met.length; i++) {
                        double value = values[from + i];
                        met[i] &= Double.isNaN(value) ? gap : value != bound;
                    }
                }
            }
        }
    }

    /**
     * Levels.
     *
     * @param truths whether they are true and false
     * @param fill what gaps are filled with: a level's place, {@link #OTHER} for one that no row has, {@link #GAP}
     * where they stay gaps
     */
    record Levels(String name, int[] codes, List<String> levels, boolean truths, int fill) implements RuleColumn {
        static final int GAP = TextColumn.MISSING;
        static final int OTHER = -2;

        Condition is(int level) {
            return new Condition(name, Op.IS, value(level), fill == level);
        }

        Condition isNot(int level) {
            return new Condition(name, Op.IS_NOT, value(level), fill != level && fill != GAP);
        }

        Condition isMissing() {
            return new Condition(name, Op.IS, new Value.Missing(), false);
        }

        private Value value(int level) {
            return truths ? new Value.Truth(levels.get(level).equalsIgnoreCase("true"))
                    : new Value.Level(levels.get(level));
        }

        @Override
        public RuleColumn select(int[] rows) {
            int[] some = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                some[i] = codes[rows[i]];
            }
            return new Levels(name, some, levels, truths, fill);
        }

        @Override
        public void filter(Condition condition, int from, boolean[] met) {
            boolean gap = condition.orMissing();
            boolean is = condition.op() == Op.IS;
            int wanted = switch (condition.value()) {
                case Value.Missing() -> GAP;
                case Value.Truth(boolean truth) -> place(Boolean.toString(truth));
                case Value.Level(String level) -> levels.indexOf(level);
                case Value.Quantity _,Value.Day _ -> throw new IllegalArgumentException(condition.toString());
            };
            for (int i = 0; i < met.length; i++) {
                int code = codes[from + i];
                met[i] &= code == GAP ? (wanted == GAP ? is : gap) : (code == wanted) == is;
            }
        }

        private int place(String truth) {
            int place = 0;
            while (!levels.get(place).equalsIgnoreCase(truth)) {
                place++;
            }
            return place;
        }
    }

    /** Makes a column; empty where no rule can name it. */
    static Optional<RuleColumn> of(Column column, ColumnSchema schema, Gaps gaps) {
        String name = column.name();
        if (!SqlDialect.isSafeName(name) || schema.role() == Role.PROTECTED) {
            return Optional.empty();
        }
        return Optional.of(switch (column) {
            case NumericColumn numbers -> numbers(numbers, schema, gaps);
            case TextColumn text -> levels(text, schema, gaps);
        });
    }

    private static Numbers numbers(NumericColumn column, ColumnSchema schema, Gaps gaps) {
        Optional<Numbers.Dates> dates = schema.role() == Role.DATE
                ? Optional.of(new Numbers.Dates(schema.dateFormat().filter(Values::isCounted)))
                : Optional.empty();
        boolean whole = true;
        boolean truth = true;
        for (double value : column.values()) {
            whole &= value == Math.rint(value) || Double.isNaN(value);
            truth &= value == 0 || value == 1 || Double.isNaN(value);
            if (!whole) {
                break;
            }
        }
        // Numbers that are read as levels have their gaps filled by the text of one.
        double fill = gaps.number(column.name());
        return new Numbers(column.name(), column.values(), dates,
                Double.isNaN(fill) ? Values.number(gaps.level(column.name(), "")) : fill, whole,
                truth || schema.role() == Role.CATEGORICAL);
    }

    private static Levels levels(TextColumn column, ColumnSchema schema, Gaps gaps) {
        List<String> levels = column.levels();
        String none = "";
        String filled = gaps.level(column.name(), none);
        int fill = filled.equals(none) ? Levels.GAP : levels.indexOf(filled);
        boolean truths = schema.role() == Role.BOOLEAN && levels.size() == 2 && levels.stream()
                .map(level -> level.toLowerCase(Locale.ROOT)).sorted().toList().equals(List.of("false", "true"));
        return new Levels(column.name(), column.codes(), levels, truths,
                fill < 0 && !filled.equals(none) ? Levels.OTHER : fill);
    }
}
