package io.segmenta.pipeline.aggregate;

import io.segmenta.config.PanelConfig;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Applies what the configuration says about orders, panels, derived columns and the roles of what they made, in this
 * order. Stateless.
 */
public final class Shaping {
    private static final String AUTO = "auto";
    private static final Set<String> FOUND_OR_NONE = Set.of(AUTO, "none");

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
        boolean panel = !FOUND_OR_NONE.contains(config.panel().entity());
        Optional<OrderLog> orders = OrderLogs.find(table, schema, config.orders(), panel, notes);
        if (orders.isPresent()) {
            shaped = orders.get().customers(notes);
        }
        if (panel) {
            shaped = Panel.summarise(shaped.table(), shaped.schema(), config.panel(), notes);
        } else if (config.panel().entity().equals(AUTO) && orders.isEmpty()) {
            Optional<PanelConfig> found = PanelFinder.find(table, schema, config.panel());
            if (found.isPresent()) {
                shaped = Panel.summarise(table, schema, found.get(), notes);
                notes.add("each \"" + found.get().entity() + "\" stands there once for each \"" + found.get().time()
                        + "\", so the segments are of the former (panel.entity: none keeps the rows)");
            }
        }
        if (!config.derive().isEmpty()) {
            shaped = Derived.add(shaped, config.derive());
        }
        return DerivedRoles.apply(shaped, table, config.columns().roles());
    }
}
