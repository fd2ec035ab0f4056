package io.segmenta.pipeline.features;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.features.Finding.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the groups of questions of a survey: those the configuration declares, and, where it says so, neighbouring
 * questions on one scale that share the beginning of their names or go together.
 */
final class SurveyGroups {
    /** Fewer questions say no more than each does by itself. */
    private static final int LEAST_FOUND = 3;
    /** Average correlation with the questions before it from which a question belongs to them. */
    private static final double TOGETHER = 0.3;
    private static final Pattern STEM = Pattern.compile("(.*[\\p{L}\\d])[_.:#\\- ]+[^_.:#]+|(.*\\p{L})\\d+\\p{L}?");

    /** Questions that become one score. */
    record Group(String name, List<ColumnSchema> questions, String reason) {}

    private final Table table;
    private final List<ColumnSchema> chosen;
    private final PipelineConfig.Survey settings;
    private final List<Finding> findings;

    /** @param chosen the columns that may become features */
    SurveyGroups(Table table, List<ColumnSchema> chosen, PipelineConfig.Survey settings, List<Finding> findings) {
        this.table = table;
        this.chosen = chosen;
        this.settings = settings;
        this.findings = findings;
    }

    /**
     * Returns the groups, declared ones first.
     *
     * @throws io.segmenta.model.base.DataException when a declared question is no column of the table
     */
    List<Group> find() {
        List<Group> groups = new ArrayList<>();
        List<ColumnSchema> rest = new ArrayList<>(chosen);
        settings.groups().forEach((name, questions) -> {
            List<ColumnSchema> usable = new ArrayList<>();
            for (String question : questions) {
                table.require(question);
                Optional<ColumnSchema> column = chosen.stream().filter(c -> c.name().equals(question)).findFirst();
                if (column.isPresent() && canScore(column.get())) {
                    usable.add(column.get());
                } else {
                    findings.add(Finding.of(Kind.CHANGED, question, column.isPresent()
                            ? "not part of the score of " + name + ": its answers have no order"
                            : "not part of the score of " + name + ": the column is not used"));
                }
            }
            if (usable.isEmpty()) {
                findings.add(Finding.ofTable(Kind.DROPPED, "the group " + name + " has no question with an order"));
                return;
            }
            rest.removeAll(usable);
            groups.add(new Group(free(name), usable, "declared in survey.groups"));
        });
        if (settings.find()) {
            byName(rest, groups);
            byCorrelation(rest, groups);
        }
        return groups;
    }

    /** A score must not take the name of a column. */
    private String free(String name) {
        String free = name;
        while (table.column(free).isPresent()) {
            free += " score";
        }
        return free;
    }

    private boolean canScore(ColumnSchema column) {
        boolean number = table.require(column.name()) instanceof NumericColumn
                && column.role() != Role.CATEGORICAL && column.role() != Role.DATE;
        return number || column.role() == Role.ORDINAL || column.role() == Role.BOOLEAN;
    }

    private void byName(List<ColumnSchema> rest, List<Group> groups) {
        for (List<ColumnSchema> run : runs(rest, (block, next) -> stem(next).isPresent()
                && stem(block.getFirst()).equals(stem(next)))) {
            String stem = stem(run.getFirst()).orElseThrow();
            rest.removeAll(run);
            groups.add(new Group(free(stem), run,
                    run.size() + " neighbouring questions on one scale whose names begin with " + stem));
        }
    }

    private void byCorrelation(List<ColumnSchema> rest, List<Group> groups) {
        for (List<ColumnSchema> run : runs(rest, (block, next) -> correlation(block, next) >= TOGETHER)) {
            rest.removeAll(run);
            groups.add(new Group(free(run.getFirst().name() + " to " + run.getLast().name()), run,
                    run.size() + " neighbouring questions on one scale that go together"));
        }
    }

    private interface Joins {
        boolean test(List<ColumnSchema> block, ColumnSchema next);
    }

    /** Neighbouring questions on one scale, as long as each next one joins. */
    private List<List<ColumnSchema>> runs(List<ColumnSchema> rest, Joins joins) {
        Map<String, Integer> places = new HashMap<>();
        for (Column column : table.columns()) {
            places.put(column.name(), places.size());
        }
        List<List<ColumnSchema>> runs = new ArrayList<>();
        List<ColumnSchema> block = new ArrayList<>();
        for (ColumnSchema column : rest) {
            boolean question = column.role() == Role.ORDINAL
                    && table.require(column.name()) instanceof NumericColumn;
            boolean goesOn = question && !block.isEmpty()
                    && places.getOrDefault(block.getLast().name(), 0) + 1 == places.getOrDefault(column.name(), 0)
                    && block.getFirst().min().equals(column.min()) && block.getFirst().max().equals(column.max())
                    && joins.test(block, column);
            if (!goesOn) {
                close(block, runs);
                block = new ArrayList<>();
            }
            if (question) {
                block.add(column);
            }
        }
        close(block, runs);
        return runs;
    }

    private static void close(List<ColumnSchema> block, List<List<ColumnSchema>> runs) {
        if (block.size() >= LEAST_FOUND) {
            runs.add(List.copyOf(block));
        }
    }

    private static Optional<String> stem(ColumnSchema column) {
        Matcher matcher = STEM.matcher(column.name().strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String stem = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return Optional.of(stem.strip().toLowerCase(Locale.ROOT)).filter(s -> !s.isEmpty());
    }

    /** The mean of Pearson's correlations of a question with those of a block, each over the rows with both answers. */
    private double correlation(List<ColumnSchema> block, ColumnSchema next) {
        double[] x = ((NumericColumn) table.require(next.name())).values();
        double sum = 0;
        for (ColumnSchema column : block) {
            sum += pearson(x, ((NumericColumn) table.require(column.name())).values());
        }
        return sum / block.size();
    }

    static double pearson(double[] x, double[] y) {
        double n = 0;
        double meanX = 0;
        double meanY = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
                n++;
                double dx = x[i] - meanX;
                double dy = y[i] - meanY;
                meanX += dx / n;
                meanY += dy / n;
                xx += dx * (x[i] - meanX);
                yy += dy * (y[i] - meanY);
                xy += dx * (y[i] - meanY);
            }
        }
        return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
    }
}
