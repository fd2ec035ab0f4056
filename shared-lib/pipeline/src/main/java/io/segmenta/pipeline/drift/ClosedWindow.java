package io.segmenta.pipeline.drift;

import java.util.List;

/**
 * A window that was judged.
 *
 * @param judgements one of each statistic, in the order of the statistics
 * @param memoryMean the evidence of the memory detector, over its threshold when it rejects
 * @param memoryRejects whether the memory detector rejects; it begins anew then
 * @param opened alarms that this window opened, the one with the least p-value or the most evidence first
 * @param open alarms that are open after it, those just opened among them
 * @param closed alarms that it closed
 */
public record ClosedWindow(List<Judgement> judgements, double memoryMean, boolean memoryRejects, List<Alarm> opened,
        List<Alarm> open, List<Alarm> closed) {
    /** Copies the lists. */
    public ClosedWindow {
        judgements = List.copyOf(judgements);
        opened = List.copyOf(opened);
        open = List.copyOf(open);
        closed = List.copyOf(closed);
    }

    /** Whether the day detector rejects anything. */
    public boolean dayRejects() {
        return judgements.stream().anyMatch(Judgement::rejected);
    }

    /** The least p-value of the day detector; 1 when nothing was read. */
    public double leastP() {
        return judgements.stream().mapToDouble(Judgement::p).min().orElse(1);
    }
}
