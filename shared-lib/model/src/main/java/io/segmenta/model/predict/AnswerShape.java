package io.segmenta.model.predict;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which answer a caller expects. */
public enum AnswerShape {
    /** One object per record, with everything known about the answer; of CSV a line. */
    PREDICT,
    /** One object of parallel lists for all records: {@code {"cluster":[2],"cluster_name":["..."]}}. */
    API,
    /** A table in CSV with a line per record, whatever the records came in. */
    CSV;

    /** Returns the shape that a header {@code Accept} asks for: a table when CSV is what it names first. */
    public static AnswerShape accepted(@Nullable String accept) {
        boolean csv = accept != null
                && accept.toLowerCase(Locale.ROOT).split("[,;]", 2)[0].strip().equals(Invocations.CSV);
        return csv ? CSV : PREDICT;
    }
}
