package io.segmenta.pipeline.report;

import io.segmenta.pipeline.plot.ProfileHeatMap;
import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import io.segmenta.pipeline.segments.CategoryProfile;
import io.segmenta.pipeline.segments.ColumnProfile;
import io.segmenta.pipeline.segments.NumericProfile;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One column of the profiles as a line of the heat map.
 *
 * @param line what is drawn
 * @param used whether the column shaped the segments
 * @param spread how far apart the segments are in it
 */
record HeatLine(ProfileHeatMap.Line line, boolean used, double spread) {
    private static final Set<String> AFFIRMING = Set.of("yes", "true", "1", "y");

    static HeatLine of(List<ColumnProfile> segments) {
        ColumnProfile first = segments.getFirst();
        List<String> values = new ArrayList<>();
        List<Double> effects = new ArrayList<>();
        Optional<String> truth = truth(segments);
        for (ColumnProfile segment : segments) {
            switch (segment) {
                case NumericProfile numeric -> {
                    values.add(numeric.meanText());
                    effects.add(numeric.effect());
                }
                case CategoryProfile category -> {
                    LevelShare shown = truth.map(level -> share(category, level)).orElse(category.top());
                    values.add(category.known() == 0 ? "unknown" : text(shown, shown.share()));
                    effects.add(category.known() == 0 ? Double.NaN : shown.effect());
                }
            }
        }
        double least = segments.stream().mapToDouble(ColumnProfile::strength).min().orElse(0);
        double most = segments.stream().mapToDouble(ColumnProfile::strength).max().orElse(0);
        return new HeatLine(
                new ProfileHeatMap.Line(first.name(), first.used() ? "" : "not used for the segments",
                        population(segments, truth), values, effects),
                first.used(), Math.max(most, -least) + (most - least));
    }

    /** Of two levels such as yes and no the one that affirms, so that all segments show the same one. */
    private static Optional<String> truth(List<ColumnProfile> segments) {
        Set<String> levels = new TreeSet<>();
        for (ColumnProfile segment : segments) {
            if (segment instanceof CategoryProfile category) {
                category.levels().forEach(level -> levels.add(level.level()));
            }
        }
        return levels.size() > 2 ? Optional.empty()
                : levels.stream().filter(level -> AFFIRMING.contains(level.toLowerCase(Locale.ROOT))).findFirst();
    }

    private static LevelShare share(CategoryProfile category, String level) {
        return category.levels().stream().filter(one -> one.level().equals(level)).findFirst()
                .orElse(new LevelShare(level, 0, 0));
    }

    private static String population(List<ColumnProfile> segments, Optional<String> truth) {
        return switch (segments.getFirst()) {
            case NumericProfile numeric -> numeric.populationText();
            case CategoryProfile _ -> segments.stream().map(CategoryProfile.class::cast)
                    .flatMap(category -> category.levels().stream())
                    .filter(level -> truth.isEmpty() || level.level().equals(truth.get()))
                    .max(Comparator.comparingDouble(LevelShare::population)
                            .thenComparing(Comparator.comparing(LevelShare::level).reversed()))
                    .map(level -> text(level, level.population())).orElse("");
        };
    }

    private static String text(LevelShare level, double share) {
        return Numbers.percent(share) + " " + (level.level().equals("1") ? "yes" : level.level());
    }
}
