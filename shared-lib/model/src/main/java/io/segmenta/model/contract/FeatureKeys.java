package io.segmenta.model.contract;

import io.segmenta.model.base.Check;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the tables of a view of features lie. Definitions have nobody in them and lie under {@code features/}; tables
 * have people in them and lie under {@code people/<dataset>/features/<view>/v<N>/}, each in a folder of its own.
 *
 * @param dataset whose files the tables are made of
 */
public record FeatureKeys(String dataset, ViewName view) {
    /** What every key of a definition begins with. */
    public static final String DEFINITIONS = "features/";

    /** How many files the rows of a table are divided into, by the keyed hash of the customer. */
    public static final int BUCKETS = 256;

    private static final Pattern DEFINITION = Pattern.compile(DEFINITIONS + "([^/]+)/v([1-9][0-9]{0,3})\\.yaml");
    private static final Pattern WRITTEN = Pattern.compile("([^/]+)/(.+)");
    private static final Pattern BUCKET = Pattern
            .compile("(people/[^/]+/features/[^/]+/v[0-9]+/[^/]+/)([0-9a-f]{2})\\.csv\\.gz");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String INDEX = "index.bin";

    /** @throws ContractException when no data set can be called so */
    public FeatureKeys {
        DatasetName.check(dataset);
    }

    /** Where the definition of a view lies. */
    public static String definition(ViewName view) {
        return definitions(view.view()) + 'v' + view.version() + ".yaml";
    }

    /** What the keys of the definitions of a view begin with. */
    public static String definitions(String view) {
        return DEFINITIONS + view + '/';
    }

    /** The view that a key is the definition of; empty when it is of none. */
    public static Optional<ViewName> defined(String key) {
        Matcher matcher = DEFINITION.matcher(key);
        return matcher.matches() ? ViewName.parse(matcher.group(1) + '@' + matcher.group(2)) : Optional.empty();
    }

    /** Reads what {@link #toString} writes; empty when the text is none. */
    public static Optional<FeatureKeys> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches() && DatasetName.isValid(matcher.group(1))
                ? ViewName.parse(matcher.group(2)).map(view -> new FeatureKeys(matcher.group(1), view))
                : Optional.empty();
    }

    /** What all keys of its tables begin with, with the slash. */
    public String prefix() {
        return "people/" + dataset + "/features/" + view.view() + "/v" + view.version() + '/';
    }

    /** Which tables there are: {@link FeatureTables}. */
    public String tables() {
        return prefix() + "tables.json";
    }

    /** What the keys of a table begin with, with the slash. */
    public String table(Instant time) {
        return prefix() + TIME.format(time) + '/';
    }

    /** Where the index of a table lies. */
    public String index(Instant time) {
        return table(time) + INDEX;
    }

    /** Where one of the files of a table lies. */
    public String bucket(Instant time, int bucket) {
        return table(time) + String.format(Locale.ROOT, "%02x.csv.gz", Check.range("bucket", bucket, 0, BUCKETS - 1));
    }

    /** The number of the bucket that a key is of; empty when it is of none. */
    public static Optional<Integer> bucket(String key) {
        Matcher matcher = BUCKET.matcher(key);
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(2), 16)) : Optional.empty();
    }

    /** Where the index lies of the table that a bucket is of. */
    public static String indexBeside(String bucketKey) {
        return RunFile.folder(bucketKey) + INDEX;
    }

    /** {@code orders/spend@2}. */
    @Override
    public String toString() {
        return dataset + '/' + view;
    }
}
