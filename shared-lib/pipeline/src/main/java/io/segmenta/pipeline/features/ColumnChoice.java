package io.segmenta.pipeline.features;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Quantiles;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.features.Finding.Kind;
import io.segmenta.pipeline.schema.OutcomeNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decides which columns become features, and tells of each other one why it does not. */
final class ColumnChoice {
    private static final int MOST_OUTCOMES = 20;

    private final PipelineConfig config;
    private final List<Finding> findings;

    ColumnChoice(PipelineConfig config, List<Finding> findings) {
        this.config = config;
        this.findings = findings;
    }

    /** The columns to use, in the order of the table. */
    List<ColumnSchema> choose(Table table, Schema schema, Workers workers) {
        List<ColumnSchema> chosen = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<ColumnSchema> columns = schema.columns();
        List<Optional<String>> reasons = new ArrayList<>(Collections.nCopies(columns.size(), Optional.empty()));
        workers.forEachBlock(columns.size(),
                j -> reasons.set(j, reasonToDrop(columns.get(j), table.require(columns.get(j).name()))));
        for (int j = 0; j < columns.size(); j++) {
            ColumnSchema column = columns.get(j);
            Optional<String> reason = reasons.get(j);
            if (reason.isPresent()) {
                findings.add(Finding.of(Kind.DROPPED, column.name(), reason.get()));
                refused.add(column.name() + " (" + reason.get() + ")");
            } else {
                chosen.add(column);
                if (isOutcome(column, table.require(column.name()))) {
                    findings.add(Finding.of(Kind.NOTICE, column.name(), "looks like an outcome, and is used: "
                            + "columns.exclude: [" + column.name() + "] finds segments without it and shows it in "
                            + "their profiles"));
                }
            }
        }
        if (chosen.isEmpty()) {
            throw none(table, refused);
        }
        return new Redundancy(table, config, findings, workers).without(chosen);
    }

    /** A few levels under a name such as churn or class, which nobody has asked for. */
    private boolean isOutcome(ColumnSchema column, Column values) {
        return !config.columns().include().contains(column.name()) && OutcomeNames.is(column.name())
                && (!(values instanceof NumericColumn numbers) || hasFewLevels(numbers.values()));
    }

    private static boolean hasFewLevels(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).distinct().limit(MOST_OUTCOMES + 1L)
                .count() <= MOST_OUTCOMES;
    }

    static DataException none(Table table, List<String> refused) {
        String some = String.join("; ", refused.stream().limit(6).toList());
        return DataException.of(DataException.Reason.NO_FEATURES,
                "%s: no column can be used to tell customers apart: %s%s",
                table.source(), some, refused.size() > 6 ? "; and " + (refused.size() - 6) + " more" : "");
    }

    private Optional<String> reasonToDrop(ColumnSchema column, Column values) {
        List<String> include = config.columns().include();
        if (config.columns().exclude().contains(column.name())) {
            return Optional.of("excluded by columns.exclude");
        }
        if (!include.isEmpty() && !include.contains(column.name())) {
            return Optional.of("not among columns.include");
        }
        Optional<String> byRole = byRole(column);
        if (byRole.isPresent()) {
            return byRole;
        }
        if (isTickBox(column, values)) {
            return values.missing() == values.rows() ? Optional.of("no row has a value") : Optional.empty();
        }
        double missing = values.rows() == 0 ? 1 : (double) values.missing() / values.rows();
        if (missing > config.cleaning().dropThresh() || missing == 1) {
            return Optional
                    .of(String.format(Locale.ROOT, "%.1f %% of the rows have no value (cleaning.drop_thresh is %s)",
                            100 * missing, config.cleaning().dropThresh()));
        }
        if (values instanceof NumericColumn numeric && column.role() != Role.CATEGORICAL) {
            return byVariance(numeric);
        }
        return Optional.empty();
    }

    /** A truth with one level only: the gaps are the other one. */
    static boolean isTickBox(ColumnSchema column, Column values) {
        return column.role() == Role.BOOLEAN && column.categories().size() == 1 && values.missing() > 0;
    }

    private Optional<String> byRole(ColumnSchema column) {
        return switch (column.role()) {
            case IDENTIFIER -> Optional.of("an identifier: " + column.reason());
            case CODE -> Optional.of(column.reason() + "; kept for the profiles");
            case FREE_TEXT -> Optional.of("free text: " + column.reason());
            case CONSTANT -> Optional.of(column.reason());
            case PERSONAL -> Optional.of(column.reason());
            case IGNORED -> Optional.of("left out: " + column.reason());
            case PROTECTED -> config.columns().useProtected()
                    ? Optional.empty()
                    : Optional.of(column.reason() + "; kept for the profiles (columns.use_protected is false)");
            case NUMERIC, CATEGORICAL, ORDINAL, BOOLEAN, DATE -> Optional.empty();
        };
    }

    private Optional<String> byVariance(NumericColumn column) {
        double[] present = NumberStats.present(column.values(), column.missing());
        if (Quantiles.min(present) == Quantiles.max(present)) {
            return Optional.of("the same value in every row that has one");
        }
        double threshold = config.cleaning().varianceThreshold();
        if (threshold == 0) {
            return Optional.empty();
        }
        double variance = NumberStats.variance(present, NumberStats.mean(present));
        return variance <= threshold
                ? Optional
                        .of(String.format(Locale.ROOT, "its variance %s does not exceed cleaning.variance_threshold %s",
                                variance, threshold))
                : Optional.empty();
    }
}
