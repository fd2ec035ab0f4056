package io.segmenta.pipeline.rules;

import io.segmenta.model.steps.DateToDays;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.ImputeCategory;
import io.segmenta.model.steps.ImputeNumeric;
import io.segmenta.model.steps.YearToAge;
import java.util.HashMap;
import java.util.Map;

/** What a model puts in place of missing values, in the units of the file, where that is the same for every row. */
final class Gaps {
    private final Map<String, Double> numbers = new HashMap<>();
    private final Map<String, String> levels = new HashMap<>();

    Gaps(FeaturePipeline pipeline) {
        Map<String, Double> references = new HashMap<>();
        for (FeatureStep step : pipeline.steps()) {
            switch (step) {
                case DateToDays age -> references.put(age.column(), (double) age.referenceEpochDay());
                case YearToAge age -> references.put(age.column(), (double) age.referenceYear());
                case ImputeNumeric fill -> {
                    Double reference = references.get(fill.column());
                    numbers.put(fill.column(), reference == null ? fill.value() : reference - fill.value());
                }
                case ImputeCategory fill -> levels.put(fill.column(), fill.level());
                default -> {
                    // Fills no gap with one value.
                }
            }
        }
    }

    /** Returns the number, NaN where gaps are filled from other columns. */
    double number(String column) {
        return numbers.getOrDefault(column, Double.NaN);
    }

    /** Returns the level, or what is none where gaps stay gaps. */
    String level(String column, String none) {
        return levels.getOrDefault(column, none);
    }
}
