package io.segmenta.pipeline.features;

import io.segmenta.clustering.decomposition.PrincipalComponents;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.steps.DateToDays;
import io.segmenta.model.steps.Derive;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.ImputeNumeric;
import io.segmenta.model.steps.Pca;
import io.segmenta.model.steps.YearToAge;
import io.segmenta.pipeline.features.Finding.Kind;
import io.segmenta.pipeline.schema.BirthYear;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Fits the steps from a table to a feature matrix. Columns are chosen by role and by how much they hold; each of the
 * rest is filled, encoded, straightened and scaled as configured. Statistics are taken after filling, as a scikit-learn
 * pipeline of imputer and scaler takes them. Stateless and deterministic.
 *
 * <p>
 * Truths and levels become 0 and 1 and are not scaled: scaling would make a rare level weigh more than a common one.
 * Dates become days before the newest date of the table, years of birth the age in its year; where no date is used,
 * they stay years. An age is a measure and used; a band of ages is a protected attribute.
 */
public final class FeatureFitter {
    /** A share of the variance that leaves the other features next to nothing to decide. */
    private static final double OUTWEIGHS = 0.8;

    private FeatureFitter() {}

    /** Fits on the calling thread. */
    public static FittedFeatures fit(Table table, Schema schema, PipelineConfig config) {
        try (Workers workers = new Workers(1)) {
            return fit(table, schema, config, workers);
        }
    }

    /**
     * Fits.
     *
     * @param table at least two rows
     * @param schema one entry for each column of the table
     * @param workers share out the columns
     * @throws DataException when there are too few rows or no column can become a feature
     */
    public static FittedFeatures fit(Table table, Schema schema, PipelineConfig config, Workers workers) {
        return fit(table, schema, config, Map.of(), workers);
    }

    /**
     * Fits to a sample of rows, where more is known of all.
     *
     * @param table at least two rows
     * @param schema one entry for each column of the table
     * @param facts of all rows, by column; of those that are named, filling and scaling are of all rows
     * @param workers share out the columns
     * @throws DataException when there are too few rows or no column can become a feature
     */
    public static FittedFeatures fit(Table table, Schema schema, PipelineConfig config,
            Map<String, ColumnFacts> facts, Workers workers) {
        Check.notNull(table, "table");
        if (table.rows() < 2) {
            throw DataException.of(DataException.Reason.TOO_FEW_ROWS,
                    "%s: %d row; at least two are needed to tell customers apart", table.source(), table.rows());
        }
        List<Finding> findings = new ArrayList<>();
        List<ColumnSchema> chosen = new ColumnChoice(config, findings).choose(table, schema, workers);
        int[] kept = rows(table, schema, chosen, config, findings);
        Table used = kept.length == table.rows() ? table : table.selectRows(kept);
        FeaturePipeline pipeline = pipeline(used, schema, chosen, config, facts, findings, workers);
        Matrix matrix = pipeline.transform(used);
        if (config.features().scale() == PipelineConfig.Scaling.NONE) {
            outweighing(matrix).ifPresent(findings::add);
        }
        return new FittedFeatures(pipeline, matrix, List.copyOf(findings), kept);
    }

    /** That one feature, for want of scaling, decides nearly alone. */
    private static Optional<Finding> outweighing(Matrix matrix) {
        double[] variances = new double[matrix.columns()];
        double all = 0;
        int most = 0;
        for (int j = 0; j < variances.length; j++) {
            float[] column = matrix.column(j);
            double[] values = new double[column.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = column[i];
            }
            variances[j] = NumberStats.variance(values, NumberStats.mean(values));
            all += variances[j];
            most = variances[j] > variances[most] ? j : most;
        }
        double share = variances[most] / all;
        return variances.length < 2 || !(share > OUTWEIGHS) ? Optional.empty()
                : Optional.of(Finding.of(Kind.NOTICE, matrix.names().get(most), String.format(Locale.ROOT,
                        "holds %.0f %% of the variance of all features, because features.scale is none: the segments "
                                + "are nearly those of this column alone; features.scale: standard lets every column "
                                + "weigh the same",
                        100 * share)));
    }

    private static int[] rows(Table table, Schema schema, List<ColumnSchema> chosen, PipelineConfig config,
            List<Finding> findings) {
        int[] kept = new int[table.rows()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = i;
        }
        if (config.cleaning().dropDuplicates()) {
            List<Column> columns = chosen.stream().map(c -> table.require(c.name())).toList();
            kept = DuplicateRows.distinct(columns, table.rows());
            if (kept.length < table.rows()) {
                findings.add(Finding.ofTable(Kind.ROWS, String.format(Locale.ROOT,
                        "%,d rows repeat an earlier one in every used column and were left out",
                        table.rows() - kept.length)));
            }
        } else {
            repeated(table, schema).ifPresent(findings::add);
        }
        if (kept.length < 2) {
            throw DataException.of(DataException.Reason.TOO_FEW_DISTINCT_ROWS,
                    "%s: all rows are equal in every column that is used", table.source());
        }
        return kept;
    }

    /** That customers stand in the file twice, word for word and with their identifiers. */
    private static Optional<Finding> repeated(Table table, Schema schema) {
        List<Column> identifiers = schema.columns().stream().filter(column -> column.role() == Role.IDENTIFIER)
                .flatMap(column -> table.column(column.name()).stream()).toList();
        if (identifiers.isEmpty() || !DuplicateRows.mayRepeat(identifiers.getFirst())) {
            return Optional.empty();
        }
        int again = table.rows() - DuplicateRows.distinct(table.columns(), table.rows()).length;
        return again == 0 ? Optional.empty()
                : Optional.of(Finding.ofTable(Kind.ROWS, String.format(Locale.ROOT,
                        "%,d rows repeat an earlier one in every column, \"%s\" included, and count twice; "
                                + "cleaning.drop_duplicates: true leaves them out",
                        again, identifiers.getFirst().name())));
    }

    /** What one column becomes; no output when it is dropped. Numbers may be left to be filled with all others. */
    private record Part(List<FeatureStep> steps, List<String> outputs, List<Finding> findings,
            List<NeighborFit.Gapped> gapped) {
        Part() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private static FeaturePipeline pipeline(Table table, Schema schema, List<ColumnSchema> chosen,
            PipelineConfig config, Map<String, ColumnFacts> facts, List<Finding> findings, Workers workers) {
        Map<String, String> skipped = SkippedQuestions.find(table, schema, chosen, workers);
        OptionalLong newest = newest(table, chosen);
        List<SurveyGroups.Group> groups = new SurveyGroups(table, chosen, config.survey(), findings).find();
        List<ColumnSchema> single = new ArrayList<>(chosen);
        groups.forEach(group -> single.removeAll(group.questions()));
        Part[] parts = new Part[single.size()];
        workers.forEachBlock(parts.length,
                j -> parts[j] = part(single.get(j), table.require(single.get(j).name()), newest, skipped, config,
                        Optional.ofNullable(facts.get(single.get(j).name()))));
        List<FeatureStep> steps = derivations(table, chosen, config, findings);
        List<String> outputs = new ArrayList<>();
        List<NeighborFit.Gapped> gapped = new ArrayList<>();
        for (Part part : parts) {
            steps.addAll(part.steps());
            outputs.addAll(part.outputs());
            findings.addAll(part.findings());
            gapped.addAll(part.gapped());
        }
        for (SurveyGroups.Group group : groups) {
            List<FeatureStep> scored = new GroupFit(config, findings).fit(group, table, gapped);
            if (!scored.isEmpty()) {
                steps.addAll(scored);
                outputs.add(group.name());
            }
        }
        steps.addAll(new NeighborFit(config, findings).fit(gapped, workers));
        if (outputs.isEmpty()) {
            throw ColumnChoice.none(table, findings.stream().filter(f -> f.kind() == Kind.DROPPED)
                    .map(Finding::sentence).toList());
        }
        return withComponents(new FeaturePipeline(steps, outputs), table, config, findings, workers);
    }

    /** The steps that compute derived columns anew, so that a record need not give them. */
    private static List<FeatureStep> derivations(Table table, List<ColumnSchema> chosen, PipelineConfig config,
            List<Finding> findings) {
        List<FeatureStep> steps = new ArrayList<>();
        Set<String> categories = new HashSet<>();
        Set<String> names = new HashSet<>(chosen.stream().map(ColumnSchema::name).toList());
        for (ColumnSchema column : chosen) {
            if (!isNumber(column, table.require(column.name()))) {
                categories.add(column.name());
            }
        }
        for (ColumnSchema column : chosen) {
            String expression = config.derive().get(column.name());
            if (expression != null) {
                Derive step = new Derive(column.name(), expression);
                step.inputs().stream().filter(categories::contains).findFirst().ifPresent(operand -> {
                    throw DataException.of(DataException.Reason.SCHEMA_MISMATCH,
                            "derive.%s: the expression uses "
                                    + "\"%s\", whose numbers were read as names of groups; set columns.roles.%s: "
                                    + "numeric, "
                                    + "or put it in columns.exclude",
                            column.name(), operand, operand);
                });
                steps.add(step);
                step.inputs().stream().filter(operand -> !names.contains(operand))
                        .forEach(operand -> findings
                                .add(Finding.of(Kind.NOTICE, operand, "needed for " + column.name())));
            }
        }
        return steps;
    }

    private static Part part(ColumnSchema column, Column values, OptionalLong newest, Map<String, String> skipped,
            PipelineConfig config, Optional<ColumnFacts> facts) {
        Part part = new Part();
        NumberFit numbers = new NumberFit(config.features(), part.findings());
        if (!isNumber(column, values)) {
            CategoryFit.Fitted fitted = new CategoryFit(config.features(), part.findings(), skipped).fit(column,
                    values);
            if (fitted != null) {
                part.steps().addAll(fitted.steps());
                part.outputs().addAll(fitted.outputs());
                if (fitted.codes().length > 0 && column.role() != Role.BOOLEAN) {
                    part.steps().add(numbers.scale(column.name(), fitted.codes()));
                }
            }
            return part;
        }
        double[] raw = ((NumericColumn) values).values();
        if (ColumnChoice.isTickBox(column, values)) {
            part.steps().add(new ImputeNumeric(column.name(), 0, values.missing(), "an unticked box"));
            part.outputs().add(column.name());
            part.findings().add(Finding.of(Kind.USED, column.name(), "a box: 1 where ticked, 0 where empty"));
            return part;
        }
        Optional<ColumnFacts> plain = facts;
        if (newest.isPresent() && column.role() == Role.DATE) {
            plain = Optional.empty();
            part.steps().add(new DateToDays(column.name(), newest.getAsLong()));
            raw = age(raw, newest.getAsLong());
            part.findings().add(Finding.of(Kind.CHANGED, column.name(),
                    "days before " + LocalDate.ofEpochDay(newest.getAsLong()) + ", the newest date of the table"));
        } else if (newest.isPresent() && BirthYear.is(column)) {
            plain = Optional.empty();
            int year = LocalDate.ofEpochDay(newest.getAsLong()).getYear();
            part.steps().add(new YearToAge(column.name(), year));
            raw = age(raw, year);
            part.findings().add(Finding.of(Kind.CHANGED, column.name(),
                    "a year of birth: age in " + year + ", the year of the newest date of the table"));
        }
        boolean truth = isTruth(raw) && plain.filter(all -> all.min() < 0 || all.max() > 1).isEmpty();
        if (NeighborFit.isOn(config) && !truth) {
            part.gapped().add(new NeighborFit.Gapped(column.name(), raw));
        } else {
            part.steps().addAll(
                    new NumberFit(config.features(), part.findings(), plain).fit(column.name(), raw, truth));
        }
        part.outputs().add(column.name());
        return part;
    }

    /** Puts principal components behind the steps when the configuration asks for them. */
    private static FeaturePipeline withComponents(FeaturePipeline pipeline, Table table, PipelineConfig config,
            List<Finding> findings, Workers workers) {
        int wanted = config.features().pcaComponents();
        double share = config.features().pcaVariance();
        int most = Math.min(pipeline.featureNames().size(), table.rows());
        if (wanted == 0 && share == 0) {
            return pipeline;
        }
        PrincipalComponents all = RangeRemedy
                .added(() -> PrincipalComponents.fit(pipeline.transform(table), workers));
        int count = Math.min(Math.min(most, all.count()), wanted > 0 ? wanted : all.countFor(share));
        PrincipalComponents kept = all.keep(count);
        Pca step = new Pca(pipeline.featureNames(), kept.mean(), kept.components(), kept.explainedVarianceRatio());
        List<FeatureStep> steps = new ArrayList<>(pipeline.steps());
        steps.add(step);
        findings.add(Finding.ofTable(Kind.CHANGED, step.describe()));
        return new FeaturePipeline(steps, step.outputs());
    }

    private static boolean isNumber(ColumnSchema column, Column values) {
        return values instanceof NumericColumn && column.role() != Role.CATEGORICAL;
    }

    private static boolean isTruth(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value) && value != 0 && value != 1) {
                return false;
            }
        }
        return true;
    }

    private static OptionalLong newest(Table table, List<ColumnSchema> chosen) {
        double newest = Double.NEGATIVE_INFINITY;
        for (ColumnSchema column : chosen) {
            if (column.role() == Role.DATE && table.require(column.name()) instanceof NumericColumn days) {
                for (double day : days.values()) {
                    newest = day > newest ? day : newest;
                }
            }
        }
        return Double.isInfinite(newest) ? OptionalLong.empty() : OptionalLong.of((long) newest);
    }

    private static double[] age(double[] days, long reference) {
        double[] age = new double[days.length];
        for (int i = 0; i < age.length; i++) {
            age[i] = reference - days[i];
        }
        return age;
    }
}
