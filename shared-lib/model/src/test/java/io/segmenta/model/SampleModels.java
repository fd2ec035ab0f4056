package io.segmenta.model;

import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.confidence.ScoreTable;
import io.segmenta.model.confidence.StayCurve;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.steps.DateToDays;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.ImputeCategory;
import io.segmenta.model.steps.ImputeNumeric;
import io.segmenta.model.steps.OneHot;
import io.segmenta.model.steps.OrdinalEncode;
import io.segmenta.model.steps.Pca;
import io.segmenta.model.steps.Scale;
import io.segmenta.model.steps.Transform;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Small models with known numbers, for tests. */
public final class SampleModels {

    private static final String[] COLORS = {"#1f77b4", "#ff7f0e", "#2ca02c"};

    private SampleModels() {}

    /**
     * Three segments of mall visitors on two standardised columns: income mean 60, sd 20; score mean 50, sd 25.
     * Centroids in units: (60, 50), (100, 100), (20, 0).
     */
    public static SegmentationModel mall() {
        Schema schema = new Schema(List.of(ColumnSchema.of("CustomerID", Role.IDENTIFIER, "unique"),
                ColumnSchema.of("Gender", Role.PROTECTED, "protected by its name"),
                ColumnSchema.of("Age", Role.NUMERIC, "numbers").withRange(18, 70),
                ColumnSchema.of("Annual Income (k$)", Role.NUMERIC, "numbers").withRange(15, 137),
                ColumnSchema.of("Spending Score (1-100)", Role.NUMERIC, "numbers").withRange(1, 99)));
        FeaturePipeline pipeline = new FeaturePipeline(
                List.of(new ImputeNumeric("Annual Income (k$)", 61.5, 0, "median"),
                        new Scale("Annual Income (k$)", Scale.Kind.STANDARD, 60, 20),
                        new ImputeNumeric("Spending Score (1-100)", 50, 2, "median"),
                        new Scale("Spending Score (1-100)", Scale.Kind.STANDARD, 50, 25)),
                List.of("Annual Income (k$)", "Spending Score (1-100)"));
        Assigner assigner = new NearestCentroid(new float[][] {{0, 0}, {2, 2}, {-2, -2}},
                new double[] {0.5, 0.25, 0.25},
                0.5, new double[] {1.5, 1, 1});
        return new SegmentationModel(schema, pipeline, assigner, segments(3, 200), new TreeMap<>(Map.of(
                "silhouette_score", 0.5547, "inertia", 65.5684)), baseline(schema), provenance());
    }

    /** Returns the model of {@link #mall} with what it knows of how sure it is; scores are 0.1 to 2. */
    public static SegmentationModel calibratedMall() {
        ScoreTable scores = ScoreTable.of(IntStream.rangeClosed(1, 20).mapToDouble(i -> i / 10.0).toArray());
        StayCurve stays = new StayCurve(new double[] {0, 2}, new double[] {0.5, 0.9});
        return mall().with(Optional.of(new Calibration(0.05, List.of(scores, scores, scores),
                new double[] {0.5, 0.5, 0.5}, List.of(stays, stays, stays, stays),
                new float[][] {{0, 0}, {2, 2}, {-2, -2}, {0, 0}})));
    }

    private static Baseline baseline(Schema schema) {
        Table table = new Table("mall.csv",
                List.of(new NumericColumn("Annual Income (k$)", new double[] {15, 60, 61.5, 80, 137}),
                        new NumericColumn("Spending Score (1-100)", new double[] {1, 40, 50, 60, 99})));
        return Baseline.of(table, schema);
    }

    /** Returns segments with ids s0, s1, ... of equal size. */
    public static List<Segment> segments(int k, long rows) {
        List<Segment> segments = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            segments.add(new Segment("s" + c, c, "Segment " + c, "Do " + c, COLORS[c % COLORS.length], rows / k,
                    1.0 / k, List.of("trait " + c)));
        }
        return segments;
    }

    public static Provenance provenance() {
        return new Provenance("aa".repeat(32), "bb".repeat(32), 42, "0.1.0", 200, "kmeans");
    }

    /** The schema of {@link #mixedTable}. */
    public static Schema mixedSchema() {
        return new Schema(List.of(ColumnSchema.of("id", Role.IDENTIFIER, "unique"),
                ColumnSchema.of("age", Role.NUMERIC, "numbers").withRange(18, 80),
                ColumnSchema.of("spend", Role.NUMERIC, "numbers"),
                ColumnSchema.of("joined", Role.DATE, "dates").withDateFormat("dd.MM.uuuu"),
                ColumnSchema.of("region", Role.CATEGORICAL, "few levels")
                        .withCategories(List.of("North", "South", "East", "Rare")),
                ColumnSchema.of("rating", Role.ORDINAL, "ordered").withCategories(List.of("low", "mid", "high")),
                ColumnSchema.of("active", Role.BOOLEAN, "yes and no")));
    }

    /** Every kind of step; without PCA the features are the encoded columns, with it two components. */
    public static FeaturePipeline mixedPipeline(boolean pca) {
        List<FeatureStep> steps = new ArrayList<>(List.of(new ImputeNumeric("age", 40, 3, "median"),
                new Scale("age", Scale.Kind.ROBUST, 40, 15), new ImputeNumeric("spend", 100, 0, "mean"),
                new Transform("spend", Transform.Kind.YEO_JOHNSON, 0.3), new Scale("spend", Scale.Kind.STANDARD, 8, 3),
                new DateToDays("joined", 19_000), new ImputeNumeric("joined", 500, 0, "median"),
                new Transform("joined", Transform.Kind.LOG1P, 0), new Scale("joined", Scale.Kind.MIN_MAX, 0, 8),
                new ImputeCategory("region", "North", 1, "mode"),
                new OneHot("region", List.of("North", "South", "East"), true),
                new OrdinalEncode("rating", List.of("low", "mid", "high"), 1),
                new Scale("rating", Scale.Kind.MIN_MAX, 0, 2), new ImputeNumeric("active", 1, 0, "mode")));
        List<String> encoded = List.of("age", "spend", "joined", "region=North", "region=South", "region=East",
                "region=(other)", "rating", "active");
        if (!pca) {
            return new FeaturePipeline(steps, encoded);
        }
        double[][] components = {new double[9], new double[9]};
        for (int j = 0; j < 9; j++) {
            components[0][j] = 1 / 3.0;
            components[1][j] = j == 8 ? 0 : (j % 2 == 0 ? 1 : -1) / Math.sqrt(8);
        }
        double[] mean = {0.1, -0.2, 0.5, 0.4, 0.3, 0.2, 0.1, 0.5, 0.6};
        steps.add(new Pca(encoded, mean, components, new double[] {0.6, 0.2}));
        return new FeaturePipeline(steps, List.of("pc1", "pc2"));
    }

    /** Rows of every kind of column, with missing values and levels no step knows. */
    public static Table mixedTable(int rows, long seed) {
        Random random = new Random(seed);
        double[] age = new double[rows];
        double[] spend = new double[rows];
        double[] joined = new double[rows];
        double[] active = new double[rows];
        List<String> region = new ArrayList<>();
        List<String> rating = new ArrayList<>();
        List<String> id = new ArrayList<>();
        String[] regions = {"North", "South", "East", "Rare", "Mars", " north", null};
        String[] ratings = {"low", "mid", "high", "HIGH", "??", null};
        for (int i = 0; i < rows; i++) {
            age[i] = random.nextInt(10) == 0 ? Double.NaN : 10 + random.nextInt(90);
            spend[i] = random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian() * 500;
            joined[i] = random.nextInt(10) == 0 ? Double.NaN : 15_000 + random.nextInt(5_000);
            active[i] = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(2);
            region.add(regions[random.nextInt(regions.length)]);
            rating.add(ratings[random.nextInt(ratings.length)]);
            id.add("c" + i);
        }
        List<Column> columns = List.of(TextColumn.of("id", id), new NumericColumn("age", age),
                new NumericColumn("spend", spend), new NumericColumn("joined", joined),
                TextColumn.of("region", region), TextColumn.of("rating", rating), new NumericColumn("active", active));
        return new Table("mixed.csv", columns);
    }

    /** A model of {@link #mixedTable} with three arbitrary segments, by centroids or by reference rows. */
    public static SegmentationModel mixed(boolean pca, boolean references) {
        FeaturePipeline pipeline = mixedPipeline(pca);
        Table table = mixedTable(90, 7);
        Matrix matrix = pipeline.transform(table);
        int[] labels = new int[table.rows()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 3;
        }
        Assigner assigner;
        if (references) {
            assigner = NearestReference.fit(matrix, labels, 3);
        } else {
            float[][] centroids = new float[3][matrix.columns()];
            for (int c = 0; c < 3; c++) {
                matrix.row(c, centroids[c]);
            }
            assigner = nearest(matrix, centroids, labels);
        }
        return new SegmentationModel(mixedSchema(), pipeline, assigner, segments(3, table.rows()), new TreeMap<>(),
                Baseline.of(table, mixedSchema()), provenance());
    }

    /** Makes the assigner of a clustering, its inertia added up as it comes. */
    public static NearestCentroid nearest(Matrix rows, float[][] centroids, int[] labels) {
        DoubleSummaryStatistics distances = new DoubleSummaryStatistics();
        return NearestCentroid.fit(rows, centroids, labels, distances, distances::getSum);
    }
}
