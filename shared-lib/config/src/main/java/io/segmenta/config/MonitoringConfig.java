package io.segmenta.config;

/** What is counted of the answers, and watched. */
public record MonitoringConfig(
        @Setting(value = "Count what is asked and answered, to tell when customers change: numbers of records only, "
                + "never a record.", initial = "true") boolean capture,
        @Setting(value = "How long a process counts before it writes its counts to the bucket.", initial = "300",
                unit = "seconds", min = 10, max = 3600) int flushSeconds,
        @Setting(value = "The change of a column's place or spread that does not matter, in standard deviations of "
                + "the training data.", initial = "0.1", min = 0, max = 2) double tolerance,
        @Setting(value = "How many alarms of drift a year may be false, for each data set.", initial = "1",
                min = 0.01, max = 100) double falseAlarmsPerYear) {

    /** How long is counted before it is written; 0 where nothing is counted. */
    public int captureSeconds() {
        return capture ? flushSeconds : 0;
    }
}
