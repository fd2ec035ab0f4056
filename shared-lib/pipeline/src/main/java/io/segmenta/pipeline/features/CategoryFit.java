package io.segmenta.pipeline.features;

import io.segmenta.config.PipelineConfig.ImputeCategorical;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.data.Values;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.ImputeCategory;
import io.segmenta.model.steps.OneHot;
import io.segmenta.model.steps.OrdinalEncode;
import io.segmenta.model.steps.UnseenLevels;
import io.segmenta.pipeline.features.Finding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fits the steps of one column of levels. */
final class CategoryFit {
    /** A pooled category whose own columns cover less of the rows than this tells next to nothing. */
    private static final double LEAST_COVER = 0.1;

    /** The level of a gap that is a question not asked. */
    static final String NOT_ASKED = "(not asked)";

    private final PipelineConfig.Features settings;
    private final List<Finding> findings;
    private final Map<String, String> skipped;

    /** @param skipped the columns whose gaps are questions not asked, with what tells so */
    CategoryFit(PipelineConfig.Features settings, List<Finding> findings, Map<String, String> skipped) {
        this.settings = settings;
        this.findings = findings;
        this.skipped = skipped;
    }

    /** What was fitted: the steps, the features they make, and the place of each row in an order, if there is one. */
    record Fitted(List<FeatureStep> steps, List<String> outputs, double[] codes) {}

    /**
     * Fits a column.
     *
     * @return null when the column has to be dropped, with the finding made
     */
    @Nullable
    Fitted fit(ColumnSchema schema, Column column) {
        Map<String, Integer> counts = counts(column);
        String name = schema.name();
        if (counts.size() == 1 && ColumnChoice.isTickBox(schema, column)) {
            return tickBox(name, column, counts.keySet().iterator().next());
        }
        if (counts.size() < 2) {
            findings.add(Finding.of(Kind.DROPPED, name, "a single level"));
            return null;
        }
        List<FeatureStep> steps = new ArrayList<>();
        List<String> known = List.copyOf(counts.keySet());
        ImputeCategory impute = impute(name, column.missing(), counts);
        unseen(name, known).ifPresent(steps::add);
        steps.add(impute);
        boolean ordered = schema.role() == Role.ORDINAL || schema.role() == Role.BOOLEAN
                || (schema.role() == Role.PROTECTED && isOrdered(schema));
        if (ordered && impute.level().equals(NOT_ASKED)) {
            return orderedOrNotAsked(schema, column, counts, steps);
        }
        if (ordered || settings.encode() == PipelineConfig.Encode.ORDINAL) {
            List<String> order = order(schema, counts, ordered);
            OrdinalEncode step = new OrdinalEncode(name, order, Math.max(0, order.indexOf(impute.level())));
            steps.add(step);
            findings.add(Finding.of(Kind.USED, name, order.size() == 2
                    ? order.get(0) + " is 0, " + order.get(1) + " is 1; anything else " + otherwise(impute.level())
                    : places(step)));
            return new Fitted(steps, List.of(name),
                    codes(column, step, Math.max(0, step.order().indexOf(impute.level()))));
        }
        return oneHot(name, column, counts, steps);
    }

    /** Spells out what becomes of other levels where that is not left to the encoder. */
    private Optional<UnseenLevels> unseen(String name, List<String> known) {
        return switch (settings.unseen()) {
            case OTHER -> Optional.empty();
            case MISSING -> Optional.of(new UnseenLevels(name, known, UnseenLevels.Kind.MISSING));
            case REFUSE -> Optional.of(new UnseenLevels(name, known, UnseenLevels.Kind.REFUSE));
        };
    }

    /** Who was not asked has a feature that says so, and the middle place in the order of those who were. */
    private Fitted orderedOrNotAsked(ColumnSchema schema, Column column, Map<String, Integer> counts,
            List<FeatureStep> steps) {
        String name = schema.name();
        Map<String, Integer> answers = new TreeMap<>(counts);
        answers.remove(NOT_ASKED);
        List<String> order = order(schema, answers, true);
        OneHot asked = new OneHot(name, List.of(NOT_ASKED), false);
        OrdinalEncode step = new OrdinalEncode(name, order, middle(order, answers));
        steps.add(asked);
        steps.add(step);
        findings.add(Finding.of(Kind.USED, name, "not asked is a level of its own; of those who were, "
                + places(step)));
        List<String> outputs = new ArrayList<>(asked.outputs());
        outputs.add(name);
        return new Fitted(steps, outputs, codes(column, step, step.unseen()));
    }

    private String otherwise(String level) {
        return switch (settings.unseen()) {
            case OTHER -> "counts as " + level;
            case MISSING -> "counts as missing";
            case REFUSE -> "is refused";
        };
    }

    private String places(OrdinalEncode step) {
        String places = step.describe().substring(step.column().length() + 2);
        return settings.unseen() == PipelineConfig.Unseen.OTHER ? places
                : places.substring(0, places.lastIndexOf(", unseen levels")) + "; a level that training did not see "
                        + otherwise("");
    }

    private static int middle(List<String> order, Map<String, Integer> counts) {
        long all = counts.values().stream().mapToLong(Integer::longValue).sum();
        long below = 0;
        int place = 0;
        while (2 * (below + counts.getOrDefault(order.get(place), 0)) < all) {
            below += counts.getOrDefault(order.get(place), 0);
            place++;
        }
        return place;
    }

    private Fitted tickBox(String name, Column column, String mark) {
        String empty = mark.equals("no") ? "empty" : "no";
        ImputeCategory impute = new ImputeCategory(name, empty, column.missing(), "an unticked box");
        OrdinalEncode step = new OrdinalEncode(name, List.of(empty, mark), 1);
        findings.add(Finding.of(Kind.USED, name, "a box: 1 where ticked, 0 where empty"));
        return new Fitted(List.of(impute, step), List.of(name),
                codes(column, step, Math.max(0, step.order().indexOf(impute.level()))));
    }

    private @Nullable Fitted oneHot(String name, Column column, Map<String, Integer> counts, List<FeatureStep> steps) {
        List<String> byCount = new ArrayList<>(counts.keySet());
        byCount.sort(Comparator.comparing((String level) -> counts.get(level)).reversed()
                .thenComparing(Comparator.naturalOrder()));
        List<String> own = byCount.subList(0, Math.min(settings.maxLevels(), byCount.size()));
        boolean pooled = own.size() < byCount.size();
        if (pooled) {
            long covered = own.stream().mapToLong(counts::get).sum();
            double cover = (double) covered / Math.max(1, column.rows());
            if (cover < LEAST_COVER) {
                findings.add(Finding.of(Kind.DROPPED, name, String.format(Locale.ROOT,
                        "%,d levels, of which the %d most frequent hold %.1f %% of the rows: too many to be a category",
                        byCount.size(), own.size(), 100 * cover)));
                return null;
            }
            findings.add(Finding.of(Kind.CHANGED, name, String.format(Locale.ROOT,
                    "%,d rare levels share one feature; the %d most frequent have one each (%.1f %% of the rows)",
                    byCount.size() - own.size(), own.size(), 100 * cover)));
        }
        List<String> levels = own.stream().sorted().toList();
        OneHot step = new OneHot(name, levels, pooled);
        steps.add(step);
        findings.add(Finding.of(Kind.USED, name,
                String.format(Locale.ROOT, "%d columns of 0 and 1, one for each level", step.outputs().size())));
        return new Fitted(steps, step.outputs(), new double[0]);
    }

    private ImputeCategory impute(String name, int missing, Map<String, Integer> counts) {
        String mode = counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
                .orElseThrow().getKey();
        boolean fill = settings.imputeCategorical() == ImputeCategorical.FILL;
        if (!fill && skipped.containsKey(name)) {
            findings.add(Finding.of(Kind.IMPUTED, name, String.format(Locale.ROOT,
                    "%,d gaps are questions not asked (%s), a level of their own", missing, skipped.get(name))));
            counts.merge(NOT_ASKED, missing, Integer::sum);
            return new ImputeCategory(name, NOT_ASKED, missing, "not asked");
        }
        String level = fill ? settings.fillText() : mode;
        if (missing > 0) {
            findings.add(Finding.of(Kind.IMPUTED, name, String.format(Locale.ROOT, "%,d missing filled with %s \"%s\"",
                    missing, fill ? "the fill value" : "the most frequent level", level)));
            counts.merge(level, missing, Integer::sum);
        } else if (fill && !counts.containsKey(level)) {
            level = mode;
            fill = false;
        }
        return new ImputeCategory(name, level, missing, fill ? "fill value" : "mode");
    }

    private static boolean isOrdered(ColumnSchema schema) {
        return schema.categories().size() > 2
                && !schema.categories().equals(schema.categories().stream().sorted().toList());
    }

    /** Declared order first, then what else was met; unordered levels by name. */
    private static List<String> order(ColumnSchema schema, Map<String, Integer> counts, boolean ordered) {
        List<String> order = new ArrayList<>();
        // Of two words for no and yes the schema has no first.
        if (ordered || schema.role() == Role.BOOLEAN) {
            schema.categories().stream().filter(counts::containsKey).forEach(order::add);
        }
        counts.keySet().stream().filter(level -> !order.contains(level))
                .sorted(Comparator.comparingDouble(CategoryFit::truth).thenComparing(Comparator.naturalOrder()))
                .forEach(order::add);
        if (schema.role() == Role.BOOLEAN && order.size() == 2 && truth(order.get(0)) > truth(order.get(1))) {
            return List.of(order.get(1), order.get(0));
        }
        return order;
    }

    private static double truth(String level) {
        double truth = Values.truth(level);
        return Double.isNaN(truth) ? 0.5 : truth;
    }

    private static Map<String, Integer> counts(Column column) {
        Map<String, Integer> counts = new TreeMap<>();
        switch (column) {
            case TextColumn text -> {
                int[] perCode = new int[text.levels().size()];
                for (int i = 0; i < text.rows(); i++) {
                    if (text.code(i) >= 0) {
                        perCode[text.code(i)]++;
                    }
                }
                for (int code = 0; code < perCode.length; code++) {
                    if (perCode[code] > 0) {
                        counts.merge(text.levels().get(code), perCode[code], Integer::sum);
                    }
                }
            }
            case NumericColumn numeric -> {
                Map<Double, Integer> perValue = new HashMap<>();
                for (double value : numeric.values()) {
                    if (!Double.isNaN(value)) {
                        perValue.merge(value + 0.0, 1, Integer::sum);
                    }
                }
                perValue.forEach((value, count) -> counts.merge(Values.text(value), count, Integer::sum));
            }
        }
        return counts;
    }

    /** The place of each row's level, the imputed one where it is missing. */
    private static double[] codes(Column column, OrdinalEncode step, double filled) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < step.order().size(); i++) {
            places.put(step.order().get(i), i);
        }
        double[] codes = new double[column.rows()];
        double[] perLevel = column instanceof TextColumn text
                ? text.levels().stream().mapToDouble(l -> places.getOrDefault(l, 0)).toArray()
                : null;
        for (int i = 0; i < codes.length; i++) {
            codes[i] = column.isMissing(i)
                    ? filled
                    : perLevel != null ? perLevel[((TextColumn) column).code(i)]
                            : places.getOrDefault(column.text(i), 0);
        }
        return codes;
    }
}
