package io.segmenta.config;

/** What a model must hold to be approved by itself. */
public record GatesConfig(
        @Setting(value = "The first model of a data set, of which nothing is known yet: a person looks at it, or it "
                + "is judged by its own gates.", initial = "person") FirstModel firstModel,
        @Setting(value = "The least silhouette.", initial = "0.0", min = -1, max = 1,
                aliases = "registration.min_silhouette") double minSilhouette,
        @Setting(value = "The least share of customers in the smallest segment.", initial = "0.01", unit = "share",
                min = 0, max = 1, aliases = "registration.min_segment_share") double minSegmentShare,
        @Setting(value = "The fewest customers of a segment.", initial = "30", unit = "customers", min = 0,
                max = 1000000000) int minSegmentSize,
        @Setting(value = "The least stability of a segment, as far as clustering.stability_resamples measures it; 0 "
                + "asks for none.", initial = "0.6", min = 0, max = 1) double minStability,
        @Setting(value = "Against the model before: how many segments may split, merge, begin or end.", initial = "0",
                unit = "segments", min = 0, max = 1000) int maxChanges,
        @Setting(value = "Against the model before: the least certainty with which a segment goes on.",
                initial = "0.9", min = 0, max = 1) double minCertainty,
        @Setting(value = "Against the model before: the largest share of customers, and of what they are worth, who "
                + "are in another segment because the model changed.", initial = "0.05", unit = "share", min = 0,
                max = 1) double maxMovedByModel,
        @Setting(value = "Against the model before: the least agreement of what both answer for the new rows, as an "
                + "adjusted Rand index.", initial = "0.8", min = -1, max = 1) double minAgreement,
        @Setting(value = "Against the model before: how many times confidence.alpha of the new rows may fit none of "
                + "its segments.", initial = "3.0", unit = "times", min = 0, max = 1000) double maxOutside,
        @Setting(value = "Where groups of a protected column are not treated alike: warn tells of it, block wants a "
                + "person to say something to it.", initial = "warn") Fairness fairness,
        @Setting(value = "The largest difference between the share of a protected group that gets a recommended "
                + "action and that of everybody else which needs no attention.", initial = "0.05", unit = "share",
                min = 0, max = 1) double maxDisparity,
        @Setting(value = "Of a version that clustering.update moved: the longest way of a centre, in standard "
                + "deviations of its segment. A version beyond one of these four bounds is not served before a "
                + "person says something to it.", initial = "0.25", min = 0, max = 1000) double maxCentroidMove,
        @Setting(value = "Of a version that clustering.update moved: the least share of the new rows that are in "
                + "the same segment as before.", initial = "0.95", unit = "share", min = 0,
                max = 1) double minUpdateAgreement,
        @Setting(value = "Of a version that clustering.update moved: the most that the share of a segment may "
                + "differ from what it was.", initial = "0.05", unit = "share", min = 0,
                max = 1) double maxShareChange,
        @Setting(value = "Of a version that clustering.update moved: by how much the squared distance of rows held "
                + "out may rise.", initial = "0.01", unit = "share", min = 0, max = 1000) double maxErrorRise) {
    /** Who judges the first model. */
    public enum FirstModel {
        PERSON, GATES
    }

    /** What becomes of a flag of fairness. */
    public enum Fairness {
        WARN, BLOCK
    }
}
