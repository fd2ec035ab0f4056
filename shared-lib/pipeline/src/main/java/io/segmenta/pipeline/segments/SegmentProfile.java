package io.segmenta.pipeline.segments;

import java.util.List;

/**
 * What one segment is.
 *
 * @param cluster its number in [0, k)
 * @param size its rows
 * @param share its share of all rows, in (0, 1]
 * @param columns every profiled column, in the order of the file
 * @param traits what sets it apart, strongest first, in words
 * @param name the proposed name, unique among the segments, at most {@value Namer#LONGEST} characters
 * @param fullName the same with everything it says; the name itself where that is short enough
 * @param action the proposed action
 * @param representatives rows nearest its centre, nearest first: numbers from 0 among the profiled rows
 */
public record SegmentProfile(int cluster, long size, double share, List<ColumnProfile> columns, List<String> traits,
        String name, String fullName, String action, List<Integer> representatives) {
    /** Copies the lists. */
    public SegmentProfile {
        columns = List.copyOf(columns);
        traits = List.copyOf(traits);
        representatives = List.copyOf(representatives);
    }
}
