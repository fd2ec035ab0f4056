package io.segmenta.pipeline.read;

/**
 * How a text file separates and quotes its cells.
 *
 * @param delimiter the separator of cells
 * @param quote the quote character, or {@link #NO_QUOTE}
 * @param backslash whether a backslash takes away the meaning of the quote after it
 * @param spaced whether blanks may stand between a separator and a quote
 * @param aligned whether any run of blanks separates two cells, as in text laid out in columns
 */
record Dialect(char delimiter, char quote, boolean backslash, boolean spaced, boolean aligned) {
    static final char NO_QUOTE = '\uFFFF';

    /** Whether lines of ASCII can be cut byte by byte. */
    boolean isPlain() {
        return !backslash && !aligned && !spaced && quote == '"'
                && (delimiter == ',' || delimiter == ';' || delimiter == '\t' || delimiter == '|');
    }

    String delimiterName() {
        return switch (delimiter) {
            case '\t' -> "TAB";
            case ' ' -> aligned ? "blanks" : "SPACE";
            default -> String.valueOf(delimiter);
        };
    }

    String quoteName() {
        return quote == NO_QUOTE ? "none" : String.valueOf(quote);
    }
}
