package io.segmenta.config;

/** When a file is trained on by many machines instead of one function. */
public record DistributedConfig(
        @Setting(value = "auto takes a file that one function's memory cannot hold to Apache Spark, where the "
                + "deployment has an application for it (LargeData); always takes every file, never none.",
                initial = "auto", deployers = true) Enabled enabled,
        @Setting(value = "A run whose estimate is above this is refused, and told what it would cost; a higher bound "
                + "on the next upload agrees to it.", initial = "20", unit = "US dollars", min = 0,
                max = 1000000) double confirmAboveUsd,
        @Setting(value = "How many workers of 4 processors a job may have at once.", initial = "50", min = 2,
                max = 1000, deployers = true) int maxWorkers) {

    /** Which files go to Apache Spark. */
    public enum Enabled {
        AUTO, ALWAYS, NEVER
    }
}
