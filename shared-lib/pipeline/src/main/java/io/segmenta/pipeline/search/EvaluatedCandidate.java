package io.segmenta.pipeline.search;

import java.util.List;

/**
 * One candidate of a search, with all that was measured of it. What was not measured, or cannot be, is NaN.
 *
 * @param algorithm as configured, with its linkage
 * @param parameters those that differ within the space, in words; may be empty
 * @param candidate number of segments and criteria, of the rows in segments
 * @param gap statistic against what k-means makes of rows without groups, higher is better; only where no row is
 * outside
 * @param stability per segment its {@link Stability}; empty when not measured
 * @param outside share of rows in no segment, in [0, 1)
 * @param conductance {@link Separation}, in [0, 1], lower is better
 * @param validity {@link io.segmenta.clustering.metrics.DensityValidity}, in [-1, 1], higher is better; only where
 * segments are found by density
 * @param taken whether it is the one that was taken
 */
public record EvaluatedCandidate(String algorithm, String parameters, Candidate candidate, double gap,
        List<Double> stability,
        double outside, double conductance, double validity, boolean taken) {
    /** Copies the list. */
    public EvaluatedCandidate {
        stability = List.copyOf(stability);
    }

    EvaluatedCandidate taken(boolean is) {
        return new EvaluatedCandidate(algorithm, parameters, candidate, gap, stability, outside, conductance, validity,
                is);
    }
}
