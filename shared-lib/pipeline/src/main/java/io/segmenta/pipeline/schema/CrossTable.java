package io.segmenta.pipeline.schema;

import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.TextColumn;
import java.util.List;
import java.util.regex.Pattern;

/** Knows a table of counted answers, whose rows are answers to questions and not customers. */
final class CrossTable {
    private static final Pattern BASE = Pattern.compile(
            "(un)?weighted (n|base|total)|(total )?base( size)?:?|sample size",
            Pattern.CASE_INSENSITIVE);

    /** Questions and their answers are different texts; a column of one word is none of them. */
    private static final int LEAST_ANSWERS = 3;

    private CrossTable() {}

    /** Refuses such a table, saying what gave it away. */
    static void refuse(String source, List<Column> columns) {
        int numbers = 0;
        String sign = null;
        for (Column column : columns) {
            if (column instanceof NumericColumn) {
                numbers++;
            } else if (column instanceof TextColumn text && sign == null && text.levels().size() >= LEAST_ANSWERS) {
                for (int code = 0; code < text.levels().size() && sign == null; code++) {
                    String level = text.levels().get(code).strip();
                    if (level.length() < 20 && BASE.matcher(level).matches() && count(text, code) >= 2) {
                        sign = level;
                    }
                }
            }
        }
        if (sign != null && numbers >= 2) {
            throw DataException.of(DataException.Reason.UNSUPPORTED_FORMAT,
                    "%s: this is a cross-table of counted answers (its rows are answers to questions, again and "
                            + "again with "
                            + "\"%s\", not customers); upload the answers themselves, one row for each respondent",
                    source, sign);
        }
    }

    /** The rows with a text, 0 when two of them stand together: between two bases there are answers. */
    private static int count(TextColumn text, int code) {
        int count = 0;
        for (int i = 0; i < text.rows(); i++) {
            if (text.code(i) == code) {
                if (i > 0 && text.code(i - 1) == code) {
                    return 0;
                }
                count++;
            }
        }
        return count;
    }
}
