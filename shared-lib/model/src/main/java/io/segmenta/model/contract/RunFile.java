package io.segmenta.model.contract;

import io.segmenta.model.file.ModelFile;

/** The files in the folder of a run, beside the pictures. */
public enum RunFile {
    /** The model. */
    MODEL(ModelFile.NAME, "application/gzip"),
    /** How good the segments are, and which candidates there were: {@link RunMetrics}. */
    METRICS("metrics.json", RunFile.JSON),
    /** What sets each segment apart. */
    PROFILE("profile.json", RunFile.JSON),
    /** What each column was read as. */
    SCHEMA("schema.json", RunFile.JSON),
    /** What was done with the file and why. */
    REPORT("report.json", RunFile.JSON),
    /** Where the rows break the data set's constraints; of a run that has some. */
    VALIDATION("validation.json", RunFile.JSON),
    /** How features are made. */
    FEATURES("features.json", RunFile.JSON),
    /** The settings in full. */
    CONFIG("config.json", RunFile.JSON),
    /** The segment of each row, in blocks. Before there were these it lay in the folder itself. */
    ASSIGNMENTS("people/assignments.csv.gz", "application/gzip"),
    /** Where each block of the assignments lies, and in which one each identifier is. */
    BLOCKS("people/assignments.blocks", "application/octet-stream"),
    /** What the model read of each row, in blocks: {@link io.segmenta.model.rows.RowValues}. */
    VALUES("people/assignments-values.csv.gz", "application/gzip"),
    /** Where each block of these values lies. */
    VALUE_BLOCKS("people/assignments-values.blocks", "application/octet-stream"),
    /** What came from a view of features, by customer; of a run whose settings name one. */
    JOINED("people/assignments-features.csv.gz", "application/gzip"),
    /** The rows nearest the middle of each segment, with what stands in them. Before, they lay in the profile. */
    REPRESENTATIVES("people/assignments-representatives.json", RunFile.JSON),
    /** Where the segments lie in two dimensions: outlines, and how {@link #POINTS} is to be read. */
    MAP("map.json", RunFile.JSON),
    /** Rows of people as points of the map, by their numbers. */
    POINTS("people/map.bin", "application/octet-stream"),
    /** What silhouettes, dendrogram and maps of units are drawn of. */
    PICTURES("pictures.json", RunFile.JSON),
    /** What each segment is, as a rule over the columns of the file. */
    RULES("rules.json", RunFile.JSON),
    /** How the segments stand to protected columns; of a run that has some. */
    FAIRNESS("fairness.json", RunFile.JSON),
    /** What became of the segments of the model before. */
    TRANSITIONS("transitions.json", RunFile.JSON),
    /** How customers moved between segments, and why; where nothing names them, how shares of segments changed. */
    MIGRATION("migration.json", RunFile.JSON),
    /** The customers who are in another segment than before. */
    MOVED("people/assignments-moved.csv.gz", "application/gzip"),
    /** Some rows to compare a later model with, should the upload be gone by then. */
    REFERENCE("people/reference.json.gz", "application/gzip"),
    /** What the run starts from: written before anything else, so that a repetition starts from the same. */
    START("start.json", RunFile.JSON),
    /** What is new in the columns since the upload before: {@link SchemaChanges}. */
    CHANGES("changes.json", RunFile.JSON),
    /** What an approver looks at: {@link EvidenceCard}. Made by registration, of what the run wrote. */
    CARD("card.json", RunFile.JSON),
    /** What the run took: seconds, bytes, memory, money. */
    MANIFEST("manifest.json", RunFile.JSON),
    /** What the run was made from: {@link Lineage}. Written last, so a folder that holds it is whole. */
    LINEAGE("lineage.json", RunFile.JSON),
    /** Why the run failed: {@link Failure}. */
    FAILURE("failure.json", RunFile.JSON);

    private static final String JSON = "application/json";
    private static final String PLOTS = "plots/";

    private final String path;
    private final String contentType;

    RunFile(String path, String contentType) {
        this.path = path;
        this.contentType = contentType;
    }

    /** Its name within the folder. */
    public String path() {
        return path;
    }

    /** Its media type. */
    public String contentType() {
        return contentType;
    }

    /** Whether a key is that of such a file. */
    public boolean isAt(String key) {
        return key.endsWith('/' + path);
    }

    /** The key of this file in the folder where another one lies. */
    public String beside(String key) {
        return folder(key) + path;
    }

    /** The folder that a key lies in, with the slash. */
    public static String folder(String key) {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    /** The path of the rules as SQL within the folder: {@code rules.<dialect>.sql}. */
    public static String sqlRules(String dialect) {
        return "rules." + dialect + ".sql";
    }

    /** The path of a picture within the folder: {@code plots/<name>.svg}. */
    public static String picture(String name) {
        return picture(name, "svg");
    }

    /** The path of a picture of another form: {@code plots/<name>.<ending>}. */
    public static String picture(String name, String ending) {
        return PLOTS + name + '.' + ending;
    }
}
