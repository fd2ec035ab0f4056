package io.segmenta.model.contract;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a repetition of a run lies that somebody asked for: {@code repetitions/<dataset>/<run>/<repetition>}, with an
 * ending for what was asked and for what came of it.
 *
 * @param repetition its id
 */
public record RepetitionKey(String dataset, UUID run, UUID repetition) {
    private static final String PREFIX = "repetitions/";
    private static final String REQUEST = ".request.json";
    private static final Pattern KEY = Pattern
            .compile("repetitions/([^/]+)/([0-9a-f-]{36})/([0-9a-f-]{36})\\.request\\.json");

    /** What all keys of requests and results of a run begin with. */
    public static String prefix(String dataset, UUID run) {
        return PREFIX + dataset + '/' + run + '/';
    }

    /** That somebody asked, and when; its creation tells the function. */
    public String request() {
        return stem() + REQUEST;
    }

    /** What came of it, written once. */
    public String result() {
        return stem() + ".json";
    }

    private String stem() {
        return prefix(dataset, run) + repetition;
    }

    /** What a key of a request holds; empty when it is of none. */
    public static Optional<RepetitionKey> parse(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches() || !DatasetName.isValid(matcher.group(1))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RepetitionKey(matcher.group(1), UUID.fromString(matcher.group(2)),
                    UUID.fromString(matcher.group(3)))).filter(parsed -> parsed.request().equals(key));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
