package io.segmenta.pipeline.read.parquet;

import java.time.LocalDate;

/** Writes dates and times as they stand in a delimited file: 2024-01-31, 2024-01-31 10:30:00.5, 10:30:00. */
final class Moments {
    private static final long SECONDS_OF_DAY = 86_400;
    private static final long NANOS = 1_000_000_000;
    private static final int YEAR_DIGITS = 4;
    private static final int LAST_YEAR = 9_999;
    /** The day from which the format's oldest kind of time counts, as days since 1970. */
    private static final long JULIAN = 2_440_588;

    private final char[] chars = new char[64];
    private int length;
    private long day = Long.MIN_VALUE;
    private int dayLength;

    char[] chars() {
        return chars;
    }

    /** Characters written. */
    int length() {
        return length;
    }

    void date(long epochDay) {
        if (epochDay != day) {
            length = 0;
            LocalDate date = LocalDate.ofEpochDay(epochDay);
            if (date.getYear() >= 0 && date.getYear() <= LAST_YEAR) {
                digits(date.getYear(), YEAR_DIGITS);
                put('-');
                digits(date.getMonthValue(), 2);
                put('-');
                digits(date.getDayOfMonth(), 2);
            } else {
                date.toString().chars().forEach(c -> put((char) c));
            }
            day = epochDay;
            dayLength = length;
        }
        length = dayLength;
    }

    /** A moment, as so many parts of a second since 1970; midnight is written as the day. */
    void timestamp(long value, long partsOfSecond) {
        long seconds = Math.floorDiv(value, partsOfSecond);
        moment(Math.floorDiv(seconds, SECONDS_OF_DAY), Math.floorMod(seconds, SECONDS_OF_DAY),
                Math.floorMod(value, partsOfSecond) * (NANOS / partsOfSecond));
    }

    /** A moment as nanoseconds of a day and the day's Julian number, which are twelve bytes. */
    void timestamp(byte[] bytes, int from) {
        long nanos = (Codec.littleEndian(bytes, from) & 0xFFFFFFFFL)
                | ((long) Codec.littleEndian(bytes, from + 4) << 32);
        long days = Codec.littleEndian(bytes, from + 8) - JULIAN;
        moment(days + Math.floorDiv(nanos, SECONDS_OF_DAY * NANOS),
                Math.floorMod(nanos, SECONDS_OF_DAY * NANOS) / NANOS, Math.floorMod(nanos, NANOS));
    }

    private void moment(long epochDay, long second, long nanos) {
        date(epochDay);
        if (second != 0 || nanos != 0) {
            put(' ');
            clock(second, nanos);
        }
    }

    void time(long value, long partsOfSecond) {
        length = 0;
        day = Long.MIN_VALUE;
        clock(Math.floorMod(Math.floorDiv(value, partsOfSecond), SECONDS_OF_DAY),
                Math.floorMod(value, partsOfSecond) * (NANOS / partsOfSecond));
    }

    private void clock(long second, long nanos) {
        digits(second / 3600, 2);
        put(':');
        digits(second / 60 % 60, 2);
        put(':');
        digits(second % 60, 2);
        if (nanos != 0) {
            put('.');
            digits(nanos, 9);
            while (chars[length - 1] == '0') {
                length--;
            }
        }
    }

    private void digits(long value, int count) {
        long rest = value;
        for (int i = length + count - 1; i >= length; i--) {
            chars[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    private void put(char c) {
        chars[length++] = c;
    }
}
