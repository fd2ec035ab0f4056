package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import io.segmenta.model.data.Values;
import java.util.HashSet;
import java.util.List;

/**
 * Turns a level into its place in an order, from 0.
 *
 * @param order the levels, lowest first
 * @param unseen the number given to a level that is not in the order, and to a missing value that no
 * {@link ImputeCategory} filled
 */
public record OrdinalEncode(String column, List<String> order, double unseen) implements InPlaceStep {

    public OrdinalEncode {
        Check.notNull(column, "column");
        order = List.copyOf(order);
        Check.argument(!order.isEmpty(), "column \"%s\": ordinal encoding needs at least one level", column);
        Check.argument(new HashSet<>(order).size() == order.size(), "column \"%s\": a level is listed twice", column);
        Check.finite("unseen", unseen);
    }

    @Override
    public String describe() {
        return column + ": " + String.join(" < ", order) + " as 0 to " + (order.size() - 1) + ", unseen levels as "
                + Values.text(unseen);
    }
}
