package io.segmenta.model.contract;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a run of a file beyond one function keeps what its steps hand on: {@code large/<dataset>/<run>/}. Beside the
 * folder of the run and not in it, for a job of Apache Spark writes over what an earlier attempt left, and rows of
 * people are among it; it is deleted a day later.
 */
public record LargeFolder(String dataset, UUID run) {
    /** What every key of such folders begins with. */
    public static final String PREFIX = "large/";

    private static final Pattern KEY = Pattern
            .compile("large/([^/]+)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(?:survey|fitted|fault)\\.json");

    /** What the keys of this run begin with, with the slash. */
    public String prefix() {
        return PREFIX + dataset + '/' + run + '/';
    }

    /** The key of one of its files. */
    public String key(LargeFile file) {
        return prefix() + file.path();
    }

    /** The key of what was begun for a step, in its n-th attempt from 1: {@code <step>-<n>.json}. */
    public String job(String step, int attempt) {
        return prefix() + step + '-' + attempt + ".json";
    }

    /** The folder in which a job has written, at this key, that a step is over; empty where the key is no such one. */
    public static Optional<LargeFolder> ofResult(String key) {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches() && DatasetName.isValid(matcher.group(1))
                ? Optional.of(new LargeFolder(matcher.group(1), UUID.fromString(matcher.group(2))))
                : Optional.empty();
    }
}
