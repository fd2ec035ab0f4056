package io.segmenta.clustering.shape;

import io.segmenta.model.DataException;
import io.segmenta.model.DataException.Reason;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
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
            double[] values = Expression.parse(text, shaped.table(), name).values();
            columns.add(new NumericColumn(name, values));
            schemas.add(Ranges.numeric(name, "derived: " + text, values));
            shaped.notes().add("\"" + name + "\" was derived: " + text);
        });
        return new Shaping.Shaped(new Table(shaped.table().source(), columns), new Schema(schemas), shaped.notes());
    }
}
