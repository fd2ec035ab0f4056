package io.segmenta.pipeline.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Values that stand so far from the rest that a person should look: typing errors and stand-ins such as 666666. */
final class Outliers {
    private static final int SAMPLE = 10_000;
    /** Interquartile ranges between the value and the next one. */
    private static final double GAP = 5;

    private Outliers() {}

    static Optional<String> note(ResolvedColumn column) {
        int n = column.present();
        if (n < 20) {
            return Optional.empty();
        }
        double[] values = column.numbers();
        double[] sample = sample(values, n);
        double low = sample[sample.length / 4];
        double high = sample[3 * sample.length / 4];
        double spread = high - low;
        if (spread == 0) {
            return Optional.empty();
        }
        String name = column.column().name();
        if (column.max() - high > 3 * spread) {
            double next = below(values, column.max());
            if (apart(column.max(), next, spread)) {
                return Optional.of(sentence(name, "largest", column.max(), next));
            }
        }
        if (low - column.min() > 3 * spread) {
            double next = above(values, column.min());
            if (apart(column.min(), next, spread)) {
                return Optional.of(sentence(name, "smallest", column.min(), next));
            }
        }
        return Optional.empty();
    }

    /** An even sample in ascending order, from which the quartiles are near enough. */
    private static double[] sample(double[] values, int present) {
        int step = Math.max(1, present / SAMPLE);
        double[] sample = new double[(present - 1) / step + 1];
        int n = 0;
        if (present == values.length) {
            for (int i = 0; i < values.length; i += step) {
                sample[n++] = values[i];
            }
        } else {
            int before = 0;
            for (double value : values) {
                if (!Double.isNaN(value) && before-- == 0) {
                    sample[n++] = value;
                    before = step - 1;
                }
            }
        }
        Arrays.sort(sample);
        return sample;
    }

    /** The greatest value less than the bound; minus infinity when there is none. */
    private static double below(double[] values, double bound) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (value > greatest && value < bound) {
                greatest = value;
            }
        }
        return greatest;
    }

    /** The least value greater than the bound; infinity when there is none. */
    private static double above(double[] values, double bound) {
        double least = Double.POSITIVE_INFINITY;
        for (double value : values) {
            if (value < least && value > bound) {
                least = value;
            }
        }
        return least;
    }

    private static boolean apart(double value, double next, double spread) {
        return Double.isFinite(next) && (Math.abs(value - next) > GAP * spread || repeats(value));
    }

    /** The same digit five times or more, as people type when they have no value. */
    private static boolean repeats(double value) {
        String digits = Long.toString((long) Math.abs(value));
        return digits.length() >= 5 && digits.chars().allMatch(c -> c == digits.charAt(0));
    }

    private static String sentence(String name, String which, double value, double next) {
        return String.format(Locale.ROOT, "\"%s\": the %s value, %s, stands far from the next, %s; it is kept", name,
                which, RawColumn.text(value, value == Math.rint(value) ? 0 : RawColumn.SHORTEST),
                RawColumn.text(next, next == Math.rint(next) ? 0 : RawColumn.SHORTEST));
    }
}
