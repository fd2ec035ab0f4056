package io.segmenta.pipeline.aggregate;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Applies what the configuration says about orders, panels, derived columns and the roles of what they made, in this
 * order. Stateless.
 */
public final class Shaping {
    private Shaping() {}

    /**
     * A table in its final shape.
     *
     * @param notes what was done, one sentence each
     */
    public record Shaped(Table table, Schema schema, List<String> notes) {}

    /**
     * Shapes a table; without such settings, and when it is no order log, the table itself is the result.
     *
     * @throws io.segmenta.model.base.DataException when a named column is missing or an expression is wrong
     * @throws io.segmenta.model.base.ConfigException when a made column cannot have the role that it is given
     */
    public static Shaped apply(Table table, Schema schema, PipelineConfig config) {
        List<String> notes = new ArrayList<>();
        Shaped shaped = new Shaped(table, schema, notes);
        boolean panel = !config.panel().entity().equals("none");
        Optional<OrderLog> orders = OrderLogs.find(table, schema, config.orders(), panel, notes);
        if (orders.isPresent()) {
            shaped = orders.get().customers(notes);
        }
        if (panel) {
            shaped = Panel.summarise(shaped.table(), shaped.schema(), config.panel(), notes);
        }
        if (!config.derive().isEmpty()) {
            shaped = Derived.add(shaped, config.derive());
        }
        return DerivedRoles.apply(shaped, table, config.columns().roles());
    }
}
