package io.segmenta.config;

import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.DatasetName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The definition of a view of features: which columns of a data set's files are kept of each customer, to be joined to
 * the files of other data sets and to be looked up by predictions. Immutable; made by {@link #read}.
 */
public record FeatureView(
        @Setting(value = "The column of the source that names the customer.", initial = "",
                pattern = "(\\S(.{0,198}\\S)?)?", expected = "the name of a column") String entity,
        @Setting(value = "The data set whose files the view is made of.", initial = "",
                pattern = "([a-z0-9](-?[a-z0-9]){0,40})?", expected = "the name of a data set (" + DatasetName.RULE
                        + ")") String source,
        @Setting(value = "The column of the date from which on a row is known; none is when the run of the file began.",
                initial = "none", pattern = ".{1,200}", expected = "none or the name of a column") String eventTime,
        @Setting(value = "The features by name: a column of the source, or arithmetic over its columns as in derive.",
                initial = "{}") Map<String, String> columns,
        @Setting(value = "For how long a row counts after its time: ISO 8601, from an hour to a hundred years.",
                initial = "P90D", pattern = "P(\\d{1,5}D)?(T(\\d{1,6}H)?(\\d{1,7}M)?)?(?<=[DHM])",
                expected = "a duration such as P90D or PT36H") String ttl,
        @Setting(value = "What it is for, in words.", initial = "", pattern = ".{0,1000}",
                expected = "1 to 1000 characters of one line") String description,
        @Setting(value = "Who answers for it: a person or a group.", initial = "", pattern = ".{0,200}",
                expected = "1 to 200 characters") String owner)
        implements
            CrossChecked {
    /** What stands for the time of the run. */
    public static final String NO_COLUMN = "none";

    /** The most features of a view. */
    public static final int MOST_COLUMNS = 256;

    private static final int LONGEST_NAME = 200;
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /**
     * Reads a definition.
     *
     * @param source the name that problems begin with
     * @param text YAML or JSON
     * @throws ConfigException with every unknown key, missing or wrong value
     */
    public static FeatureView read(String source, String text) {
        return ConfigReader.read(FeatureView.class, List.of(ConfigSource.yaml(source, text)));
    }

    @Override
    public void check(BiConsumer<String, String> problem) {
        for (Map.Entry<String, String> must : Map.of("entity", entity, "source", source, "description", description,
                "owner", owner).entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            if (must.getValue().isEmpty()) {
                problem.accept(must.getKey(), "is missing");
            }
        }
        if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
            problem.accept("columns", "must name 1 to " + MOST_COLUMNS + " features, got " + columns.size());
        }
        for (String name : columns.keySet()) {
            if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
                problem.accept("columns", "a name must have 1 to " + LONGEST_NAME + " characters of one line");
            } else if (name.equals(entity) || columns.get(name).equals(entity)) {
                problem.accept("columns." + name, "must not be the column that names the customer");
            }
        }
        if (lasts().compareTo(SHORTEST) < 0 || lasts().compareTo(LONGEST) > 0) {
            problem.accept("ttl", "must be from an hour to a hundred years, got " + ttl);
        }
    }

    /** For how long a row counts. */
    public Duration lasts() {
        return Duration.parse(ttl);
    }

    /** The column of the time; empty where the time of the run counts. */
    public Optional<String> timeColumn() {
        return Optional.of(eventTime).filter(name -> !name.equals(NO_COLUMN));
    }

    /** The definition as canonical JSON, which is YAML as well: fixed order, no white space. */
    public String json() {
        return CanonicalJson.of(this);
    }

    /** The SHA-256 of {@link #json}. */
    public String hash() {
        return Sha256.of(json());
    }
}
