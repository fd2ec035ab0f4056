package io.segmenta.local.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and sizes as people read them. */
final class Texts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Texts() {}

    static String time(Instant at) {
        return at == null ? "-" : TIME.format(at.atZone(ZoneId.systemDefault()));
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /** A decimal number given as text, to three places; {@code -} when there is none. */
    static String rounded(String number) {
        if (number == null || number.isBlank()) {
            return "-";
        }
        try {
            return String.format(Locale.ROOT, "%.3f", Double.parseDouble(number));
        } catch (NumberFormatException other) {
            return number;
        }
    }

    /** A measure with as many digits as it needs: {@code 0.555}, {@code 65.57}, {@code 1,234}. */
    static String measure(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size < 10 ? "%.3f" : size < 1000 ? "%.2f" : "%,.0f", value);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 row}, {@code 2 rows}. */
    static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** A share in percent; never {@code 0.0 %} or {@code 100 %} for one that is neither. */
    static String percent(double share) {
        if (share > 0 && share < 0.0005) {
            return "<0.1 %";
        }
        if (share > 0.995 && share < 1) {
            return ">99 %";
        }
        return String.format(Locale.ROOT, share < 0.1 ? "%.1f %%" : "%.0f %%", 100 * share);
    }

    static String bytes(long size) {
        if (size < 1000) {
            return size + " B";
        }
        return size < 1_000_000
                ? String.format(Locale.ROOT, "%.0f kB", size / 1e3)
                : String.format(Locale.ROOT, "%,.1f MB", size / 1e6);
    }

    static String shortId(String id) {
        return id.length() > 8 ? id.substring(0, 8) : id;
    }
}
