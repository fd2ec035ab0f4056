package io.segmenta.pipeline.cost;

import io.segmenta.config.PipelineConfig;
import io.segmenta.config.Tariff;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.DataException.Reason;

/**
 * What runs of one function cost: its seconds with its memory, its requests to S3, and a month of what it stores there.
 * Not reckoned are the catalogue, the log, {@code /tmp} beyond what is free, and whoever asks for results later. Pure:
 * the same arguments give the same numbers.
 *
 * @param tariff what AWS asks where the function runs
 * @param memoryMb of the function, at least 128
 * @param timeoutSeconds after which a run is ended; infinite where nothing ends it
 */
public record CostModel(Tariff tariff, int memoryMb, double timeoutSeconds) {
    /** Memory with which a function has one processor, as Lambda gives them out. */
    private static final double PROCESSOR_MB = 1769;
    private static final double MB_IN_GB = 1024;
    private static final double BYTES_IN_GB = 1L << 30;
    /** Requests of a run that writes, and of one with an earlier model, pictures as PNG and a second attempt. */
    private static final Range WRITES = new Range(20, 80);
    private static final Range READS = new Range(8, 60);
    /** What a run leaves whatever its table is, of each row, and of each cell. */
    private static final Range BYTES = new Range(1e5, 4e6);
    private static final Range BYTES_OF_ROW = new Range(3, 60);
    private static final Range BYTES_OF_CELL = new Range(0, 6);

    public CostModel {
        Check.argument(memoryMb >= 128, "memoryMb must be >= 128, got %s", memoryMb);
        Check.argument(timeoutSeconds > 0, "timeoutSeconds must be positive, got %s", timeoutSeconds);
    }

    /**
     * What a run will take and cost.
     *
     * @param rows of the table, estimated
     * @param columns of the table
     */
    public Forecast forecast(long rows, int columns, PipelineConfig config) {
        Range seconds = Throughput.seconds((double) rows, columns, config.clustering(), memoryMb / PROCESSOR_MB)
                .atMost(timeoutSeconds);
        double cells = (double) rows * columns;
        Range bytes = BYTES.plus(BYTES_OF_ROW.times((double) rows, (double) rows))
                .plus(BYTES_OF_CELL.times(cells, cells));
        return new Forecast(seconds, new Range(
                spent(seconds.low(), WRITES.low(), READS.low(), bytes.low()).usd(),
                spent(seconds.high(), WRITES.high(), READS.high(), bytes.high()).usd()));
    }

    /** What an attempt has cost. */
    public Spent spent(Usage usage) {
        return spent(usage.milliseconds() / 1e3, (double) usage.writes(), (double) usage.reads(),
                (double) usage.bytes());
    }

    private Spent spent(double seconds, double writes, double reads, double bytes) {
        return new Spent(tariff.invocation() + tariff.gbSecond() * memoryMb / MB_IN_GB * seconds,
                tariff.write() * writes + tariff.read() * reads, tariff.gbMonth() * bytes / BYTES_IN_GB);
    }

    /**
     * Refuses a run that may cost more than its owner allows.
     *
     * @param forecast of the run
     * @throws DataException naming what it may cost, what it may at most, and what to do
     */
    public static void refuseAbove(Forecast forecast, PipelineConfig config) {
        double most = config.cost().maxUsdPerRun();
        if (most > 0 && forecast.usd().high() > most) {
            throw DataException.of(Reason.TOO_COSTLY,
                    "the run may cost up to %.4f US dollars and take up to %.0f s, cost.max_usd_per_run allows %s; "
                            + "raise it, set clustering.algorithm: kmeans and clustering.k, leave columns out "
                            + "(columns.exclude), or upload a sample of the rows",
                    forecast.usd().high(), forecast.seconds().high(), most);
        }
    }
}
