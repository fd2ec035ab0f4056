package io.segmenta.pipeline.drift;

import java.time.LocalDate;

/**
 * An alarm that is open. It stays open while its statistic is rejected, and closes after {@link #QUIET} windows in
 * which it is not.
 *
 * @param statistic the name of what has changed
 * @param detector what found it
 * @param opened the first day of the window that opened it
 * @param quiet windows since its statistic was rejected last
 */
public record Alarm(String statistic, Detector detector, LocalDate opened, int quiet) {
    /** Windows without a rejection that close an alarm. */
    public static final int QUIET = 7;

    Alarm after(boolean rejected) {
        return new Alarm(statistic, detector, opened, rejected ? 0 : quiet + 1);
    }

    boolean closes() {
        return quiet >= QUIET;
    }
}
