package io.segmenta.model.contract;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a list of rows lies that somebody asked for: {@code exports/<dataset>/<export>}, with an ending for what was
 * asked, for the list and for what became of it.
 *
 * @param export its id
 */
public record ExportKey(String dataset, UUID export) {
    private static final String PREFIX = "exports/";
    private static final String REQUEST = ".request.json";
    private static final Pattern KEY = Pattern.compile("exports/([^/]+)/([0-9a-f-]{36})\\.request\\.json");

    /** What was asked for, which tells training that somebody did. */
    public String request() {
        return stem() + REQUEST;
    }

    /** The list. */
    public String list() {
        return stem() + ".csv";
    }

    /** What became of it, written when the list is whole. */
    public String result() {
        return stem() + ".json";
    }

    private String stem() {
        return PREFIX + dataset + '/' + export;
    }

    /** What a key of a request holds; empty when it is of none. */
    public static Optional<ExportKey> parse(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches() || !DatasetName.isValid(matcher.group(1))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ExportKey(matcher.group(1), UUID.fromString(matcher.group(2))))
                    .filter(parsed -> parsed.request().equals(key));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
