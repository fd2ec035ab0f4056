package io.segmenta.model.steps;

import io.segmenta.model.data.Values;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the code of a level: by its exact text, else ignoring case and surrounding blanks where that names one level
 * only, else, where the levels are truth values, by the truth it means ("true" for "Yes").
 */
final class LevelIndex {

    static final int MISSING = -1;
    static final int UNSEEN = -2;

    private final Map<String, Integer> exact = new HashMap<>();
    private final Map<String, Integer> folded = new HashMap<>();
    private final Map<Double, Integer> truths = new HashMap<>();

    LevelIndex(List<String> levels) {
        boolean truthful = true;
        for (int code = 0; code < levels.size(); code++) {
            String level = levels.get(code);
            exact.put(level, code);
            folded.merge(fold(level), code, (a, b) -> UNSEEN);
            double truth = Values.truth(level);
            truthful &= !Double.isNaN(truth);
            truths.merge(truth, code, (a, b) -> UNSEEN);
        }
        if (!truthful) {
            truths.clear();
        }
    }

    /** Returns for each column that starts as text the levels its steps know, in order of first mention. */
    static Map<String, List<String>> byColumn(List<FeatureStep> steps) {
        Map<String, Set<String>> levels = new HashMap<>();
        for (FeatureStep step : steps) {
            if (step instanceof ImputeCategory impute) {
                levels.computeIfAbsent(impute.column(), c -> new LinkedHashSet<>()).add(impute.level());
            } else if (step instanceof UnseenLevels unseen) {
                levels.computeIfAbsent(unseen.column(), c -> new LinkedHashSet<>()).addAll(unseen.known());
            } else if (step instanceof OneHot oneHot) {
                levels.computeIfAbsent(oneHot.column(), c -> new LinkedHashSet<>()).addAll(oneHot.levels());
            } else if (step instanceof OrdinalEncode ordinal) {
                levels.computeIfAbsent(ordinal.column(), c -> new LinkedHashSet<>()).addAll(ordinal.order());
            }
        }
        Map<String, List<String>> lists = new HashMap<>();
        levels.forEach((column, set) -> lists.put(column, List.copyOf(set)));
        return lists;
    }

    /** Returns the code, or {@link #UNSEEN}. */
    int code(String level) {
        Integer code = exact.get(level);
        if (code == null) {
            code = folded.get(fold(level));
        }
        if (code == null && !truths.isEmpty()) {
            code = truths.get(Values.truth(level));
        }
        return code == null ? UNSEEN : code;
    }

    private static String fold(String level) {
        return level.strip().toLowerCase(Locale.ROOT);
    }
}
