package io.segmenta.pipeline.schema;

/** Names of columns that hold an outcome or a label, such as churn, response or class, in fourteen languages. */
public final class OutcomeNames {
    private static final Lexicon NAMES = Lexicon.read("outcome-names.txt");

    private OutcomeNames() {}

    /** Whether the whole name says so. */
    public static boolean is(String column) {
        return NAMES.concept(column).isPresent();
    }
}
