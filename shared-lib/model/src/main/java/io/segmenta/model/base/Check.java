package io.segmenta.model.base;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Refusals at the public door: what was wrong, which bound, what was given. Messages are in the root locale. */
public final class Check {

    private Check() {}

    /** Refuses a caller's argument. */
    @FormatMethod
    public static void argument(boolean condition, String template, @Nullable Object... arguments) {
        if (!condition) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, template, arguments));
        }
    }

    /** Refuses a call made in the wrong state. */
    @FormatMethod
    public static void state(boolean condition, String template, @Nullable Object... arguments) {
        if (!condition) {
            throw new IllegalStateException(String.format(Locale.ROOT, template, arguments));
        }
    }

    /** Refuses null and returns anything else. */
    public static <T> T notNull(@Nullable T value, String name) {
        if (value == null) {
            throw new NullPointerException(name + " is null");
        }
        return value;
    }

    /** Refuses null and blank text. */
    public static String notBlank(@Nullable String value, String name) {
        String text = notNull(value, name);
        argument(!text.isBlank(), "%s must not be blank", name);
        return text;
    }

    /** Refuses a whole number outside [low, high]. */
    public static long range(String name, long value, long low, long high) {
        argument(value >= low && value <= high, "%s must be in [%d, %d], got %d", name, low, high, value);
        return value;
    }

    /** Refuses a whole number outside [low, high]. */
    public static int range(String name, int value, int low, int high) {
        argument(value >= low && value <= high, "%s must be in [%d, %d], got %d", name, low, high, value);
        return value;
    }

    /** Refuses a number outside [low, high], and NaN. */
    public static double range(String name, double value, double low, double high) {
        argument(value >= low && value <= high, "%s must be in [%s, %s], got %s", name, low, high, value);
        return value;
    }

    /** Refuses NaN and the infinities. */
    public static double finite(String name, double value) {
        argument(Double.isFinite(value), "%s must be finite, got %s", name, value);
        return value;
    }
}
