package io.segmenta.model.contract;

/**
 * The fields of {@code metrics.json}, of the figures in a model and of a run's metrics in the catalogue; a figure that
 * does not exist is null or left out. Spelled as scikit-learn does where it has the figure.
 */
public final class MetricNames {
    /** The algorithm's name. */
    public static final String ALGORITHM = "algorithm";
    /** How many rows were clustered. */
    public static final String SAMPLES = "n_samples";
    /** How many features each has. */
    public static final String FEATURES = "n_features";
    /** How many segments were found. */
    public static final String CLUSTERS = "n_clusters";
    /** The sum of squared distances to the own centroid. */
    public static final String INERTIA = "inertia";
    /** The mean silhouette, from -1 to 1. */
    public static final String SILHOUETTE_SCORE = "silhouette_score";
    /** The Calinski-Harabasz index, higher is better. */
    public static final String CALINSKI_HARABASZ = "calinski_harabasz";
    /** The Davies-Bouldin index, lower is better. */
    public static final String DAVIES_BOULDIN = "davies_bouldin";
    /** The rows of each segment, an object by the segment's number. */
    public static final String CLUSTER_SIZES = "cluster_sizes";
    /** The share of the smallest segment, from 0 to 1. */
    public static final String SMALLEST_SHARE = "smallest_share";
    /** How many rows are outside every segment. */
    public static final String OUTSIDE_ROWS = "outside_rows";
    /** The share of held-out rows that are assigned to the segment they belong to, from 0 to 1. */
    public static final String HELD_OUT_AGREEMENT = "held_out_agreement";
    /** As {@link #HELD_OUT_AGREEMENT}, of the rows that were learned from. */
    public static final String TRAINING_AGREEMENT = "training_agreement";

    /** How stable each segment is, an object by the segment's number, from 0 to 1. */
    public static final String STABILITY = "stability";
    /** How far the model goes on from the one before it: {@link RunContinuity}. */
    public static final String CONTINUITY = "continuity";
    /** How far an update took the centroids of the model before: {@link RunUpdate}; of a run that goes on with one. */
    public static final String UPDATE = "update";
    /** How many rows the centroids of an updated model stand for. */
    public static final String CENTROID_ROWS = "centroid_rows";

    /** A sentence on the choice. */
    public static final String VERDICT = "verdict";
    /** How clear the segments are, in a word. */
    public static final String STRUCTURE = "structure";
    /** The word for segments that are not told apart. */
    public static final String NO_STRUCTURE = "none";
    /** Sentences for the reader. */
    public static final String NOTES = "notes";
    /** The search over algorithms or parameters, an object with candidates of its own. */
    public static final String SEARCH = "search";
    /** Of a search, a sentence on what it decided. */
    public static final String DECISION = "decision";
    /** What was compared, a list. */
    public static final String CANDIDATES = "candidates";

    /** Of a candidate, its number of segments. */
    public static final String K = "k";
    /** Of a candidate, its mean silhouette. */
    public static final String SILHOUETTE = "silhouette";
    /** Of a candidate, its gap to data without segments. */
    public static final String GAP = "gap";
    /** Of a candidate, the share of rows outside every segment, from 0 to 1. */
    public static final String OUTSIDE_SHARE = "outside_share";
    /** Of a candidate, the share of near neighbours in another segment, from 0 to 1. */
    public static final String CONDUCTANCE = "conductance";
    /** Of a candidate, its density-based validity (DBCV), from -1 to 1. */
    public static final String DENSITY_VALIDITY = "density_validity";
    /** Of a candidate, how surely its least sure segment is found again, from 0 to 1. */
    public static final String LEAST_STABILITY = "least_stability";
    /** Of a candidate of a search, its parameters in words. */
    public static final String PARAMETERS = "parameters";
    /** Of a candidate of a search, whether it was taken. */
    public static final String TAKEN = "taken";

    private MetricNames() {}
}
