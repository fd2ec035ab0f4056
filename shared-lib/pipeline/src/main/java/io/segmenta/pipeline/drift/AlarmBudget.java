package io.segmenta.pipeline.drift;

import io.segmenta.model.base.Check;

/**
 * How much change is tolerated and how often an alarm may be false. Half the budget is the day detector's, half the
 * memory detector's; a year has 365 windows.
 *
 * @param tolerance the change of a score that does not matter, in standard deviations of the baseline, in [0, 2]
 * @param falseAlarmsPerYear false alarms a year that are accepted of a data set, in [0.01, 100]
 */
public record AlarmBudget(double tolerance, double falseAlarmsPerYear) {
    /** A tenth of a standard deviation, and one false alarm a year. */
    public static final AlarmBudget DEFAULT = new AlarmBudget(0.1, 1);

    private static final double WINDOWS_PER_YEAR = 365;
    private static final int DETECTORS = 2;

    public AlarmBudget {
        Check.range("tolerance", tolerance, 0, 2);
        Check.range("falseAlarmsPerYear", falseAlarmsPerYear, 0.01, 100);
    }

    /** The chance with which the day detector may reject anything in a window without change. */
    public double dayLevel() {
        return falseAlarmsPerYear / (DETECTORS * WINDOWS_PER_YEAR);
    }

    /** The mean of the memory detector's statistics at which it rejects. */
    public double memoryThreshold() {
        return DETECTORS * WINDOWS_PER_YEAR / falseAlarmsPerYear;
    }
}
