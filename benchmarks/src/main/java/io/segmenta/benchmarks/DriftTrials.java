package io.segmenta.benchmarks;

import io.segmenta.benchmarks.DriftStreams.Change;
import io.segmenta.pipeline.drift.AlarmBudget;
import io.segmenta.pipeline.drift.BaselineShare;
import io.segmenta.pipeline.drift.BinScores;
import io.segmenta.pipeline.drift.ClosedWindow;
import io.segmenta.pipeline.drift.DriftMonitor;
import io.segmenta.pipeline.drift.Kind;
import io.segmenta.pipeline.drift.Reading;
import io.segmenta.pipeline.drift.ScoreReading;
import io.segmenta.pipeline.drift.ShareReading;
import io.segmenta.pipeline.drift.Statistic;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Trials of the product's own monitor on streams of which it is known whether they change. */
final class DriftTrials {
    static final int ROWS = 10_000;

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final double ENDLESS = 1e15;
    private static final double WINDOWS_PER_YEAR = 365;
    /** Windows of a monitor before it sees how days differ. */
    private static final int FRESH = 14;
    /** Windows after which a new baseline is drawn, whose error is part of what is tried. */
    private static final int BASELINE_SERVES = 2_000;

    private DriftTrials() {}

    /** Windows in which each detector rejects. */
    record Rejections(int windows, int day, int memory) {
        double dayPerYear() {
            return day * WINDOWS_PER_YEAR / windows;
        }

        double memoryPerYear() {
            return memory * WINDOWS_PER_YEAR / windows;
        }
    }

    /** Days from a change to the alarm: the median, nine tenths, and the part of the trials with one at all. */
    record Delay(int median, int mostly, double found) {}

    static CountDraws draws(long seed) {
        return new CountDraws(new SplittableRandom(seed));
    }

    /** No change. */
    static Rejections unchanged(int columns, int records, int rows, int windows, double tolerance) {
        CountDraws draws = draws(1);
        int baselines = Math.max(1, windows / BASELINE_SERVES);
        int day = 0;
        int memory = 0;
        for (int baseline = 0; baseline < baselines; baseline++) {
            DriftStreams stream = new DriftStreams(draws, columns, rows);
            Rejections some = count(stream.statistics(), new AlarmBudget(tolerance, 1), windows / baselines,
                    _ -> stream.window(records, Change.NONE));
            day += some.day();
            memory += some.memory();
        }
        return new Rejections(windows, day, memory);
    }

    /** Every score lies just where its change would no longer be tolerated. */
    static Rejections scoresAtEdge(int columns, int records, int windows) {
        CountDraws draws = draws(2);
        double tolerance = AlarmBudget.DEFAULT.tolerance();
        return count(statistics(columns, Kind.LOCATION), AlarmBudget.DEFAULT, windows, _ -> IntStream
                .range(0, columns)
                .<Reading>mapToObj(
                        _ -> new ScoreReading(records, tolerance + draws.gaussian() / Math.sqrt(records), ENDLESS))
                .toList());
    }

    /** Every share lies just where its change would no longer be tolerated. */
    static Rejections sharesAtEdge(int records, int windows) {
        CountDraws draws = draws(3);
        List<BaselineShare> shares = DriftStreams.SHARES.stream().map(it -> new BaselineShare(it * ENDLESS, ENDLESS))
                .toList();
        return count(statistics(shares.size(), Kind.SEGMENT), AlarmBudget.DEFAULT, windows, _ -> shares.stream()
                .<Reading>map(it -> new ShareReading(records,
                        draws.binomial(records, it.share() + it.tolerance()), it))
                .toList());
    }

    /** Columns that go together, and do not change. */
    static Rejections correlated(int columns, int records, int windows, double together, double tolerance) {
        CountDraws draws = draws(4);
        double[] tenths = new double[10];
        Arrays.fill(tenths, 0.1);
        int day = 0;
        int memory = 0;
        int baselines = Math.max(1, windows / BASELINE_SERVES);
        for (int baseline = 0; baseline < baselines; baseline++) {
            List<BinScores> scores = IntStream.range(0, columns)
                    .mapToObj(_ -> BinScores.of(draws.multinomial(ROWS, tenths))).toList();
            Rejections some = count(statistics(2 * columns, Kind.LOCATION), new AlarmBudget(tolerance, 1),
                    windows / baselines, _ -> DriftStreams.correlated(draws, scores, records, ROWS, together));
            day += some.day();
            memory += some.memory();
        }
        return new Rejections(windows, day, memory);
    }

    /** Windows in which the detectors reject that take days to differ by chance alone. */
    private static Rejections count(List<Statistic> statistics, AlarmBudget budget, int windows,
            IntFunction<List<Reading>> stream) {
        DetectorPair detectors = new DetectorPair(statistics.size(), budget);
        for (int window = 0; window < windows; window++) {
            detectors.see(stream.apply(window));
        }
        return new Rejections(windows, detectors.day(), detectors.memory());
    }

    private static List<Statistic> statistics(int count, Kind kind) {
        return IntStream.range(0, count).mapToObj(i -> new Statistic(kind, Integer.toString(i))).toList();
    }

    /**
     * Healthy days that differ: a weekly cycle and day effects of a tenth of a deviation in every column.
     *
     * @param dispersion whether the monitor may see how days differ
     */
    static Rejections uneven(int columns, int records, int windows, double deviation, boolean dispersion) {
        CountDraws draws = draws(5);
        List<Statistic> statistics = statistics(columns, Kind.LOCATION);
        IntFunction<List<Reading>> stream = window -> IntStream.range(0, columns).<Reading>mapToObj(column -> {
            double weekday = deviation * Math.sqrt(2) * Math.sin(2 * Math.PI * ((window + column) % 7) / 7);
            return new ScoreReading(records,
                    weekday + deviation * draws.gaussian() + draws.gaussian() / Math.sqrt(records), ROWS);
        }).toList();
        if (!dispersion) {
            return count(statistics, AlarmBudget.DEFAULT, windows, stream);
        }
        DriftMonitor monitor = new DriftMonitor(statistics, AlarmBudget.DEFAULT);
        int day = 0;
        int memory = 0;
        for (int window = 0; window < windows; window++) {
            ClosedWindow closed = monitor.close(FIRST.plusDays(window), stream.apply(window));
            if (window > FRESH) {
                day += closed.dayRejects() ? 1 : 0;
                memory += closed.memoryRejects() ? 1 : 0;
            }
        }
        return new Rejections(windows - FRESH - 1, day, memory);
    }

    /**
     * Days from a change to the first alarm.
     *
     * @param healthy windows without change before it
     */
    static Delay delay(Change change, int records, int healthy, int trials, int most) {
        CountDraws draws = draws(6);
        int[] days = new int[trials];
        for (int trial = 0; trial < trials; trial++) {
            DriftStreams stream = new DriftStreams(draws, 20, ROWS);
            DriftMonitor monitor = new DriftMonitor(stream.statistics(), AlarmBudget.DEFAULT);
            for (int window = 0; window < healthy; window++) {
                monitor.close(FIRST.plusDays(window), stream.window(records, Change.NONE));
            }
            int day = 0;
            boolean found = false;
            while (!found && day < most) {
                ClosedWindow closed = monitor.close(FIRST.plusDays(healthy + day++), stream.window(records, change));
                found = closed.dayRejects() || closed.memoryRejects();
            }
            days[trial] = found ? day : most + 1;
        }
        Arrays.sort(days);
        return new Delay(days[trials / 2], days[(int) Math.ceil(0.9 * trials) - 1],
                Arrays.stream(days).filter(it -> it <= most).count() / (double) trials);
    }

    /** Parts of the windows that rules in common use flag. */
    record Flagged(double anyKs, double anyDistance, double halfOfDistances) {}

    /** Windows of normal columns, the first of them moved by so many deviations, judged on the values. */
    static Flagged naive(int columns, int records, double moved, int windows) {
        SplittableRandom random = new SplittableRandom(7);
        double[][] baselines = new double[columns][];
        for (int column = 0; column < columns; column++) {
            baselines[column] = sorted(random, ROWS, 0);
        }
        int ks = 0;
        int any = 0;
        int half = 0;
        for (int window = 0; window < windows; window++) {
            boolean anyKs = false;
            int far = 0;
            for (int column = 0; column < columns; column++) {
                double[] values = sorted(random, records, column == 0 ? moved : 0);
                anyKs |= NaiveDrift.ks(values, baselines[column]) < 0.05;
                far += NaiveDrift.wasserstein(values, baselines[column]) >= 0.1 ? 1 : 0;
            }
            ks += anyKs ? 1 : 0;
            any += far > 0 ? 1 : 0;
            half += 2 * far >= columns ? 1 : 0;
        }
        return new Flagged(ks / (double) windows, any / (double) windows, half / (double) windows);
    }

    private static double[] sorted(SplittableRandom random, int count, double mean) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = mean + random.nextGaussian();
        }
        Arrays.sort(values);
        return values;
    }
}
