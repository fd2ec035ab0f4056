package io.segmenta.config;

import java.time.LocalDate;

/**
 * What AWS asks in one region for what a run uses, in US dollars.
 *
 * @param date when the prices were written down
 * @param region whose prices these are
 * @param gbSecond of Lambda on x86_64: a second with a GB (2^30 bytes) of memory
 * @param invocation of Lambda, one
 * @param write one request to S3 that writes, copies or lists
 * @param read one request to S3 that reads an object or asks for its headers
 * @param gbMonth a GB (2^30 bytes) in S3's standard class for a month
 * @param jobProcessorHour an hour of one processor of EMR Serverless on ARM
 * @param jobGbHour an hour of a GB of its memory
 */
public record Tariff(LocalDate date, String region, double gbSecond, double invocation, double write, double read,
        double gbMonth, double jobProcessorHour, double jobGbHour) {
    boolean knowsJobs() {
        return !Double.isNaN(jobProcessorHour) && !Double.isNaN(jobGbHour);
    }

    Tariff withJobsOf(Tariff other) {
        return new Tariff(date, region, gbSecond, invocation, write, read, gbMonth, other.jobProcessorHour,
                other.jobGbHour);
    }

    /**
     * What jobs on many machines cost.
     *
     * @param processorHours hours of one processor
     * @param gbHours hours of a GB of memory
     */
    public double jobs(double processorHours, double gbHours) {
        return processorHours * jobProcessorHour + gbHours * jobGbHour;
    }
}
