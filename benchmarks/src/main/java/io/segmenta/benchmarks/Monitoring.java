package io.segmenta.benchmarks;

import com.google.errorprone.annotations.FormatMethod;
import io.segmenta.benchmarks.DriftStreams.Change;
import io.segmenta.benchmarks.DriftTrials.Delay;
import io.segmenta.benchmarks.DriftTrials.Flagged;
import io.segmenta.benchmarks.DriftTrials.Rejections;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Prints how often the monitor is wrong, and how long it takes to be right, beside rules in common use. */
public final class Monitoring {
    private static final String EXPERIMENTS = "experiments";
    private static final int TRIALS = 200;
    private static final int MOST_DAYS = 120;

    private final PrintStream out;
    private final int windows;

    private Monitoring(PrintStream out, int windows) {
        this.out = out;
        this.windows = windows;
    }

    /**
     * Prints all tables.
     *
     * @param arguments how many windows each stream has, 100000 unless given; then {@value #EXPERIMENTS} for those
     * tables alone
     */
    public static void main(String[] arguments) {
        int windows = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
        Monitoring monitoring = new Monitoring(System.out, windows);
        if (arguments.length < 2 || !arguments[1].equals(EXPERIMENTS)) {
            monitoring.run();
        }
        monitoring.experiments();
    }

    private void run() {
        rates();
        uneven();
        delays();
        naive();
        fairness();
    }

    private void fairness() {
        int trials = Math.max(1, windows / 5);
        line("");
        line("### Fairness of a random attribute: five segments, three groups, %,d files", trials);
        line("");
        line("| people | the interval covers | any of 15 flagged, plain | by Holm | by Holm and large |");
        line("|---|---|---|---|---|");
        for (int people : new int[] {500, 2_000, 20_000}) {
            FairnessTrials.Rates rates = FairnessTrials.random(people, trials);
            line("| %,d | %.1f %% | %.1f %% | %.1f %% | %.1f %% |", people, 100 * rates.covered(), 100 * rates.plain(),
                    100 * rates.holm(), 100 * rates.told());
        }
    }

    private void rates() {
        line("### Windows with an alarm, of %,d; stated %.0f by each detector", windows, windows / 730.0);
        line("");
        line("| stream | day | memory |");
        line("|---|---|---|");
        row("no change, tolerance 0, 20 columns, n 500, N 10,000",
                DriftTrials.unchanged(20, 500, DriftTrials.ROWS, windows, 0));
        row("no change, tolerance 0, 20 columns, n 200, N 2,000", DriftTrials.unchanged(20, 200, 2_000, windows, 0));
        row("no change, defaults, 20 columns, n 500, N 10,000",
                DriftTrials.unchanged(20, 500, DriftTrials.ROWS, windows, 0.1));
        row("no change, defaults, 60 columns, n 2,000, N 10,000",
                DriftTrials.unchanged(60, 2_000, DriftTrials.ROWS, windows, 0.1));
        row("no change, defaults, 20 columns, n 200, N 1,000", DriftTrials.unchanged(20, 200, 1_000, windows, 0.1));
        row("20 scores at the edge of tolerance, n 500", DriftTrials.scoresAtEdge(20, 500, windows));
        row("60 scores at the edge of tolerance, n 5,000", DriftTrials.scoresAtEdge(60, 5_000, windows));
        row("seven shares at the edge, n 500", DriftTrials.sharesAtEdge(500, windows));
        row("seven shares at the edge, n 2,000", DriftTrials.sharesAtEdge(2_000, windows));
        int fewer = windows / 5;
        Rejections together = DriftTrials.correlated(20, 500, fewer, 0.8, 0);
        line("| 20 columns that correlate by 0.8, tolerance 0, n 500, %,d windows (stated %.0f) | %d | %d |", fewer,
                fewer / 730.0, together.day(), together.memory());
    }

    private void row(String stream, Rejections found) {
        line("| %s | %d | %d |", stream, found.day(), found.memory());
    }

    private void uneven() {
        line("");
        line("### Healthy days that differ (weekly cycle and day effects), 20 columns: alarms a year");
        line("");
        line("| days differ by | n | dispersion | day | memory |");
        line("|---|---|---|---|---|");
        int days = Math.max(400, windows / 5);
        uneven(0.1, 2_000, days);
        uneven(0.1, 500, days);
        uneven(0.05, 20_000, days);
    }

    private void uneven(double deviation, int records, int days) {
        for (boolean dispersion : new boolean[] {false, true}) {
            Rejections found = DriftTrials.uneven(20, records, days, deviation, dispersion);
            line("| %s sd | %,d | %s | %.2f | %.2f |", deviation, records, dispersion ? "seen" : "not seen",
                    found.dayPerYear(), found.memoryPerYear());
        }
    }

    private void delays() {
        Map<String, Change> changes = new LinkedHashMap<>();
        for (double moved : new double[] {0.1, 0.2, 0.25, 0.3, 0.5, 1}) {
            changes.put("one column moved " + moved + " sd", new Change(moved, 1, DriftStreams.SHARES));
        }
        changes.put("spread of one column x 1.3", new Change(0, 1.3, DriftStreams.SHARES));
        changes.put("segment 20 to 23 %", Change.ofShare(2, 0.23));
        changes.put("segment 20 to 25 %", Change.ofShare(2, 0.25));
        changes.put("segment 20 to 30 %", Change.ofShare(2, 0.3));
        changes.put("outside 2 to 4 %", Change.ofShare(DriftStreams.OUTSIDE, 0.04));
        changes.put("outside 2 to 6 %", Change.ofShare(DriftStreams.OUTSIDE, 0.06));
        int trials = Math.clamp(windows / 500, 10, TRIALS);
        line("");
        line("### Days to the alarm: median (90 %%), of %d trials of at most %d days; 20 columns", trials, MOST_DAYS);
        line("");
        line("| change | n 500 | n 500, after 60 healthy days | n 2,000 |");
        line("|---|---|---|---|");
        changes.forEach((name, change) -> line("| %s | %s | %s | %s |", name,
                text(DriftTrials.delay(change, 500, 0, trials, MOST_DAYS)),
                text(DriftTrials.delay(change, 500, 60, trials, MOST_DAYS)),
                text(DriftTrials.delay(change, 2_000, 0, trials, MOST_DAYS))));
    }

    private static String text(Delay delay) {
        if (delay.median() > MOST_DAYS) {
            return String.format(Locale.ROOT, "found in %.0f %%", 100 * delay.found());
        }
        return delay.median() + " (" + (delay.mostly() > MOST_DAYS ? "> " + MOST_DAYS : delay.mostly()) + ")";
    }

    private void naive() {
        int some = Math.max(20, windows / 200);
        line("");
        line("### Rules in common use, 20 columns, %,d windows: parts that they flag", some);
        line("");
        line("| window | any column KS p < 0.05 | any column's distance >= 0.1 | half the columns' distance >= 0.1 |");
        line("|---|---|---|---|");
        for (int records : new int[] {500, 100}) {
            for (double moved : new double[] {0, 1}) {
                Flagged flagged = DriftTrials.naive(20, records, moved, some);
                line("| n %d, %s | %.3f | %.3f | %.3f |", records, moved == 0 ? "healthy" : "one column moved 1 sd",
                        flagged.anyKs(), flagged.anyDistance(), flagged.halfOfDistances());
            }
        }
    }

    private void experiments() {
        int trials = Math.clamp(windows / 25, 20, 4_000);
        line("");
        line("### Experiments looked at on %d days, %d customers a day, halves: %,d of each", ExperimentTrials.DAYS,
                ExperimentTrials.PER_DAY, trials);
        line("");
        line("| outcome | segments | decided, daily looks | customers then, median | any segment decided |"
                + " plain 95 %% interval, daily | plain, once at the end |");
        line("|---|---|---|---|---|---|---|");
        outcomes(0.1, 0.1, 1, trials);
        outcomes(0.1, 0.1, 5, trials);
        outcomes(0.1, 0.12, 1, trials);
        outcomes(0.1, 0.13, 1, trials);
        outcomes(0.1, 0.13, 5, trials);
        line("");
        line("### Customers parted by halves as planned, or not: told that they are not, on any of %d days",
                ExperimentTrials.DAYS);
        line("");
        line("| parted | evidence of %,.0f | customers then, median | chi-square p < 0.001 |",
                ExperimentTrials.threshold());
        line("|---|---|---|---|");
        for (double share : new double[] {0.5, 0.52, 0.53, 0.55}) {
            ExperimentTrials.Mismatch found = ExperimentTrials.mismatches(share, trials, 7_000_000);
            line("| %.0f:%.0f | %.2f %% | %,.0f | %.2f %% |", 100 * share, 100 - 100 * share, 100 * found.told(),
                    found.customers(), 100 * found.chiSquare());
        }
    }

    private void outcomes(double champion, double challenger, int segments, int trials) {
        ExperimentTrials.Outcome found = ExperimentTrials.outcomes(champion, challenger, segments, trials, 1_000_000);
        line("| %.0f -> %.0f %% | %d | %.1f %% | %,.0f | %.1f %% | %.1f %% | %.1f %% |", 100 * champion,
                100 * challenger,
                segments, 100 * found.decided(), found.customers(), 100 * found.anySegment(), 100 * found.plainDaily(),
                100 * found.plainOnce());
    }

    @FormatMethod
    private void line(String template, Object... arguments) {
        out.println(String.format(Locale.ROOT, template, arguments));
        out.flush();
    }
}
