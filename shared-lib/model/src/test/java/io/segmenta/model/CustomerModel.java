package io.segmenta.model;

import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.ImputeNumeric;
import io.segmenta.model.steps.Scale;
import java.util.List;
import java.util.TreeMap;

/**
 * Two segments of customers by age and total_spend, around (30, 2000) and (60, 300); scaled so that the centroids are
 * (-1, 1) and (1, -1). What answers it, container and function, is tested on the same model.
 */
public final class CustomerModel {

    public static final SegmentationModel MODEL = new SegmentationModel(
            new Schema(List.of(ColumnSchema.of("customer_id", Role.IDENTIFIER, "one per row"),
                    ColumnSchema.of("age", Role.NUMERIC, "numbers"),
                    ColumnSchema.of("total_spend", Role.NUMERIC, "numbers"))),
            new FeaturePipeline(
                    List.of(new ImputeNumeric("age", 45, 0, "median"),
                            new ImputeNumeric("total_spend", 1150, 0, "median"),
                            new Scale("age", Scale.Kind.STANDARD, 45, 15),
                            new Scale("total_spend", Scale.Kind.STANDARD, 1150, 850)),
                    List.of("age", "total_spend")),
            new NearestCentroid(new float[][] {{-1, 1}, {1, -1}}, new double[] {0.5, 0.5}, 0.25, new double[] {2, 2}),
            List.of(new Segment("young-spenders", 0, "Young spenders", "Early access", "#1f77b4", 50, 0.5, List.of()),
                    new Segment("careful-seniors", 1, "Careful seniors", "Vouchers", "#ff7f0e", 50, 0.5, List.of())),
            new TreeMap<>(), Baseline.EMPTY, new Provenance("00", "00", 42, "test", 100, "kmeans"));

    public static final byte[] FILE = ModelFile.write(MODEL);

    private CustomerModel() {}
}
