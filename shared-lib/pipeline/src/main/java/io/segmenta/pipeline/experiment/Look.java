package io.segmenta.pipeline.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one look at an experiment says. It may be taken as often as one likes: the intervals hold at all looks at once.
 *
 * @param all both arms over all segments
 * @param uplift over all segments
 * @param ratio evidence that customers are not parted as planned, its logarithm
 * @param segments what is said of each, in the order of the ids
 * @param decision what it comes to
 */
public record Look(Pair all, Uplift uplift, double ratio, Map<String, InSegment> segments, Decision decision) {

    /** What is said of one of the champion's segments: its interval misses with a chance of alpha by their number. */
    public record InSegment(Pair arms, Uplift uplift, double ratio) {}

    /** Copies the map. */
    public Look {
        segments = new LinkedHashMap<>(segments);
    }

    /** Returns what is said of each segment; a copy. */
    @Override
    public Map<String, InSegment> segments() {
        return new LinkedHashMap<>(segments);
    }

    /** Returns the segments in which customers are not parted as planned. */
    public List<String> mismatched() {
        return segments.entrySet().stream().filter(one -> one.getValue().ratio >= StrictMath.log(SampleRatio.THRESHOLD))
                .map(Map.Entry::getKey).toList();
    }

    /**
     * Looks. A mismatch of the ratio, over all or in a segment, goes before everything else: what differs then may be
     * who is in which arm.
     */
    public static Look at(Observed observed, Plan plan) {
        return of(observed.pairs(plan.numbers()), plan);
    }

    /** Looks at both arms of each segment, as {@link #at} does at the customers in them. */
    public static Look of(Map<String, Pair> pairs, Plan plan) {
        Pair all = pairs.values().stream().reduce(Pair.NOBODY, Pair::plus);
        AnytimeInterval whole = new AnytimeInterval(plan.alpha(), plan.customers());
        int parts = Math.max(1, Math.max(plan.segments(), pairs.size()));
        Map<String, InSegment> segments = new LinkedHashMap<>();
        // Which share of the planned customers a segment has must not be looked up in the data: all have an equal one.
        AnytimeInterval part = new AnytimeInterval(plan.alpha() / parts, Math.max(1, plan.customers() / parts));
        pairs.forEach((id, pair) -> segments.put(id,
                new InSegment(pair, Uplift.within(pair, part), ratio(pair, plan))));
        Uplift uplift = Uplift.overall(pairs.values(), whole);
        Look look = new Look(all, uplift, ratio(all, plan), segments, Decision.NONE_YET);
        return new Look(all, uplift, look.ratio, segments, look.decided());
    }

    private static double ratio(Pair pair, Plan plan) {
        return SampleRatio.logEvidence(pair.champion().exposed(), pair.challenger().exposed(), plan.share());
    }

    private Decision decided() {
        if (ratio >= StrictMath.log(SampleRatio.THRESHOLD) || !mismatched().isEmpty()) {
            return Decision.SAMPLE_RATIO_MISMATCH;
        } else if (!uplift.isDecided()) {
            return Decision.NONE_YET;
        }
        return uplift.low() > 0 ? Decision.FOR : Decision.AGAINST;
    }
}
