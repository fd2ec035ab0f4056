package io.segmenta.pipeline.identity;

import java.util.List;

/**
 * What became of some segments.
 *
 * @param from earlier segments by their clusters, ascending; empty of a birth
 * @param to new segments by their clusters, ascending; empty of a death
 * @param heir the one that keeps the identity: of a split one of {@code to}, of a merge one of {@code from}; -1 when
 * none does
 */
public record Transition(Kind kind, List<Integer> from, List<Integer> to, int heir) {
    /** What may become of segments. */
    public enum Kind {
        /** One goes on as one. */
        CONTINUE,
        /** One becomes several. */
        SPLIT,
        /** Several become one. */
        MERGE,
        /** One was not there before. */
        BIRTH,
        /** One is not there any more. */
        DEATH
    }

    /** @param from ascending */
    public Transition {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }

    /** Whether the same is said of the same segments, whoever is the heir. */
    boolean saysTheSameAs(Transition other) {
        return kind == other.kind && from.equals(other.from) && to.equals(other.to);
    }
}
