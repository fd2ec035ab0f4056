package io.segmenta.pipeline.schema;

import io.segmenta.model.data.MissingText;
import io.segmenta.model.data.NumberText;

/** What a single cell looks like, without knowing its column; used to find dialects and headers. */
public final class Cells {
    private Cells() {}

    /** Whether the text reads as a number, a percentage or an amount of money. */
    public static boolean isNumber(String text) {
        return NumberText.looksNumeric(text);
    }

    /** Whether the text reads as a date with separators. */
    public static boolean isDate(String text) {
        return !DateStyle.candidates(text).isEmpty();
    }

    /** Whether the text is empty or a usual spelling of "no value". */
    public static boolean isMissing(String text) {
        return MissingText.isStrong(text);
    }
}
