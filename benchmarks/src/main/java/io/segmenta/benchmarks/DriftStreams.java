package io.segmenta.benchmarks;

import io.segmenta.clustering.smile.Distributions;
import io.segmenta.pipeline.drift.BaselineShare;
import io.segmenta.pipeline.drift.BinScores;
import io.segmenta.pipeline.drift.Kind;
import io.segmenta.pipeline.drift.Reading;
import io.segmenta.pipeline.drift.ScoreReading;
import io.segmenta.pipeline.drift.ShareReading;
import io.segmenta.pipeline.drift.Statistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Windows of a made-up data set: columns of standard normal numbers in ten bins, five segments, a share outside and a
 * share between. A stream draws its own baseline of {@code rows} rows, so that its error is part of what is tried.
 */
final class DriftStreams {
    /** Shares of five segments, of records outside and between. */
    static final List<Double> SHARES = List.of(0.35, 0.25, 0.2, 0.15, 0.05, 0.02, 0.08);
    /** Where the shares of segments end. */
    static final int OUTSIDE = 5;

    private static final double[] NORMAL_DECILES = {-1.2815515655446004, -0.8416212335729143, -0.5244005127080407,
            -0.2533471031357997, 0, 0.2533471031357997, 0.5244005127080407, 0.8416212335729143, 1.2815515655446004};

    /** What differs in a window: the first column's mean and deviation, and the shares. */
    record Change(double mean, double deviation, List<Double> shares) {
        static final Change NONE = new Change(0, 1, SHARES);

        static Change ofShare(int share, double to) {
            List<Double> shares = new ArrayList<>(SHARES);
            shares.set(share, to);
            return new Change(0, 1, shares);
        }
    }

    private final CountDraws draws;
    private final List<BinScores> scores = new ArrayList<>();
    private final List<BaselineShare> shares = new ArrayList<>();
    private final int rows;

    DriftStreams(CountDraws draws, int columns, int rows) {
        this.draws = draws;
        this.rows = rows;
        for (int column = 0; column < columns; column++) {
            scores.add(BinScores.of(draws.multinomial(rows, bins(0, 1))));
        }
        SHARES.forEach(share -> shares.add(new BaselineShare(draws.binomial(rows, share), rows)));
    }

    /** What is watched: two scores of each column, then the shares. */
    List<Statistic> statistics() {
        List<Statistic> statistics = new ArrayList<>();
        for (int column = 0; column < scores.size(); column++) {
            statistics.add(new Statistic(Kind.LOCATION, "column " + column));
            statistics.add(new Statistic(Kind.SPREAD, "column " + column));
        }
        for (int segment = 0; segment < OUTSIDE; segment++) {
            statistics.add(new Statistic(Kind.SEGMENT, Integer.toString(segment)));
        }
        statistics.add(new Statistic(Kind.OUTSIDE));
        statistics.add(new Statistic(Kind.BETWEEN));
        return statistics;
    }

    /** What a window says of each. */
    List<Reading> window(int records, Change change) {
        List<Reading> readings = new ArrayList<>();
        for (int column = 0; column < scores.size(); column++) {
            boolean first = column == 0;
            long[] counts = draws.multinomial(records,
                    first ? bins(change.mean(), change.deviation()) : bins(0, 1));
            readings.add(new ScoreReading(records, scores.get(column).location(counts), rows));
            readings.add(new ScoreReading(records, scores.get(column).spread(counts), rows));
        }
        for (int share = 0; share < shares.size(); share++) {
            readings.add(new ShareReading(records, draws.binomial(records, change.shares().get(share)),
                    shares.get(share)));
        }
        return readings;
    }

    /** Bins of columns that go together: each value is made of a common part and one of its own. */
    static List<Reading> correlated(CountDraws draws, List<BinScores> scores, int records, int rows, double together) {
        long[][] counts = new long[scores.size()][NORMAL_DECILES.length + 1];
        double apart = Math.sqrt(1 - together);
        for (int record = 0; record < records; record++) {
            double common = Math.sqrt(together) * draws.gaussian();
            for (long[] column : counts) {
                column[bin(common + apart * draws.gaussian())]++;
            }
        }
        List<Reading> readings = new ArrayList<>();
        for (int column = 0; column < counts.length; column++) {
            readings.add(new ScoreReading(records, scores.get(column).location(counts[column]), rows));
            readings.add(new ScoreReading(records, scores.get(column).spread(counts[column]), rows));
        }
        return readings;
    }

    private static int bin(double value) {
        int at = Arrays.binarySearch(NORMAL_DECILES, value);
        return at < 0 ? -at - 1 : at + 1;
    }

    /** Chances of the ten bins when the numbers have this mean and deviation. */
    private static double[] bins(double mean, double deviation) {
        double[] chances = new double[NORMAL_DECILES.length + 1];
        double below = 0;
        for (int bin = 0; bin < NORMAL_DECILES.length; bin++) {
            double upTo = mean == 0 && deviation == 1
                    ? (bin + 1) / 10.0
                    : 1 - Distributions.normalUpperTail((NORMAL_DECILES[bin] - mean) / deviation);
            chances[bin] = upTo - below;
            below = upTo;
        }
        chances[NORMAL_DECILES.length] = 1 - below;
        return chances;
    }
}
