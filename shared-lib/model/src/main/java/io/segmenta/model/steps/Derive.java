package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import java.util.List;

/**
 * Computes a column from others of the same row, as training did. What the expression yields takes precedence over a
 * value given for the column itself, which stands only where the expression yields nothing, for want of an operand.
 * Comes before every other kind of step: expressions read columns as they were given.
 *
 * @param column the column that is computed
 * @param expression as {@link Expression} reads it
 */
public record Derive(String column, String expression) implements FeatureStep {

    public Derive {
        Check.notNull(column, "column");
        Check.notNull(expression, "expression");
        try {
            Check.argument(!Expression.parse(expression).columns().contains(column),
                    "the expression reads the column it computes");
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("column \"" + column + "\": " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public List<String> inputs() {
        return Expression.parse(expression).columns();
    }

    @Override
    public List<String> outputs() {
        return List.of(column);
    }

    @Override
    public String describe() {
        return column + " = " + expression;
    }
}
