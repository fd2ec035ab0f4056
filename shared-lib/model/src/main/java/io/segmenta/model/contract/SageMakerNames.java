package io.segmenta.model.contract;

import io.segmenta.model.base.Sha256;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What things are called in SageMaker, where a name has at most 63 letters, digits and hyphens.
 *
 * @param prefix what the name of everything of ours begins with, before a hyphen: 1 to 8 lower-case letters and digits,
 * a letter first. It has no hyphen itself, so that the names of one stack never begin as another's do.
 */
public record SageMakerNames(String prefix) {
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9]{0,7}");

    /** The names of a stack that is not told another prefix. */
    public static final SageMakerNames STANDARD = new SageMakerNames("segmenta");
    /** The one variant of an endpoint: an update must keep its name. */
    public static final String VARIANT = "live";

    private static final int MAX_DATASET = 30;
    private static final int HASH = 8;
    private static final Pattern VERSION = Pattern.compile(".*-v([0-9]{1,9})");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** @throws IllegalArgumentException when the prefix is none */
    public SageMakerNames {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("a prefix of names must have 1 to 8 lower-case letters and digits, a "
                    + "letter first, got \"" + prefix + '"');
        }
    }

    /** The names of the stack that a bucket belongs to, which is called {@code <prefix>-<account>-<region>}. */
    public static SageMakerNames ofBucket(String bucket) {
        String prefix = bucket.split("-", 2)[0];
        return PREFIX.matcher(prefix).matches() ? new SageMakerNames(prefix) : STANDARD;
    }

    /** What every name begins with, the hyphen included. */
    public String start() {
        return prefix + '-';
    }

    /** The model package group of a data set, and its endpoint. */
    public String group(String dataset) {
        return start() + dataset;
    }

    /** The data set of a group or endpoint; empty when it is not one of ours. */
    public Optional<String> dataset(String groupOrEndpoint) {
        return Optional.of(groupOrEndpoint).filter(name -> name.startsWith(start()))
                .map(name -> name.substring(start().length())).filter(DatasetName::isValid);
    }

    /** A version of a data set's model as people and answers name it: {@code v3}. */
    public static String version(int number) {
        return "v" + number;
    }

    /** The name of a SageMaker model and of its endpoint configuration; long data set names are cut, with a hash. */
    public String resource(String dataset, Instant at, int version) {
        String shown = dataset;
        if (dataset.length() > MAX_DATASET) {
            shown = dataset.substring(0, MAX_DATASET - HASH - 1).replaceAll("-$", "") + '-'
                    + Sha256.of(dataset).substring(0, HASH);
        }
        return start() + shown + '-' + STAMP.format(at) + '-' + version(version);
    }

    /** The model version that a resource name ends in. */
    public static Optional<Integer> versionOf(String resource) {
        Matcher matcher = VERSION.matcher(resource);
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }
}
