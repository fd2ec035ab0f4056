package io.segmenta.api;

import io.segmenta.model.Baseline;
import io.segmenta.model.Provenance;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.ImputeNumeric;
import io.segmenta.model.steps.Scale;
import java.util.List;
import java.util.TreeMap;

/**
 * The live model of the world: around (60, 0.25) and (40, 0.75) of age and online share, in features (1, -1) and (-1,
 * 1), so that the border is where both features are equal.
 */
final class ModelOfTwo {
    private static final Schema SCHEMA = new Schema(
            List.of(ColumnSchema.of("member_id", Role.IDENTIFIER, "one per row"),
                    ColumnSchema.of("age", Role.NUMERIC, "numbers"),
                    ColumnSchema.of("online_share", Role.NUMERIC, "numbers")));

    static final byte[] FILE = ModelFile.write(new SegmentationModel(SCHEMA, new FeaturePipeline(
            List.of(new ImputeNumeric("age", 50, 0, "median"), new ImputeNumeric("online_share", 0.5, 0, "median"),
                    new Scale("age", Scale.Kind.STANDARD, 50, 10),
                    new Scale("online_share", Scale.Kind.STANDARD, 0.5, 0.25)),
            List.of("age", "online_share")),
            new NearestCentroid(new float[][] {{1, -1}, {-1, 1}}, new double[] {0.5, 0.5}, 0.25, new double[] {2, 2}),
            List.of(new Segment("s-6187b9685b", 0, "First name", "", "#0072b2", 310, 0.62, List.of()),
                    new Segment("s-67ccba2355", 1, "Other name", "", "#e69f00", 190, 0.38, List.of())),
            new TreeMap<>(),
            Baseline.of(new Table("members.csv", List.of(new NumericColumn("age", new double[] {18, 40, 60.5, 90}),
                    new NumericColumn("online_share", new double[] {0, 0.25, 0.75, 1}))), SCHEMA),
            new Provenance("00", "00", 42, "test", 500, "kmeans")));

    private ModelOfTwo() {}
}
