package io.segmenta.model.contract;

import io.segmenta.model.base.Check;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * Where the files of an experiment lie. Exposures have people in them and lie under {@code people/}, counts have none
 * and lie under {@code captures/}; outcomes are sent by people and lie under {@code outcomes/}, where nothing trains.
 */
public final class ExperimentKeys {
    /** What every key of outcomes begins with. */
    public static final String OUTCOMES = "outcomes/";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd/", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ExperimentKeys() {}

    /** What the keys of an experiment's exposures begin with. */
    public static String exposures(String dataset, UUID experiment) {
        return "people/" + DatasetName.check(dataset) + "/experiments/" + experiment + "/exposures/";
    }

    /** Where one file of exposures lies. */
    public static String exposures(String dataset, UUID experiment, Instant day, String environment, long seq) {
        return exposures(dataset, experiment) + file(day, environment, seq) + ".csv.gz";
    }

    /** What the keys of the counts of agreement of an experiment begin with. */
    public static String agreement(String dataset, UUID experiment) {
        return CaptureKey.PREFIX + DatasetName.check(dataset) + "/experiments/" + experiment + '/';
    }

    /** Where one file of counts of agreement lies. */
    public static String agreement(String dataset, UUID experiment, Instant day, String environment, long seq) {
        return agreement(dataset, experiment) + file(day, environment, seq) + ".json.gz";
    }

    private static String file(Instant day, String environment, long seq) {
        Check.argument(environment.matches("[0-9a-z]{1,32}"),
                "environment must be lower-case letters and digits, got \"%s\"", environment);
        return DAY.format(day) + environment + '-' + Check.range("seq", seq, 0, Long.MAX_VALUE);
    }

    /** What the keys of the outcomes of an experiment begin with: where files are put for it. */
    public static String outcomes(String dataset, UUID experiment) {
        return OUTCOMES + DatasetName.check(dataset) + '/' + experiment + '/';
    }

    /** What the keys of its reports begin with. */
    public static String reports(String dataset, UUID experiment) {
        return "monitoring/" + DatasetName.check(dataset) + "/experiments/" + experiment + '/';
    }
}
