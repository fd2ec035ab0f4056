package io.segmenta.pipeline.features;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.GroupScore;
import io.segmenta.model.steps.ImputeNumeric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The scores of groups of questions as columns, before they are filled and scaled: what people read, where the features
 * are what distances are taken of. A score is in the unit of the answers, or from 0 to 1 where their scales differ, and
 * missing where too few questions were answered. Immutable.
 *
 * @param columns one per group, in the order of the steps; none where there are no groups
 * @param schemas of the columns
 * @param questions names of the columns that scores were made of
 */
public record GroupScores(List<Column> columns, List<ColumnSchema> schemas, Set<String> questions) {

    public GroupScores {
        columns = List.copyOf(columns);
        schemas = List.copyOf(schemas);
        questions = Set.copyOf(questions);
    }

    /**
     * Replays the steps up to the last score. Time and memory O(n d) where there are groups, else none.
     *
     * @param table with the columns that the steps read
     */
    public static GroupScores of(Table table, FeaturePipeline pipeline) {
        List<GroupScore> groups = pipeline.steps().stream().filter(GroupScore.class::isInstance)
                .map(GroupScore.class::cast).filter(group -> table.column(group.name()).isEmpty()).toList();
        if (groups.isEmpty()) {
            return new GroupScores(List.of(), List.of(), Set.of());
        }
        Matrix scored = unscaled(groups, pipeline).transform(table);
        List<Column> columns = new ArrayList<>();
        List<ColumnSchema> schemas = new ArrayList<>();
        Set<String> questions = new HashSet<>();
        for (int g = 0; g < groups.size(); g++) {
            GroupScore group = groups.get(g);
            columns.add(new NumericColumn(group.name(),
                    values(scored.column(2 * g), scored.column(2 * g + 1), group.minAnswered())));
            schemas.add(ColumnSchema.of(group.name(), Role.NUMERIC, group.describe()));
            questions.addAll(group.columns());
        }
        return new GroupScores(columns, schemas, questions);
    }

    /** The scores and the shares answered, in turn: no step that works on a score is taken over. */
    private static FeaturePipeline unscaled(List<GroupScore> groups, FeaturePipeline pipeline) {
        Set<String> names = new HashSet<>();
        List<String> outputs = new ArrayList<>();
        for (GroupScore group : groups) {
            names.add(group.name());
            outputs.addAll(group.outputs());
        }
        List<FeatureStep> steps = new ArrayList<>();
        for (FeatureStep step : pipeline.steps().subList(0, pipeline.steps().lastIndexOf(groups.getLast()) + 1)) {
            if (Collections.disjoint(step.inputs(), names)) {
                steps.add(step);
            }
        }
        groups.forEach(group -> steps.add(new ImputeNumeric(group.name(), 0, 0, "fill value")));
        return new FeaturePipeline(steps, outputs).withoutRefusals();
    }

    /** Floats as the shortest decimals that name them, so that a mean of whole answers reads as one. */
    private static double[] values(float[] scores, float[] answered, double least) {
        double[] values = new double[scores.length];
        for (int i = 0; i < values.length; i++) {
            boolean known = answered[i] > 0 && answered[i] >= (float) least;
            values[i] = known ? Double.parseDouble(Float.toString(scores[i])) : Double.NaN;
        }
        return values;
    }

    /** The scores of some rows. */
    public GroupScores of(int[] rows) {
        return new GroupScores(columns.stream().map(column -> column.selectRows(rows)).toList(), schemas, questions);
    }

    /** The table of the same rows with the scores first. */
    public Table beside(Table table) {
        if (columns.isEmpty()) {
            return table;
        }
        List<Column> all = new ArrayList<>(columns);
        all.addAll(table.columns());
        return new Table(table.source(), all);
    }

    /** The schema of {@link #beside}. */
    public Schema beside(Schema schema) {
        List<ColumnSchema> all = new ArrayList<>(schemas);
        all.addAll(schema.columns());
        return new Schema(all);
    }
}
