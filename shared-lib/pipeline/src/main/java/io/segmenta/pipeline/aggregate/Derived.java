package io.segmenta.pipeline.aggregate;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.steps.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adds columns that expressions compute from the columns of the same row. */
final class Derived {
    private Derived() {}

    static Shaping.Shaped add(Shaping.Shaped shaped, Map<String, String> expressions) {
        List<Column> columns = new ArrayList<>(shaped.table().columns());
        List<ColumnSchema> schemas = new ArrayList<>(shaped.schema().columns());
        expressions.forEach((name, text) -> {
            if (shaped.table().column(name).isPresent()) {
                throw DataException.of(Reason.DUPLICATE_COLUMN, "%s: derive.%s: the file has a column of that name",
                        shaped.table().source(), name);
            }
            Expression expression = parse(name, text);
            double[] values = values(name, expression, shaped.table());
            columns.add(new NumericColumn(name, values));
            schemas.add(guarded(Ranges.numeric(name, "derived: " + text, values).withDescription(text), expression,
                    shaped.schema()));
            shaped.notes().add("\"" + name + "\" was derived: " + text);
        });
        return new Shaping.Shaped(new Table(shaped.table().source(), columns), new Schema(schemas), shaped.notes());
    }

    private static Expression parse(String name, String text) {
        try {
            return Expression.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw wrong(name, String.valueOf(wrong.getMessage()));
        }
    }

    private static double[] values(String name, Expression expression, Table table) {
        List<double[]> operands = new ArrayList<>();
        for (String column : expression.columns()) {
            if (!(table.require(column) instanceof NumericColumn numbers)) {
                throw wrong(name, "the expression uses \"" + column + "\", which is a text column");
            }
            operands.add(numbers.values());
        }
        return expression.values(operands, table.rows());
    }

    /** What is made of a protected or personal column is no less so. */
    private static ColumnSchema guarded(ColumnSchema made, Expression expression, Schema schema) {
        for (String operand : expression.columns()) {
            Role role = schema.column(operand).map(ColumnSchema::role).orElse(Role.NUMERIC);
            if (role == Role.PROTECTED || role == Role.PERSONAL) {
                return made.withRole(role, made.reason() + "; made of \"" + operand + "\", "
                        + (role == Role.PROTECTED ? "a protected attribute" : "personal data"));
            }
        }
        return made;
    }

    private static DataException wrong(String name, String what) {
        return DataException.of(Reason.MALFORMED, "derive.%s: %s", name, what);
    }
}
