package io.segmenta.model.data;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Dates of the solar Hijri calendar, as Iran and Afghanistan count. Of 33 years eight are leap years, which gives those
 * of the official calendar since 1300 (1921); checked against 20 March 2020 and 2024 and 21 March 2021 and 2023.
 */
final class SolarDate {
    /** 1 Farvardin 1300. */
    private static final LocalDate FIRST = LocalDate.of(1921, 3, 21);
    private static final int FIRST_YEAR = 1300;
    private static final int LAST_YEAR = 1497;
    private static final int CYCLE = 33;
    private static final int LEAPS = 8;
    private static final int LONG_MONTHS = 6;
    private static final int LONG_MONTH = 31;
    private static final int SHORT_MONTH = 30;

    private SolarDate() {}

    /**
     * The same day in the Gregorian calendar.
     *
     * @param year from 1300 to 1497
     * @param month from 1, Farvardin, to 12, Esfand
     * @return the date as yyyy-mm-dd; empty when there is no such day
     */
    static Optional<String> gregorian(int year, int month, int day) {
        int length = month <= LONG_MONTHS ? LONG_MONTH : month < 12 || isLeap(year) ? SHORT_MONTH : SHORT_MONTH - 1;
        if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > length) {
            return Optional.empty();
        }
        int days = day - 1 + (month - 1) * SHORT_MONTH + Math.min(month - 1, LONG_MONTHS);
        for (int before = FIRST_YEAR; before < year; before++) {
            days += isLeap(before) ? 366 : 365;
        }
        return Optional.of(FIRST.plusDays(days).toString());
    }

    private static boolean isLeap(int year) {
        return (25 * year + 11) % CYCLE < LEAPS;
    }
}
