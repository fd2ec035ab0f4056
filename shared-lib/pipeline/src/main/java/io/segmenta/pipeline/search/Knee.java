package io.segmenta.pipeline.search;

import java.util.List;
import java.util.OptionalInt;

/**
 * The knee of the inertia curve: the candidate farthest below the straight line from the first to the last after both
 * axes are scaled to [0, 1] (Satopaa et al., "Finding a 'Kneedle' in a Haystack", 2011, doi:10.1109/ICDCSW.2011.20).
 * Absent when there are fewer than three candidates or none lies below the line.
 */
public final class Knee {
    private Knee() {}

    /**
     * Finds the knee.
     *
     * @param candidates ascending k
     * @return its k
     */
    public static OptionalInt of(List<Candidate> candidates) {
        if (candidates.size() < 3) {
            return OptionalInt.empty();
        }
        Candidate first = candidates.getFirst();
        Candidate last = candidates.getLast();
        double span = first.inertia() - last.inertia();
        OptionalInt knee = OptionalInt.empty();
        double deepest = 1e-9;
        for (Candidate candidate : candidates) {
            double across = (candidate.k() - first.k()) / (double) (last.k() - first.k());
            double down = span > 0 ? (candidate.inertia() - last.inertia()) / span : 1;
            if (1 - across - down > deepest) {
                deepest = 1 - across - down;
                knee = OptionalInt.of(candidate.k());
            }
        }
        return knee;
    }
}
