package io.segmenta.model.contract;

import io.segmenta.model.base.Check;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the counts of what a model answered in some minutes lie: {@code captures/<dataset>/<model>/<yyyy>/<MM>/
 *
<dd>/<HH>/<environment>-<seq>.json.gz}. All that one file counts was answered within that hour of UTC.
 *
 * @param model the first 12 digits of the model's SHA-256
 * @param hour its start
 * @param environment drawn anew by each process: lower-case letters and digits, at most 32
 * @param seq the number of the file among those of the process, from 0
 */
public record CaptureKey(String dataset, String model, Instant hour, String environment, long seq) {
    /** What every key of counts begins with. */
    public static final String PREFIX = "captures/";

    /** So many digits of the model's SHA-256 are in a key. */
    public static final int MODEL = 12;

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu/MM/dd/HH", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter STARTS = DateTimeFormatter.ofPattern("uuuu/MM/dd/HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd/", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern KEY = Pattern.compile(
            "captures/([^/]+)/([0-9a-f]{12})/([0-9]{4}/[0-9]{2}/[0-9]{2}/[0-9]{2})/([0-9a-z]{1,32})-([0-9]{1,12})"
                    + "\\.json\\.gz");

    public CaptureKey {
        DatasetName.check(dataset);
        Check.argument(model.matches("[0-9a-f]{12}"), "model must be 12 hexadecimal digits, got \"%s\"", model);
        Check.argument(environment.matches("[0-9a-z]{1,32}"),
                "environment must be lower-case letters and digits, got \"%s\"", environment);
        Check.argument(seq >= 0, "seq must not be negative, got %d", seq);
        hour = hour.truncatedTo(ChronoUnit.HOURS);
    }

    /** The key in the bucket. */
    public String key() {
        return PREFIX + dataset + '/' + model + '/' + HOUR.format(hour) + '/' + environment + '-' + seq + ".json.gz";
    }

    /** What the keys of a model begin with. */
    public static String prefix(String dataset, String modelSha256) {
        return PREFIX + dataset + '/' + modelSha256.substring(0, MODEL) + '/';
    }

    /** What the keys of a model begin with that count what was answered in the day of UTC of an instant. */
    public static String prefix(String dataset, String modelSha256, Instant day) {
        return prefix(dataset, modelSha256) + DAY.format(day);
    }

    /** What a key says; empty for keys that are elsewhere. */
    public static Optional<CaptureKey> parse(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches() || !DatasetName.isValid(matcher.group(1))) {
            return Optional.empty();
        }
        try {
            Instant hour = LocalDateTime.parse(matcher.group(3) + ":00", STARTS).toInstant(ZoneOffset.UTC);
            return Optional.of(new CaptureKey(matcher.group(1), matcher.group(2), hour, matcher.group(4),
                    Long.parseLong(matcher.group(5)))).filter(it -> it.key().equals(key));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
