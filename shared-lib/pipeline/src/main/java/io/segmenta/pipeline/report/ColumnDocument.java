package io.segmenta.pipeline.report;

import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import io.segmenta.pipeline.segments.CategoryProfile;
import io.segmenta.pipeline.segments.ColumnProfile;
import io.segmenta.pipeline.segments.NumericProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code profile.json} has of a column in a segment. */
final class ColumnDocument {
    private ColumnDocument() {}

    /**
     * @param levels those that are told
     * @param few whether figures would tell of few customers
     */
    static Map<String, Object> of(ColumnProfile column, List<LevelShare> levels, boolean few) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", column.name());
        fields.put("role", column.role().name().toLowerCase(Locale.ROOT));
        fields.put("used", column.used());
        fields.put("known", column.known());
        boolean telling = switch (column) {
            case NumericProfile numeric -> {
                numbers(fields, numeric, levels, few);
                yield true;
            }
            case CategoryProfile category -> {
                levels(fields, category, levels);
                yield category.levels().size() == levels.size() || levels.contains(category.telling());
            }
        };
        boolean open = telling && !few;
        fields.put("effect", open ? Documents.known(column.effect()) : null);
        fields.put("strength", open ? Documents.known(column.strength()) : null);
        return fields;
    }

    private static void numbers(Map<String, Object> fields, NumericProfile numeric, List<LevelShare> levels,
            boolean few) {
        if (!few) {
            fields.put("mean", Documents.known(numeric.mean()));
            fields.put("lower_quartile", Documents.known(numeric.lowerQuartile()));
            fields.put("median", Documents.known(numeric.median()));
            fields.put("upper_quartile", Documents.known(numeric.upperQuartile()));
        }
        fields.put("population", Documents.known(numeric.population()));
        fields.put("population_median", Documents.known(numeric.populationMedian()));
        if (!levels.isEmpty()) {
            fields.put("levels", shares(levels));
        }
    }

    private static void levels(Map<String, Object> fields, CategoryProfile category, List<LevelShare> levels) {
        if (levels.contains(category.top())) {
            fields.put("top_level", category.top().level());
            fields.put("top_share", Documents.known(category.top().share()));
            fields.put("population", Documents.known(category.top().population()));
        }
        if (category.levels().size() == levels.size() || levels.contains(category.telling())) {
            fields.put("telling_level", category.telling().level());
        }
        fields.put("levels", shares(levels));
    }

    private static List<Object> shares(List<LevelShare> all) {
        List<Object> levels = new ArrayList<>();
        for (LevelShare level : all) {
            Map<String, Object> share = new LinkedHashMap<>();
            share.put("level", level.level());
            share.put("share", Documents.known(level.share()));
            share.put("population", Documents.known(level.population()));
            share.put("lift", Documents.known(level.lift()));
            levels.add(share);
        }
        return levels;
    }
}
