package io.segmenta.spark;

import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;
import io.segmenta.model.json.Json;
import io.segmenta.spark.Fault.FaultException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The job as Spark is given it: {@code --step survey|fit|score --run run.json}.
 *
 * <p>
 * A step whose result is there does nothing, so any may be started again. Ends with 0 when it is done, with 2 when the
 * data, the model or the settings cannot be used, which is then written to {@code fault.json}; other failures are
 * thrown, for Spark to see.
 */
public final class Job {

    private static final int UNUSABLE = 2;
    private static final String USAGE = "usage: --step survey|fit|score --run run.json";

    /** What a run does, in the order of a whole one. */
    enum Step {
        SURVEY, FIT, SCORE;

        /** The file that is written last, and tells that the step is done. */
        String result() {
            return switch (this) {
                case SURVEY -> "survey.json";
                case FIT -> "fitted.json";
                case SCORE -> "scores/_done.json";
            };
        }
    }

    private Job() {}

    /** Runs a step in the Spark that started it, or in one of its own where none did. */
    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4 || !arguments[0].equals("--step") || !arguments[2].equals("--run")) {
            throw new IllegalArgumentException(USAGE);
        }
        Step step = step(arguments[1]);
        SparkConf conf = new SparkConf().setAppName("segmenta " + arguments[1]).setIfMissing("spark.master",
                "local[2]");
        boolean usable;
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            usable = run(spark, step, arguments[3]);
        }
        if (!usable) {
            System.exit(UNUSABLE);
        }
    }

    private static Step step(String name) {
        for (Step step : Step.values()) {
            if (step.name().toLowerCase(Locale.ROOT).equals(name)) {
                return step;
            }
        }
        throw new IllegalArgumentException(USAGE);
    }

    /** Runs a step; returns whether data, model and settings could be used. */
    static boolean run(JavaSparkContext spark, Step step, String document) throws IOException {
        Settings settings;
        try {
            settings = Settings.read(document);
        } catch (ConfigException | DataException | FileNotFoundException unusable) {
            System.err.println(unusable.getMessage());
            return false;
        }
        if (Storage.exists(settings.path(step.result()))) {
            System.err.println("done before: " + settings.path(step.result()));
            return true;
        }
        try {
            switch (step) {
                case SURVEY -> new Survey(spark, settings).run();
                case FIT -> new Fit(spark, settings).run();
                case SCORE -> new Scoring(spark, settings).run();
            }
            System.err.println("written: " + settings.path(step.result()));
            return true;
        } catch (FaultException fault) {
            return refuse(settings, fault.fault().toDocument(), fault.fault().sentence());
        } catch (DataException unusable) {
            return refuse(settings, Map.of("reason", unusable.reason().code(), "message", unusable.getMessage()),
                    unusable.getMessage());
        } catch (FileNotFoundException missing) {
            return refuse(settings, Map.of("reason", DataException.Reason.NOT_FOUND.code(), "message",
                    String.valueOf(missing.getMessage())), String.valueOf(missing.getMessage()));
        } catch (ConfigException unusable) {
            return refuse(settings, Map.of("reason", "settings", "message", unusable.getMessage()),
                    unusable.getMessage());
        }
    }

    private static boolean refuse(Settings settings, Map<String, Object> document, String sentence)
            throws IOException {
        Storage.write(settings.path("fault.json"), Json.pretty(document));
        System.err.println(sentence);
        return false;
    }
}
