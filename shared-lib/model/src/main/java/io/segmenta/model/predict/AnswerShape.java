package io.segmenta.model.predict;

/** Which answer a caller expects. */
public enum AnswerShape {
    /** One object per record, with everything known about the answer; of CSV a line. */
    PREDICT,
    /** One object of parallel lists for all records: {@code {"cluster":[2],"cluster_name":["..."]}}. */
    API,
    /** A table in CSV with a line per record, whatever the records came in. */
    CSV
}
