package io.segmenta.simulation;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Locale;

/** Something that must hold did not. */
final class Violation extends RuntimeException {
    private final String kind;

    /**
     * Of this kind.
     *
     * @param kind a sentence in {@link String#format}'s syntax
     */
    @FormatMethod
    Violation(@FormatString String kind, Object... arguments) {
        super(String.format(Locale.ROOT, kind, arguments));
        this.kind = kind;
    }

    /** What did not hold, whichever run, version or key it was. */
    String kind() {
        return kind;
    }

    @FormatMethod
    static void unless(boolean holds, @FormatString String kind, Object... arguments) {
        if (!holds) {
            throw new Violation(kind, arguments);
        }
    }
}
