package io.segmenta.pipeline.drift;

import io.segmenta.model.monitor.Counts;
import io.segmenta.model.monitor.MonitorBaseline;
import io.segmenta.model.monitor.WatchedSegment;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far records lie from their segments beside rows of training: the mean distance of a window over that of the rows
 * held out of the fit, each record at the middle of its bin. 1 is as in training, more is farther away. The first bin
 * begins at 0 and the last one is as wide as the one before it, so records far beyond it count as if they were in it:
 * the ratio tells of a rise, the alarms of its evidence. Time O(bins).
 */
final class QuantisationRatio {
    private QuantisationRatio() {}

    /** The ratio, each segment weighted by its records; empty where the distances of none are known. */
    static OptionalDouble of(MonitorBaseline baseline, Counts counts) {
        double now = 0;
        double trained = 0;
        for (int k = 0; k < baseline.segments().size(); k++) {
            WatchedSegment segment = baseline.segments().get(k);
            long[] window = counts.distances()[k];
            long records = counts.segments()[k];
            if (!segment.edges().isEmpty() && segment.heldOut() > 0 && records > 0) {
                double sum = 0;
                double usual = 0;
                for (int bin = 0; bin < window.length; bin++) {
                    double middle = middle(segment.edges(), bin);
                    sum += window[bin] * middle;
                    usual += segment.bins().get(bin) * middle;
                }
                now += sum;
                trained += records * usual / segment.heldOut();
            }
        }
        return trained > 0 ? OptionalDouble.of(now / trained) : OptionalDouble.empty();
    }

    private static double middle(List<Double> edges, int bin) {
        double low = bin == 0 ? 0 : edges.get(bin - 1);
        double high = bin < edges.size() ? edges.get(bin) : 2 * low - (bin > 1 ? edges.get(bin - 2) : 0);
        return (low + high) / 2;
    }
}
