package io.segmenta.platform;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How data sets, keys and SageMaker resources are spelled. */
public final class Names {
    /** The key of the configuration of every data set. */
    public static final String BASE_CONFIGURATION = "config/pipeline.yaml";
    /** The one variant of an endpoint: an update must keep its name. */
    public static final String VARIANT = "live";

    /** How a data set may be called. */
    public static final String DATASET_RULE = "lower-case letters, digits and single hyphens, at most 41 characters";

    private static final int MAX_DATASET = 41;
    private static final int MAX_IN_RESOURCE = 30;
    private static final Pattern DATASET = Pattern.compile("[a-z0-9](-?[a-z0-9])*");
    private static final Pattern UPLOAD = Pattern.compile("data/([^/]+)/([^/].*)", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile(".*-v([0-9]{1,9})");
    private static final Pattern RUN = Pattern
            .compile("runs/[^/]+/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.+", Pattern.DOTALL);
    private static final String PREFIX = "segmenta-";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Names() {}

    /** An uploaded file. */
    public record Upload(String dataset, String file) {}

    public static boolean isDataset(String name) {
        return name.length() <= MAX_DATASET && DATASET.matcher(name).matches();
    }

    /** What a key under {@code data/} uploads; empty for configuration, schema, folders and keys outside the layout. */
    public static Optional<Upload> upload(String key) {
        Matcher matcher = UPLOAD.matcher(key);
        if (!matcher.matches() || !isDataset(matcher.group(1)) || key.endsWith("/")) {
            return Optional.empty();
        }
        String file = matcher.group(2);
        return file.equals("pipeline.yaml") || file.equals("schema.json") || file.contains("/") ? Optional.empty()
                : Optional.of(new Upload(matcher.group(1), file));
    }

    /** Why a file under {@code data/} starts no training although it lies where uploads do; empty for all others. */
    public static Optional<String> misplaced(String key) {
        String[] parts = key.split("/", -1);
        boolean other = !parts[0].equals("data") || key.endsWith("/");
        if (other || parts.length == 3 && isDataset(parts[1])) {
            return Optional.empty();
        }
        String wrong = parts.length < 3 ? "the file is in no data set"
                : isDataset(parts[1]) ? "the file is in a folder below its data set"
                        : "\"" + parts[1] + "\" cannot name a data set (" + DATASET_RULE + ")";
        return Optional.of(wrong + "; put it at data/<dataset>/<file>");
    }

    public static String configuration(String dataset) {
        return "data/" + dataset + "/pipeline.yaml";
    }

    public static String schema(String dataset) {
        return "data/" + dataset + "/schema.json";
    }

    /** The folder of a run, with the slash. */
    public static String run(String dataset, UUID run) {
        return "runs/" + dataset + "/" + run + "/";
    }

    /** The run whose folder holds a key. */
    public static Optional<UUID> runOf(String key) {
        Matcher matcher = RUN.matcher(key);
        return matcher.matches() ? Optional.of(UUID.fromString(matcher.group(1))) : Optional.empty();
    }

    public static String livePointer(String dataset) {
        return "live/" + dataset + ".json";
    }

    /** The model package group of a data set, and its endpoint. */
    public static String group(String dataset) {
        return PREFIX + dataset;
    }

    /** The data set of a group or endpoint; empty when it is not one of ours. */
    public static Optional<String> datasetOf(String groupOrEndpoint) {
        return Optional.of(groupOrEndpoint).filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length())).filter(Names::isDataset);
    }

    /** The name of a SageMaker model and of its endpoint configuration; long data set names are cut, with a hash. */
    public static String resource(String dataset, Instant at, int version) {
        String shown = dataset;
        if (dataset.length() > MAX_IN_RESOURCE) {
            String hash = Hashes.sha256(dataset.getBytes(StandardCharsets.UTF_8));
            shown = dataset.substring(0, MAX_IN_RESOURCE - 9).replaceAll("-$", "") + "-" + hash.substring(0, 8);
        }
        return PREFIX + shown + "-" + STAMP.format(at) + "-v" + version;
    }

    /** The model version that a resource name ends in. */
    public static Optional<Integer> versionOf(String resource) {
        Matcher matcher = VERSION.matcher(resource);
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }
}
