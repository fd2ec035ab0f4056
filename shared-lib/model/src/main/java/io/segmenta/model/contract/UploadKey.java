package io.segmenta.model.contract;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file is put so that its arrival starts training: {@code data/<dataset>/<file>}, or {@code data/<file>}, whose
 * data set is named by the file.
 *
 * @param file its name, of any characters but a slash
 * @param bare whether the key names no data set of its own
 */
public record UploadKey(String dataset, String file, boolean bare) {
    /** What every key of an upload begins with. */
    public static final String PREFIX = "data/";

    private static final String FOLDER = "data";
    private static final Pattern KEY = Pattern.compile("data/(?:([^/]+)/)?([^/]+)", Pattern.DOTALL);
    private static final String PLACE = PREFIX + "<dataset>/<file>";

    /** The upload of a file to the folder of its data set. */
    public UploadKey(String dataset, String file) {
        this(dataset, file, false);
    }

    /** The key in the bucket. */
    public String key() {
        return bare ? PREFIX + file : PREFIX + dataset + '/' + file;
    }

    /** What a key uploads; empty for settings, schema, folders and keys outside the layout. */
    public static Optional<UploadKey> parse(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches() || isOwn(matcher.group(2))) {
            return Optional.empty();
        }
        String dataset = matcher.group(1);
        String file = matcher.group(2);
        if (dataset == null) {
            return isHidden(file) ? Optional.empty() : Optional.of(new UploadKey(DatasetName.of(file), file, true));
        }
        return DatasetName.isValid(dataset) ? Optional.of(new UploadKey(dataset, file)) : Optional.empty();
    }

    private static boolean isOwn(String file) {
        return file.equals(SettingsKeys.SETTINGS) || file.equals(SettingsKeys.SCHEMA);
    }

    private static boolean isHidden(String file) {
        return file.startsWith(".");
    }

    /** Why a file under {@code data/} starts no training although it lies where uploads do; empty for all others. */
    public static Optional<String> misplaced(String key) {
        String[] parts = key.split("/", -1);
        boolean other = !parts[0].equals(FOLDER) || key.endsWith("/");
        boolean bare = parts.length == 2 && !isOwn(parts[1]) && !isHidden(parts[1]);
        if (other || bare || (parts.length == 3 && DatasetName.isValid(parts[1]))) {
            return Optional.empty();
        }
        String wrong = parts.length < 3 ? "the file is in no data set"
                : DatasetName.isValid(parts[1]) ? "the file is in a folder below its data set"
                        : DatasetName.refusal(parts[1]);
        return Optional.of(wrong + "; put it at " + PLACE);
    }
}
