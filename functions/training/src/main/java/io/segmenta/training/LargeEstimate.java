package io.segmenta.training;

import io.segmenta.config.Tariff;
import java.util.Locale;

/**
 * What a run on many machines takes, told from the size of its file. A gigabyte of CSV is read, surveyed and fitted in
 * 0.24 processor hours: 23 s for 27 MB, measured on two cores (docs/large-data.md).
 */
final class LargeEstimate {
    private static final double HOURS_PER_GB = 0.24;
    /** A packed file unpacks to about so many times its size, as one of Parquet would take as text. */
    private static final double PACKED = 5;
    /** What a worker has of memory for each processor. */
    private static final double GB_PER_PROCESSOR = 4;
    /** Two jobs, two minutes each until they work, with a driver and two workers of 4 processors. */
    private static final double STARTING_HOURS = 2 * 2 / 60.0 * 12;
    /** What a worker reads at most in some minutes, so that more of them are worth while. */
    private static final long BYTES_PER_WORKER = 2L << 30;

    private LargeEstimate() {}

    /**
     * Dollars of a run.
     *
     * @param size of the file in bytes
     * @param tariff what the region asks
     */
    static double usd(long size, String file, Tariff tariff) {
        boolean packed = file.toLowerCase(Locale.ROOT).matches(".*\\.(gz|parquet)");
        double gigabytes = size / (double) (1L << 30) * (packed ? PACKED : 1);
        double hours = STARTING_HOURS + HOURS_PER_GB * gigabytes;
        return tariff.jobs(hours, GB_PER_PROCESSOR * hours);
    }

    /** How many workers a job is given at most. */
    static int workers(long size, int most) {
        return Math.clamp(size / BYTES_PER_WORKER + 1, 2, Math.max(2, most));
    }
}
