package io.segmenta.clustering.infer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Values that stand so far from the rest that a person should look: typing errors and stand-ins such as 666666. */
final class Outliers {
    private static final int MAX_ROWS = 5_000_000;
    /** Interquartile ranges between the value and the next one. */
    private static final double GAP = 5;

    private Outliers() {}

    static Optional<String> note(Resolved column) {
        double[] values = column.numbers();
        if (column.present() < 20 || column.present() > MAX_ROWS) {
            return Optional.empty();
        }
        double[] sorted = new double[column.present()];
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sorted[n++] = value;
            }
        }
        Arrays.sort(sorted);
        double spread = sorted[3 * n / 4] - sorted[n / 4];
        if (spread == 0) {
            return Optional.empty();
        }
        String name = column.column().name();
        if (stands(sorted[n - 1], sorted[3 * n / 4], spread) && apart(sorted, n - 1, -1, spread)) {
            return Optional.of(sentence(name, "largest", sorted[n - 1], below(sorted)));
        }
        if (stands(-sorted[0], -sorted[n / 4], spread) && apart(sorted, 0, 1, spread)) {
            return Optional.of(sentence(name, "smallest", sorted[0], above(sorted)));
        }
        return Optional.empty();
    }

    private static boolean stands(double value, double quartile, double spread) {
        return value - quartile > 3 * spread;
    }

    private static boolean apart(double[] sorted, int at, int step, double spread) {
        int next = at;
        while (next >= 0 && next < sorted.length && sorted[next] == sorted[at]) {
            next += step;
        }
        return next >= 0 && next < sorted.length
                && (Math.abs(sorted[at] - sorted[next]) > GAP * spread || repeats(sorted[at]));
    }

    /** The same digit five times or more, as people type when they have no value. */
    private static boolean repeats(double value) {
        String digits = Long.toString((long) Math.abs(value));
        return digits.length() >= 5 && digits.chars().allMatch(c -> c == digits.charAt(0));
    }

    private static double below(double[] sorted) {
        int i = sorted.length - 1;
        while (i > 0 && sorted[i] == sorted[sorted.length - 1]) {
            i--;
        }
        return sorted[i];
    }

    private static double above(double[] sorted) {
        int i = 0;
        while (i < sorted.length - 1 && sorted[i] == sorted[0]) {
            i++;
        }
        return sorted[i];
    }

    private static String sentence(String name, String which, double value, double next) {
        return String.format(Locale.ROOT, "\"%s\": the %s value, %s, stands far from the next, %s; it is kept", name,
                which, RawColumn.text(value, value == Math.rint(value) ? 0 : RawColumn.SHORTEST),
                RawColumn.text(next, next == Math.rint(next) ? 0 : RawColumn.SHORTEST));
    }
}
