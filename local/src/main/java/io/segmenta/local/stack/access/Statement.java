package io.segmenta.local.stack.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a policy.
 *
 * @param sid its name
 * @param allows whether it allows; else it denies, which is stronger
 * @param actions patterns of actions
 * @param resources patterns of ARNs
 * @param conditions that all have to hold
 */
public record Statement(String sid, boolean allows, List<String> actions, List<String> resources,
        List<Condition> conditions) {

    private static final Set<String> ELEMENTS = Set.of("Sid", "Effect", "Action", "Resource", "Condition");

    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    /**
     * Reads a statement.
     *
     * @param settled the statement as maps, lists and scalars, CloudFormation's functions settled
     * @throws IllegalArgumentException that names the statement and what of it is not evaluated here
     */
    public static Statement of(Map<?, ?> settled) {
        String sid = String.valueOf(settled.get("Sid"));
        try {
            settled.keySet().forEach(element -> require(ELEMENTS.contains(element),
                    "the element " + element + " is not evaluated here"));
            String effect = String.valueOf(settled.get("Effect"));
            require(effect.equals("Allow") || effect.equals("Deny"), "Effect must be Allow or Deny, got " + effect);
            return new Statement(sid, effect.equals("Allow"), patterns(settled.get("Action"), "Action"),
                    patterns(settled.get("Resource"), "Resource"), conditions(settled.get("Condition")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("statement " + sid + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads the conditions of a statement.
     *
     * @throws IllegalArgumentException that names what of them is not evaluated here
     */
    public static List<Condition> conditions(@Nullable Object settled) {
        List<Condition> conditions = new ArrayList<>();
        if (settled == null) {
            return conditions;
        }
        require(settled instanceof Map, "Condition must be a map of operators");
        ((Map<?, ?>) settled).forEach((operator, keys) -> {
            require(keys instanceof Map, "the condition operator " + operator + " must have a map of keys");
            ((Map<?, ?>) keys).forEach((key, values) -> conditions
                    .add(Condition.of(String.valueOf(operator), String.valueOf(key), texts(values))));
        });
        return conditions;
    }

    private static List<String> patterns(@Nullable Object oneOrMany, String element) {
        List<String> patterns = oneOrMany == null ? List.of() : texts(oneOrMany);
        require(!patterns.isEmpty(), "it has no " + element);
        patterns.forEach(Wildcards::requireNoVariable);
        return patterns;
    }

    private static List<String> texts(Object oneOrMany) {
        List<String> texts = new ArrayList<>();
        (oneOrMany instanceof List<?> list ? list : List.of(oneOrMany)).forEach(one -> texts.add(String.valueOf(one)));
        return texts;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /** Whether it speaks of the request. */
    public boolean covers(AccessRequest request) {
        return actions.stream().anyMatch(action -> Wildcards.matchIgnoringCase(action, request.action()))
                && resources.stream().anyMatch(resource -> Wildcards.match(resource, request.resource()))
                && conditions.stream().allMatch(condition -> condition.holds(request.context()));
    }
}
