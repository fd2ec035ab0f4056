package io.segmenta.simulation;

import java.util.Locale;

/** Something that must hold did not. */
final class Violation extends RuntimeException {
    private final String kind;

    /**
     * Of this kind.
     *
     * @param kind a sentence in {@link String#format}'s syntax
     */
    Violation(String kind, Object... arguments) {
        super(String.format(Locale.ROOT, kind, arguments));
        this.kind = kind;
    }

    /** What did not hold, whichever run, version or key it was. */
    String kind() {
        return kind;
    }

    static void unless(boolean holds, String kind, Object... arguments) {
        if (!holds) {
            throw new Violation(kind, arguments);
        }
    }
}
