package io.segmenta.pipeline.schema;

/** Names of columns that number periods, such as year, quarter, month, week or wave, in fourteen languages. */
public final class PeriodNames {
    private static final Lexicon NAMES = Lexicon.read("period-names.txt");

    private PeriodNames() {}

    /** Whether the whole name says so. */
    public static boolean is(String column) {
        return NAMES.concept(column).isPresent();
    }
}
