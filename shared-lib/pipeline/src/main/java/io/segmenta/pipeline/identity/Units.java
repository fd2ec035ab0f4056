package io.segmenta.pipeline.identity;

import io.segmenta.model.Baseline;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Columns that seem to be in other units than before: as wide as three times or a third of what they were, or shifted
 * by three widths. For a comparison they are brought to the units of before; nothing else goes by that.
 *
 * @param changed the columns, in the order of the new table
 */
record Units(List<Changed> changed) {
    private static final double WIDER = 3;
    private static final double SHIFTED = 3;
    private static final int LOW = Baseline.QUANTILES.indexOf(0.1);
    private static final int HIGH = Baseline.QUANTILES.indexOf(0.9);

    /**
     * A column in other units: {@code before = (now - median) * factor + shift}.
     *
     * @param factor width before by width now
     * @param median now
     * @param shift median before
     */
    record Changed(String column, double factor, double median, double shift) {
        NumericColumn converted(NumericColumn now) {
            double[] values = now.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = (values[i] - median) * factor + shift;
            }
            return new NumericColumn(now.name(), values);
        }

        /** From the units of before to those of now. */
        NumericColumn back(NumericColumn before) {
            double[] values = before.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = (values[i] - shift) / factor + median;
            }
            return new NumericColumn(before.name(), values);
        }
    }

    /** The names of the columns. */
    List<String> names() {
        return changed.stream().map(Changed::column).toList();
    }

    /**
     * Compares how the numbers of two tables lie.
     *
     * @param columns those that matter
     */
    static Units between(Baseline before, Baseline now, List<String> columns) {
        List<Changed> changed = new ArrayList<>();
        for (String column : columns) {
            Optional<Baseline.Numbers> was = before.numbers(column);
            Optional<Baseline.Numbers> is = now.numbers(column);
            if (was.isPresent() && is.isPresent()) {
                double widthBefore = width(was.get());
                double widthNow = width(is.get());
                boolean wide = widthBefore > 0 && widthNow > 0;
                if (wide && (widthNow > WIDER * widthBefore || widthBefore > WIDER * widthNow
                        || Math.abs(is.get().median() - was.get().median()) > SHIFTED
                                * Math.max(widthBefore, widthNow))) {
                    changed.add(new Changed(column, widthBefore / widthNow, is.get().median(), was.get().median()));
                }
            }
        }
        return new Units(List.copyOf(changed));
    }

    private static double width(Baseline.Numbers numbers) {
        return numbers.quantiles().get(HIGH) - numbers.quantiles().get(LOW);
    }

    /** The table of now in the units of before. */
    Table asBefore(Table now) {
        return with(now, Changed::converted);
    }

    /** The table of before in the units of now. */
    Table asNow(Table before) {
        return with(before, Changed::back);
    }

    private interface Conversion {
        NumericColumn of(Changed changed, NumericColumn column);
    }

    private Table with(Table table, Conversion conversion) {
        if (changed.isEmpty()) {
            return table;
        }
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            columns.add(changed.stream().filter(one -> one.column().equals(column.name())).findFirst()
                    .filter(one -> column instanceof NumericColumn)
                    .<Column>map(one -> conversion.of(one, (NumericColumn) column)).orElse(column));
        }
        return new Table(table.source(), columns);
    }
}
