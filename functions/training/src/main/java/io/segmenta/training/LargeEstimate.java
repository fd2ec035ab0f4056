package io.segmenta.training;

import java.util.Locale;

/**
 * What a run on many machines takes, told from the size of its file. A gigabyte of CSV is read, surveyed and fitted in
 * 0.24 processor hours: 23 s for 27 MB, measured on two cores (docs/large-data.md).
 */
final class LargeEstimate {
    private static final double HOURS_PER_GB = 0.24;
    /** A packed file unpacks to about so many times its size. */
    private static final double PACKED = 5;
    /**
     * Dollars of an hour of one processor on ARM with the 4 GB that a worker has for it, EMR Serverless in us-east-1,
     * 2026-11.
     */
    private static final double USD_PER_HOUR = 0.042094 + 4 * 0.004628;
    /** Two jobs, two minutes each until they work, with a driver and two workers of 4 processors. */
    private static final double STARTING_HOURS = 2 * 2 / 60.0 * 12;
    /** What a worker reads at most in some minutes, so that more of them are worth while. */
    private static final long BYTES_PER_WORKER = 2L << 30;

    private LargeEstimate() {}

    /**
     * Dollars of a run.
     *
     * @param size of the file in bytes
     */
    static double usd(long size, String file) {
        boolean packed = file.toLowerCase(Locale.ROOT).endsWith(".gz");
        double gigabytes = size / (double) (1L << 30) * (packed ? PACKED : 1);
        return USD_PER_HOUR * (STARTING_HOURS + HOURS_PER_GB * gigabytes);
    }

    /** How many workers a job is given at most. */
    static int workers(long size, int most) {
        return Math.clamp(size / BYTES_PER_WORKER + 1, 2, Math.max(2, most));
    }
}
