package io.segmenta.model.steps;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.KnnReference;
import io.segmenta.model.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Steps as JSON objects with a "step" that names their kind, and back. */
final class StepJson {

    /** The field of the rows that {@link ImputeNeighbors} takes its means from. */
    private static final String REFERENCE_ROWS = "reference_rows";

    private StepJson() {}

    static Map<String, Object> document(FeaturePipeline pipeline) {
        List<Object> steps = new ArrayList<>();
        for (FeatureStep step : pipeline.steps()) {
            steps.add(fields(step));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("steps", steps);
        document.put("outputs", pipeline.featureNames());
        return document;
    }

    static Map<String, Object> outline(FeaturePipeline pipeline) {
        Map<String, Object> document = document(pipeline);
        document.put("steps", pipeline.steps().stream().map(StepJson::outline).toList());
        return document;
    }

    private static Map<String, Object> outline(FeatureStep step) {
        Map<String, Object> fields = fields(step);
        if (step instanceof ImputeNeighbors impute) {
            fields.put(REFERENCE_ROWS, impute.reference().rows().length);
        }
        return fields;
    }

    static FeaturePipeline pipeline(JsonObject document) {
        try {
            List<FeatureStep> steps = new ArrayList<>();
            for (JsonObject fields : document.objects("steps")) {
                steps.add(step(fields));
            }
            return new FeaturePipeline(steps, document.strings("outputs"));
        } catch (IllegalArgumentException contradiction) {
            throw new DataException(Reason.MALFORMED, "features: " + contradiction.getMessage(), contradiction);
        }
    }

    private static Map<String, Object> fields(FeatureStep step) {
        if (step instanceof Derive derive) {
            return map("step", "derive", "column", derive.column(), "expression", derive.expression());
        }
        if (step instanceof ImputeNumeric impute) {
            return map("step", "impute_numeric", "column", impute.column(), "value", impute.value(), "imputed",
                    impute.imputed(), "method", impute.method());
        }
        if (step instanceof ImputeNeighbors impute) {
            KnnReference reference = impute.reference();
            List<Object> rows = new ArrayList<>();
            for (float[] row : reference.rows()) {
                rows.add(list(row));
            }
            return map("step", "impute_neighbors", "columns", impute.columns(), "neighbors", reference.k(), "imputed",
                    impute.imputed(), "scale", list(reference.scale()), "fallback", list(reference.fallback()),
                    REFERENCE_ROWS, rows);
        }
        if (step instanceof ImputeCategory impute) {
            return map("step", "impute_category", "column", impute.column(), "level", impute.level(), "imputed",
                    impute.imputed(), "method", impute.method());
        }
        if (step instanceof UnseenLevels unseen) {
            return map("step", "unseen_levels", "column", unseen.column(), "known", unseen.known(), "kind",
                    word(unseen.kind()));
        }
        if (step instanceof DateToDays date) {
            return map("step", "date_to_days", "column", date.column(), "reference_epoch_day",
                    date.referenceEpochDay());
        }
        if (step instanceof YearToAge year) {
            return map("step", "year_to_age", "column", year.column(), "reference_year", year.referenceYear());
        }
        if (step instanceof OneHot oneHot) {
            return map("step", "one_hot", "column", oneHot.column(), "levels", oneHot.levels(), "other_bucket",
                    oneHot.otherBucket());
        }
        if (step instanceof OrdinalEncode ordinal) {
            return map("step", "ordinal_encode", "column", ordinal.column(), "order", ordinal.order(), "unseen",
                    ordinal.unseen());
        }
        if (step instanceof Transform transform) {
            return map("step", "transform", "column", transform.column(), "kind", word(transform.kind()), "lambda",
                    transform.lambda());
        }
        if (step instanceof Scale scale) {
            return map("step", "scale", "column", scale.column(), "kind", word(scale.kind()), "center", scale.center(),
                    "scale", scale.scale());
        }
        if (step instanceof Clip clip) {
            return map("step", "clip", "column", clip.column(), "min", clip.min(), "max", clip.max());
        }
        if (step instanceof GroupScore group) {
            return map("step", "group_score", "name", group.name(), "columns", group.columns(), "min_answered",
                    group.minAnswered());
        }
        Pca pca = (Pca) step;
        List<Object> components = new ArrayList<>();
        for (double[] component : pca.components()) {
            components.add(list(component));
        }
        return map("step", "pca", "inputs", pca.inputs(), "mean", list(pca.mean()), "components", components, "shares",
                list(pca.shares()));
    }

    private static FeatureStep step(JsonObject fields) {
        String kind = fields.string("step");
        return switch (kind) {
            case "derive" -> new Derive(fields.string("column"), fields.string("expression"));
            case "impute_numeric" ->
                new ImputeNumeric(fields.string("column"), fields.number("value"), fields.integer("imputed"),
                        fields.string("method"));
            case "impute_neighbors" -> imputeNeighbors(fields);
            case "impute_category" ->
                new ImputeCategory(fields.string("column"), fields.string("level"), fields.integer("imputed"),
                        fields.string("method"));
            case "unseen_levels" -> new UnseenLevels(fields.string("column"), fields.strings("known"),
                    fields.constant("kind", UnseenLevels.Kind.class));
            case "date_to_days" -> new DateToDays(fields.string("column"), fields.integer("reference_epoch_day"));
            case "year_to_age" -> new YearToAge(fields.string("column"), fields.integer("reference_year", 1, 9999));
            case "one_hot" ->
                new OneHot(fields.string("column"), fields.strings("levels"), fields.bool("other_bucket"));
            case "ordinal_encode" ->
                new OrdinalEncode(fields.string("column"), fields.strings("order"), fields.number("unseen"));
            case "transform" -> new Transform(fields.string("column"), fields.constant("kind", Transform.Kind.class),
                    fields.number("lambda"));
            case "scale" -> new Scale(fields.string("column"), fields.constant("kind", Scale.Kind.class),
                    fields.number("center"), fields.number("scale"));
            case "clip" -> new Clip(fields.string("column"), fields.number("min"), fields.number("max"));
            case "group_score" ->
                new GroupScore(fields.string("name"), fields.strings("columns"), fields.number("min_answered"));
            case "pca" -> new Pca(fields.strings("inputs"), fields.numbers("mean"), fields.rows("components"),
                    fields.numbers("shares"));
            default -> throw fields.bad("step", "a step this reader knows", kind);
        };
    }

    private static ImputeNeighbors imputeNeighbors(JsonObject fields) {
        List<String> columns = fields.strings("columns");
        int d = columns.size();
        KnnReference reference = new KnnReference(fields.integer("neighbors", 1, ImputeNeighbors.MAX_NEIGHBORS),
                fields.gappedRows(REFERENCE_ROWS, ImputeNeighbors.maxRows(d), d), floats(fields, "scale", d),
                floats(fields, "fallback", d));
        return new ImputeNeighbors(columns, reference, fields.integer("imputed"));
    }

    private static float[] floats(JsonObject fields, String name, int count) {
        double[] numbers = fields.numbers(name);
        if (numbers.length != count) {
            throw fields.bad(name, count + " numbers", numbers.length);
        }
        float[] floats = new float[count];
        for (int j = 0; j < count; j++) {
            floats[j] = (float) numbers[j];
        }
        return floats;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** Single precision stands as the double it equals, and a gap as null. */
    private static List<Double> list(float[] values) {
        List<Double> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(Float.isNaN(value) ? null : (double) value);
        }
        return list;
    }

    private static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}
