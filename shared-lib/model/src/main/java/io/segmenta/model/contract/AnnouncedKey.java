package io.segmenta.model.contract;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file is put that was announced and may be looked at before a run is made of it:
 * {@code uploads/<dataset>/<upload>/<file>}.
 *
 * @param upload its id
 * @param file its name, of any characters but a slash
 */
public record AnnouncedKey(String dataset, UUID upload, String file) {
    /** What every key of such a file begins with. */
    public static final String PREFIX = "uploads/";

    /** The field of a preview that names the content that was looked at, by its entity tag. */
    public static final String ETAG = "etag";

    private static final String PREVIEWS = "previews/";
    private static final Pattern KEY = Pattern.compile("uploads/([^/]+)/([0-9a-f-]{36})/([^/]+)", Pattern.DOTALL);

    /** The key in the bucket. */
    public String key() {
        return PREFIX + dataset + '/' + upload + '/' + file;
    }

    /** Where it lies what a run would make of the file. */
    public String preview() {
        return PREVIEWS + dataset + '/' + upload + ".json";
    }

    /** What a key holds; empty when it is of no announced file. */
    public static Optional<AnnouncedKey> parse(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches() || !DatasetName.isValid(matcher.group(1))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new AnnouncedKey(matcher.group(1), UUID.fromString(matcher.group(2)), matcher.group(3)))
                    .filter(parsed -> parsed.key().equals(key));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
