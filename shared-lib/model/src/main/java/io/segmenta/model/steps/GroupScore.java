package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * Puts the mean of the answered questions of a group in a column of the group's name, and the share of the questions
 * that were answered in a column {@code <name>_answered}. The answers are summed in the order of the columns. A row
 * that answered less than the least share has no score: an {@link ImputeNumeric} on the score follows.
 *
 * @param name of the group, no column of that name before it
 * @param columns the questions, as numbers, missing where unanswered
 * @param minAnswered least share of questions to be answered, in [0, 1]; at least one answer is needed either way
 */
public record GroupScore(String name, List<String> columns, double minAnswered) implements FeatureStep {

    public GroupScore {
        Check.notBlank(name, "name");
        columns = List.copyOf(columns);
        Check.argument(!columns.isEmpty(), "group \"%s\": a score needs at least one question", name);
        Check.argument(new HashSet<>(columns).size() == columns.size(), "group \"%s\": a question is named twice",
                name);
        Check.range("minAnswered", minAnswered, 0, 1);
    }

    @Override
    public List<String> inputs() {
        return columns;
    }

    @Override
    public List<String> outputs() {
        return List.of(name, name + "_answered");
    }

    @Override
    public String describe() {
        return String.format(Locale.ROOT, "%s: mean of the answers to %d questions (%s), where %.0f %% are answered",
                name, columns.size(), String.join("; ", columns), 100 * minAnswered);
    }
}
