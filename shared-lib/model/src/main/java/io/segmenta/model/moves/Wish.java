package io.segmenta.model.moves;

import io.segmenta.model.base.Check;
import java.util.Map;
import java.util.Set;

/**
 * What is asked for.
 *
 * @param target the id of the segment that is wanted
 * @param fixed columns that stay as they are, besides those that always do
 * @param onlyUp columns that do not fall, besides those that never do
 * @param cost per column how dear a change of one unit of its feature is, above 0; 1 where nothing is said
 */
public record Wish(String target, Set<String> fixed, Set<String> onlyUp, Map<String, Double> cost) {

    public Wish {
        Check.notBlank(target, "target");
        fixed = Set.copyOf(fixed);
        onlyUp = Set.copyOf(onlyUp);
        cost = Map.copyOf(cost);
        cost.forEach((column, weight) -> Check.argument(weight > 0 && Double.isFinite(weight),
                "cost of \"%s\" must be above 0, got %s", column, weight));
    }

    /** Wants a segment, whatever changes. */
    public static Wish of(String target) {
        return new Wish(target, Set.of(), Set.of(), Map.of());
    }

    double cost(String column) {
        return cost.getOrDefault(column, 1.0);
    }
}
