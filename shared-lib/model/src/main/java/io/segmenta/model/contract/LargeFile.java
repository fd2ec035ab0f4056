package io.segmenta.model.contract;

import java.util.Locale;
import java.util.regex.Pattern;

/** What the steps of a run beyond one function hand on. */
public enum LargeFile {
    /** What the job is to do: written by training, read by the job. */
    SURVEY_RUN("run-survey.json"),
    /** The same of the fit. */
    FIT_RUN("run-fit.json"),
    /** Exact statistics of all rows. The survey writes it last. */
    SURVEY("survey.json"),
    /** Rows that stand for all, with their header. */
    SAMPLE("sample.csv.gz"),
    /** The same as records in JSON, where the file is not of separated values. */
    RECORDS("sample.jsonl.gz"),
    /** The model learned from the sample. */
    DRAFT("draft.tar.gz"),
    /** The model fitted to all rows. */
    MODEL("model.tar.gz"),
    /** What the fit found. The fit writes it last. */
    FITTED("fitted.json"),
    /** Why the data cannot be used. */
    FAULT("fault.json"),
    /** How far the job is. */
    PROGRESS("progress.json");

    private static final Pattern TABLE = Pattern.compile(".*\\.((csv|tsv|txt|json|jsonl|ndjson)(\\.gz)?|parquet)");

    private final String path;

    LargeFile(String path) {
        this.path = path;
    }

    /**
     * Whether the job reads a file of such a name: lines of separated values or of records in JSON, packed or not, and
     * Parquet.
     */
    public static boolean isTable(String name) {
        return TABLE.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** Its name within the folder. */
    public String path() {
        return path;
    }
}
