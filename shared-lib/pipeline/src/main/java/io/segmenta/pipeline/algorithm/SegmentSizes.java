package io.segmenta.pipeline.algorithm;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.segmenta.clustering.centroid.SizeBounds;
import io.segmenta.clustering.centroid.SizedKMeans;
import io.segmenta.clustering.centroid.SizedKMeansFit;
import io.segmenta.config.ClusteringConfig.Algorithm;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.base.ConfigException;
import io.segmenta.pipeline.text.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The sizes of segments that were asked for, in rows of the table at hand. */
public final class SegmentSizes {
    private static final String LEAST = "clustering.min_segment_size";
    private static final String MOST = "clustering.max_segment_size";

    private SegmentSizes() {}

    /**
     * Reads the bounds on segments of k-means; empty when there are none.
     *
     * @throws ConfigException when they are set for an algorithm that cannot keep them
     */
    public static Optional<SizeBounds> of(ClusteringConfig settings, int rows) {
        boolean hdbscan = settings.algorithm().equals(Optional.of(Algorithm.HDBSCAN));
        if ((settings.minSegmentSize() == 0 || hdbscan) && settings.maxSegmentSize() == 0) {
            return Optional.empty();
        }
        if (!settings.algorithm().equals(Optional.of(Algorithm.KMEANS))) {
            throw refused(settings.maxSegmentSize() > 0 ? MOST : LEAST,
                    "must be 0 for %s, whose segments have the size that the rows give them; kmeans keeps bounds",
                    settings.algorithm().map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("auto"));
        }
        int least = least(settings, rows);
        int most = settings.maxSegmentSize() == 0 ? rows
                : settings.maxSegmentSize() < 1 ? (int) Math.ceil(settings.maxSegmentSize() * rows)
                        : (int) settings.maxSegmentSize();
        if (least > most) {
            throw refused(LEAST, "must not exceed %s: %d and %d of %d rows", MOST, least, most, rows);
        }
        return Optional.of(new SizeBounds(least, most));
    }

    /** The least size in rows, at least 1. */
    static int least(ClusteringConfig settings, int rows) {
        double size = settings.minSegmentSize();
        return (int) Math.max(1, size < 1 ? Math.floor(size * rows) : size);
    }

    /**
     * Which of several numbers of segments the bounds allow.
     *
     * @throws ConfigException when none
     */
    static GivenNumber.Range possible(GivenNumber.Range wanted, SizeBounds sizes, int rows) {
        int least = wanted.least();
        int most = wanted.most();
        long fewest = Math.max(least, ((long) rows + sizes.most() - 1) / sizes.most());
        long greatest = Math.min(most, rows / sizes.least());
        if (greatest < least) {
            throw refused(LEAST, "%d segments of at least %d rows need %d rows, there are %d", least, sizes.least(),
                    (long) least * sizes.least(), rows);
        }
        if (fewest > most) {
            throw refused(MOST, "%d segments of at most %d rows hold %d rows, there are %d", most, sizes.most(),
                    (long) most * sizes.most(), rows);
        }
        if (fewest > greatest) {
            throw refused(LEAST, "no number of segments divides %d rows into segments of %d to %d", rows,
                    sizes.least(), sizes.most());
        }
        return new GivenNumber.Range((int) fewest, (int) greatest);
    }

    /** What is told of segments that were kept within bounds. */
    static List<String> notes(SizeBounds sizes, SizedKMeansFit fit) {
        String asked = "The sizes asked for (" + Numbers.count(sizes.least()) + " to " + Numbers.count(sizes.most())
                + " rows) ";
        if (!fit.bound()) {
            return List.of(asked + "changed nothing: the segments of plain k-means have them.");
        }
        return List.of(asked + "moved borders: a row may be in a segment that is not the nearest. A new row takes the"
                + " nearest one.",
                fit.exact() ? "Rows were assigned at the least cost that the sizes allow (minimum-cost flow)."
                        : "Above " + Numbers.count(SizedKMeans.EXACT_ROWS)
                                + " rows the assignment is a heuristic: the sizes hold, the cost comes "
                                + "near the least.");
    }

    @FormatMethod
    private static ConfigException refused(String key, @FormatString String template, Object... arguments) {
        return new ConfigException(List.of(key + ": " + String.format(Locale.ROOT, template, arguments)));
    }
}
