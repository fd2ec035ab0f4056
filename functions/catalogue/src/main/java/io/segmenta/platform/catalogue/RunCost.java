package io.segmenta.platform.catalogue;

import io.segmenta.platform.Hashes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What one attempt at a run was expected to cost, and has cost, in US dollars.
 *
 * @param attempt the how many-th, from 1
 * @param region whose prices these are
 * @param foreseen empty where nothing was foretold, as of a workbook
 * @param spent empty while the attempt goes on, and for ever when it died
 * @param notedAt when the attempt was last told of
 */
public record RunCost(UUID run, String dataset, int attempt, String region, Optional<Foreseen> foreseen,
        Optional<Spent> spent, Instant notedAt) {
    /**
     * Before.
     *
     * @param secondsLow the fewest seconds that the function may take
     * @param secondsHigh the most
     * @param usdLow the least that the attempt may cost
     * @param usdHigh the most
     */
    public record Foreseen(double secondsLow, double secondsHigh, double usdLow, double usdHigh) {}

    /**
     * After.
     *
     * @param milliseconds of the function
     * @param functionMb its memory
     * @param writes requests to S3 that write, copy or list
     * @param reads requests to S3 that read
     * @param bytes that are left in S3
     * @param compute for the function
     * @param requests for requests to S3
     * @param storage for a month of the bytes
     * @param jobs for other machines; told by the attempt that ended the run
     */
    public record Spent(long milliseconds, int functionMb, long writes, long reads, long bytes, double compute,
            double requests, double storage, double jobs) {
        /** All of it. */
        public double usd() {
            return compute + requests + storage + jobs;
        }
    }

    /** The id of its row, which follows from run and attempt. */
    UUID id() {
        return Hashes.id("run-cost", run + "/" + attempt);
    }
}
