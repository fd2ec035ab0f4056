package io.segmenta.pipeline.read;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Knows the rows that a survey tool writes below the names of its columns: the questions in full and its own ids. */
final class QuestionRows {
    /** Qualtrics writes the id by which a question is imported again. */
    private static final Pattern IMPORT_ID = Pattern.compile("\\{\\s*\"ImportId\"\\s*:.*");
    private static final int FIRST_ROWS = 5;

    private QuestionRows() {}

    /** The place of the last of them, all of which lie between the names and it; -1 when there are none. */
    static int last(List<HeadRow> rows) {
        for (int i = 1; i < Math.min(rows.size(), FIRST_ROWS); i++) {
            HeadRow row = rows.get(i);
            if (row.filled() > 0 && row.filled() == count(row)) {
                return i;
            }
        }
        return -1;
    }

    private static int count(HeadRow row) {
        int count = 0;
        for (String cell : row.cells()) {
            count += IMPORT_ID.matcher(cell).matches() ? 1 : 0;
        }
        return count;
    }

    /** What they are, in words. */
    static String sentence(List<HeadRow> rows, int last) {
        return String.format(Locale.ROOT,
                "lines %d to %d, below the header, hold the questions and the survey tool's ids "
                        + "and are no rows",
                rows.get(1).line(), rows.get(last).line());
    }
}
