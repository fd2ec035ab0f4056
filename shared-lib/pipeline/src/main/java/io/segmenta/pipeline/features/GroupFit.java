package io.segmenta.pipeline.features;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Table;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.GroupScore;
import io.segmenta.model.steps.Scale;
import io.segmenta.pipeline.features.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Fits the score of one group of questions. Answers on one scale are averaged as they are; where the scales differ each
 * is brought to 0 to 1 first, so that no question counts for more than another.
 */
final class GroupFit {
    private final PipelineConfig config;
    private final List<Finding> findings;

    GroupFit(PipelineConfig config, List<Finding> findings) {
        this.config = config;
        this.findings = findings;
    }

    private record Question(ColumnSchema schema, double[] values, List<FeatureStep> steps) {}

    /**
     * Returns the steps whose last output is the score; none when the group has to be dropped, with the finding made.
     *
     * @param gapped gets the scores where similar rows are to fill them
     */
    List<FeatureStep> fit(SurveyGroups.Group group, Table table, List<NeighborFit.Gapped> gapped) {
        List<Question> questions = questions(group, table);
        boolean oneScale = questions.stream().allMatch(q -> q.steps().isEmpty())
                && (questions.stream().allMatch(q -> q.schema().role() == Role.ORDINAL)
                        || (questions.stream().map(q -> q.schema().min()).distinct().count() == 1
                                && questions.stream().map(q -> q.schema().max()).distinct().count() == 1));
        List<FeatureStep> steps = new ArrayList<>();
        List<double[]> answers = new ArrayList<>();
        for (Question question : questions) {
            steps.addAll(question.steps());
            answers.add(oneScale ? question.values() : scaled(question, steps));
        }
        GroupScore score = new GroupScore(group.name(), questions.stream().map(q -> q.schema().name()).toList(),
                config.survey().minAnswered());
        double[] scores = new double[table.rows()];
        long answered = 0;
        for (int i = 0; i < scores.length; i++) {
            double sum = 0;
            int count = 0;
            for (double[] column : answers) {
                if (!Double.isNaN(column[i])) {
                    sum += column[i];
                    count++;
                }
            }
            answered += count;
            scores[i] = count > 0 && (double) count / answers.size() >= score.minAnswered() ? sum / count : Double.NaN;
        }
        if (isConstant(scores)) {
            findings.add(Finding.ofTable(Kind.DROPPED, "the group " + group.name() + " has one score in every row"));
            return List.of();
        }
        steps.add(score);
        findings.add(Finding.of(Kind.CHANGED, group.name(), String.format(Locale.ROOT,
                "the mean of %d questions%s, %.1f %% of them answered; %s", questions.size(),
                oneScale ? "" : ", each brought to 0 to 1",
                100.0 * answered / ((double) scores.length * answers.size()),
                group.reason())));
        if (NeighborFit.isOn(config)) {
            gapped.add(new NeighborFit.Gapped(group.name(), scores));
        } else {
            steps.addAll(new NumberFit(config.features(), findings).fit(group.name(), scores, false));
        }
        return steps;
    }

    private List<Question> questions(SurveyGroups.Group group, Table table) {
        List<Question> questions = new ArrayList<>();
        for (ColumnSchema schema : group.questions()) {
            Column column = table.require(schema.name());
            if (column instanceof NumericColumn numbers) {
                questions.add(new Question(schema, numbers.values(), List.of()));
            } else {
                CategoryFit.Fitted fitted = new CategoryFit(config.features(), findings, Map.of()).fit(schema, column);
                if (fitted != null) {
                    questions.add(new Question(schema, fitted.codes(), fitted.steps()));
                }
            }
        }
        return questions;
    }

    private static double[] scaled(Question question, List<FeatureStep> steps) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : question.values()) {
            if (!Double.isNaN(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        Scale scale = new Scale(question.schema().name(), Scale.Kind.MIN_MAX, min, max > min ? max - min : 1);
        steps.add(scale);
        double[] scaled = new double[question.values().length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = scale.apply(question.values()[i]);
        }
        return scaled;
    }

    private static boolean isConstant(double[] scores) {
        double first = Double.NaN;
        for (double score : scores) {
            if (Double.isNaN(first)) {
                first = score;
            } else if (!Double.isNaN(score) && score != first) {
                return false;
            }
        }
        return true;
    }
}
