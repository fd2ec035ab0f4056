package io.segmenta.model.contract;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the files of a run lie: {@code runs/<dataset>/<run>/}, and those that hold rows of people, which alone may be
 * rewritten when one of them is to be forgotten: {@code people/<dataset>/<run>/}.
 */
public record RunFolder(String dataset, UUID run) {
    /** What every key of a run begins with. */
    public static final String PREFIX = "runs/";

    /** What the keys of files with people's rows begin with, and their paths. */
    public static final String PEOPLE = "people/";

    private static final Pattern KEY = Pattern
            .compile("runs/([^/]+)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.+", Pattern.DOTALL);

    /** What the keys of all runs of a data set begin with, with the slash. */
    public static String prefix(String dataset) {
        return PREFIX + dataset + '/';
    }

    /** What the keys of this run begin with, with the slash. */
    public String prefix() {
        return prefix(dataset) + run + '/';
    }

    /** The key of one of its files. */
    public String key(RunFile file) {
        return key(file.path());
    }

    /** The key of what has this path within the folder. */
    public String key(String path) {
        return path.startsWith(PEOPLE) ? PEOPLE + dataset + '/' + run + '/' + path.substring(PEOPLE.length())
                : prefix() + path;
    }

    /** The folder that holds a key; empty when none does. */
    public static Optional<RunFolder> containing(String key) {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches()
                ? Optional.of(new RunFolder(matcher.group(1), UUID.fromString(matcher.group(2))))
                : Optional.empty();
    }
}
