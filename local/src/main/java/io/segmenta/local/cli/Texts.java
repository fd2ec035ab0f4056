package io.segmenta.local.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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

    /** Dollars, with two significant digits and two decimals at least. */
    static String usd(double value) {
        if (value == 0) {
            return "$0";
        }
        int decimals = Math.clamp(1 - (long) Math.floor(Math.log10(value)), 2, 8);
        NumberFormat format = NumberFormat.getNumberInstance(Locale.ROOT);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return '$' + format.format(value);
    }

    /** From what to what, in dollars. */
    static String usd(double low, double high) {
        return usd(low) + " to " + usd(high);
    }

    /** A number as a file has it, without zeros behind the point. */
    static String plain(double value) {
        return new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toPlainString();
    }

    /**
     * Texts no longer than {@code most}, at least 20. One that is cut keeps its beginning and what tells it from the
     * others; texts that differ never look alike.
     */
    static List<String> distinct(List<String> texts, int most) {
        List<String> shown = new ArrayList<>();
        Set<String> taken = new HashSet<>(texts);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (text.length() > most) {
                text = cut(texts, i, most);
                for (int number = i + 1; !taken.add(text); number += texts.size()) {
                    String mark = "…" + number;
                    text = texts.get(i).substring(0, most - mark.length()) + mark;
                }
            }
            shown.add(text);
        }
        return shown;
    }

    private static String cut(List<String> texts, int i, int most) {
        String text = texts.get(i);
        int shared = 0;
        for (String other : texts) {
            if (!other.equals(text)) {
                int same = 0;
                while (same < Math.min(text.length(), other.length()) && text.charAt(same) == other.charAt(same)) {
                    same++;
                }
                shared = Math.max(shared, same);
            }
        }
        int head = most / 3;
        int tail = most - head - 1;
        if (shared < most - 4 || shared >= text.length() - tail) {
            return shared < most - 4 ? text.substring(0, most - 1) + "…"
                    : text.substring(0, head) + "…" + text.substring(text.length() - tail);
        }
        return text.substring(0, head) + "…" + text.substring(shared, shared + tail - 1) + "…";
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
