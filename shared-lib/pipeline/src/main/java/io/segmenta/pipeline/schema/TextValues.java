package io.segmenta.pipeline.schema;

import io.segmenta.model.data.TextColumn;
import java.util.ArrayList;
import java.util.List;

/** Makes a column of text of one that holds neither numbers nor dates. */
final class TextValues {
    private TextValues() {}

    /** @param missing tells and gets the words that are no values */
    static ResolvedColumn of(RawColumn column, MissingWords missing) {
        List<String> levels = column.levels();
        int[] counts = column.counts();
        boolean codes = looksLikeCountryCodes(levels);
        int[] renumbered = new int[levels.size()];
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < renumbered.length; i++) {
            if (missing.amongTexts(levels.get(i)) && !(codes && levels.get(i).equals("NA"))) {
                renumbered[i] = -1;
                missing.add(levels.get(i), counts[i]);
            } else {
                renumbered[i] = kept.size();
                kept.add(levels.get(i));
            }
        }
        int[] result = column.codes();
        if (!missing.isEmpty()) {
            result = new int[result.length];
            for (int i = 0; i < result.length; i++) {
                result[i] = column.codes()[i] < 0 ? -1 : renumbered[column.codes()[i]];
            }
        }
        int[] rows = new int[kept.size()];
        for (int i = 0; i < renumbered.length; i++) {
            if (renumbered[i] >= 0) {
                rows[renumbered[i]] = counts[i];
            }
        }
        return ResolvedColumn.text(new TextColumn(column.name(), result, kept), rows, missing);
    }

    /** Among many two-letter codes NA is Namibia. */
    private static boolean looksLikeCountryCodes(List<String> levels) {
        int codes = 0;
        for (String level : levels) {
            codes += level.length() == 2 && Character.isUpperCase(level.charAt(0))
                    && Character.isUpperCase(level.charAt(1)) ? 1 : 0;
        }
        return codes > 10 && codes > 0.8 * levels.size();
    }
}
