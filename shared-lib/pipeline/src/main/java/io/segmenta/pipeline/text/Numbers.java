package io.segmenta.pipeline.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers in words and plots, independent of the locale: a point for decimals, a comma between thousands.
 */
public final class Numbers {
    private Numbers() {}

    /**
     * A figure for reading: no decimals from 1,000 on, one from 100, two from 1, otherwise three significant digits;
     * trailing zeros are dropped.
     *
     * @param value any number; NaN prints as "unknown"
     * @return for example {@code 51,382}, {@code 9.87}, {@code 0.00123}
     */
    public static String figure(double value) {
        double size = Math.abs(value);
        if (size >= 1_000) {
            return fixed(value, 0);
        }
        if (size >= 100) {
            return trimmed(value, 1);
        }
        return size >= 1 ? trimmed(value, 2) : significant(value, 3);
    }

    /**
     * A figure short enough for an axis: 12000 is {@code 12k}, 3.5 million {@code 3.5M}.
     *
     * @param value a tick's value
     * @param step the distance between ticks, above 0, which decides how many decimals are shown
     * @return the label
     */
    public static String tick(double value, double step) {
        double size = Math.max(Math.abs(value), step);
        if (value != 0 && size >= 1e15) {
            return significant(value, 3);
        }
        String[] units = {"", "k", "M", "G", "T"};
        int unit = 0;
        double scale = 1;
        while (unit < units.length - 1 && size >= 10_000 * (unit == 0 ? 1 : 0.1 * scale)) {
            unit++;
            scale *= 1_000;
        }
        int decimals = Math.max(0, (int) Math.ceil(-StrictMath.log10(step / scale) - 1e-9));
        return value == 0 ? "0" : trimmed(value / scale, Math.min(decimals, 12)) + units[unit];
    }

    /**
     * A share as a percentage: whole numbers from 10 % on, one decimal below; never "0%" or "100%" for a share that is
     * neither.
     *
     * @param share in [0, 1]
     * @return for example {@code 41%}, {@code 3.5%}, {@code <0.1%}
     */
    public static String percent(double share) {
        double value = share * 100;
        if (value > 0 && value < 0.1) {
            return "<0.1%";
        }
        if (value > 99.5 && share < 1) {
            return ">99%";
        }
        return trimmed(value, value < 10 ? 1 : 0) + "%";
    }

    /** A whole number with commas between thousands. */
    public static String count(long value) {
        return fixed((double) value, 0);
    }

    /** A place in a row: {@code 1st}, {@code 2nd}, {@code 11th}, {@code 1,003rd}. */
    public static String ordinal(long place) {
        boolean teen = place / 10 % 10 == 1;
        String ending = teen ? "th" : switch ((int) (place % 10)) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
        return count(place) + ending;
    }

    /** Rounded half up to the given decimals, with commas between thousands, zeros kept. */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        return grouped(rounded);
    }

    private static String trimmed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
        return grouped(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
    }

    private static String significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        int scale = digits - exact.precision() + exact.scale();
        BigDecimal rounded = exact.setScale(scale, RoundingMode.HALF_UP).stripTrailingZeros();
        boolean extreme = Math.abs(value) < 1e-6 || Math.abs(value) >= 1e15;
        return extreme ? rounded.toString() : grouped(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
    }

    private static String grouped(BigDecimal value) {
        if (value.signum() == 0) {
            return value.scale() > 0 ? value.toPlainString() : "0";
        }
        String plain = value.abs().toPlainString();
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        StringBuilder out = new StringBuilder(value.signum() < 0 ? "-" : "");
        for (int i = 0; i < whole.length(); i++) {
            if (i > 0 && (whole.length() - i) % 3 == 0) {
                out.append(',');
            }
            out.append(whole.charAt(i));
        }
        return point < 0 ? out.toString() : out.append(plain, point, plain.length()).toString();
    }
}
