package io.segmenta.model.contract;

/** Where people put settings that outlast one upload: {@code config/pipeline.yaml} and files in a data set's folder. */
public final class SettingsKeys {
    /** The settings of every data set of the deployment. */
    public static final String BASE = "config/pipeline.yaml";

    /** The settings file in a data set's folder. */
    static final String SETTINGS = "pipeline.yaml";
    /** The schema in a data set's folder, spelled as that of a run. */
    static final String SCHEMA = RunFile.SCHEMA.path();

    private SettingsKeys() {}

    /** The settings of one data set, which override the base. */
    public static String settings(String dataset) {
        return new UploadKey(dataset, SETTINGS).key();
    }

    /** What the user declares of a data set's columns. */
    public static String schema(String dataset) {
        return new UploadKey(dataset, SCHEMA).key();
    }
}
