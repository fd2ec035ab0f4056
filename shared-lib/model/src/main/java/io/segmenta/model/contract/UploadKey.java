package io.segmenta.model.contract;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file is put so that its arrival starts training: {@code data/<dataset>/<file>}.
 *
 * @param file its name, of any characters but a slash
 */
public record UploadKey(String dataset, String file) {
    /** What every key of an upload begins with. */
    public static final String PREFIX = "data/";

    private static final String FOLDER = "data";
    private static final Pattern KEY = Pattern.compile("data/([^/]+)/([^/].*)", Pattern.DOTALL);
    private static final String PLACE = PREFIX + "<dataset>/<file>";

    /** The key in the bucket. */
    public String key() {
        return PREFIX + dataset + '/' + file;
    }

    /** What a key uploads; empty for settings, schema, folders and keys outside the layout. */
    public static Optional<UploadKey> parse(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches() || !DatasetName.isValid(matcher.group(1)) || key.endsWith("/")) {
            return Optional.empty();
        }
        String file = matcher.group(2);
        boolean none = file.equals(SettingsKeys.SETTINGS) || file.equals(SettingsKeys.SCHEMA) || file.contains("/");
        return none ? Optional.empty() : Optional.of(new UploadKey(matcher.group(1), file));
    }

    /** Why a file under {@code data/} starts no training although it lies where uploads do; empty for all others. */
    public static Optional<String> misplaced(String key) {
        String[] parts = key.split("/", -1);
        boolean other = !parts[0].equals(FOLDER) || key.endsWith("/");
        if (other || (parts.length == 3 && DatasetName.isValid(parts[1]))) {
            return Optional.empty();
        }
        String wrong = parts.length < 3 ? "the file is in no data set"
                : DatasetName.isValid(parts[1]) ? "the file is in a folder below its data set"
                        : DatasetName.refusal(parts[1]);
        return Optional.of(wrong + "; put it at " + PLACE);
    }
}
