package io.segmenta.pipeline;

import io.segmenta.model.Provenance;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.base.DataException;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.pipeline.features.ColumnFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of all rows, where the table that is trained on holds a sample of them. From the sample come which
 * columns are used and as what, the number of segments, their names and every figure; from all rows how columns are
 * filled and scaled and, once the model has been fitted to them, where the segments lie and how many rows they have.
 *
 * @param facts by column; of columns that are not named those of the table count
 * @param fitted the model that training on the same table made before, fitted to all rows; empty before it is
 */
public record Whole(Map<String, ColumnFacts> facts, Optional<SegmentationModel> fitted) {
    /** Nothing: the table holds all rows. */
    public static final Whole NONE = new Whole(Map.of(), Optional.empty());

    public Whole {
        facts = Map.copyOf(facts);
    }

    /**
     * What assigns rows.
     *
     * @param pipeline of the table
     * @param own of the table alone
     * @throws DataException when the fitted model was not made of this table
     */
    Assigner assigner(FeaturePipeline pipeline, Assigner own) {
        if (fitted.isEmpty()) {
            return own;
        }
        SegmentationModel model = fitted.get();
        if (!model.pipeline().featureNames().equals(pipeline.featureNames())
                || model.assigner().clusters() != own.clusters()) {
            throw DataException.of(DataException.Reason.INTERRUPTED,
                    "the model fitted to all rows has %d segments by %s, the sample gives %d by %s; the run was begun "
                            + "by another version of Segmenta: upload the file again, which begins a new run",
                    model.assigner().clusters(), model.pipeline().featureNames(), own.clusters(),
                    pipeline.featureNames());
        }
        return model.assigner();
    }

    /** The segments with the sizes that they have among all rows. */
    List<Segment> sized(List<Segment> own) {
        return fitted.map(model -> own.stream().map(segment -> {
            Segment all = model.found().get(segment.cluster());
            return segment.sized(all.size(), all.share());
        }).toList()).orElse(own);
    }

    /** Of which rows the model was made. */
    Provenance provenance(Provenance own) {
        return fitted.map(SegmentationModel::provenance)
                .map(all -> new Provenance(all.dataSha256(), own.configurationSha256(), own.seed(),
                        own.libraryVersion(), all.rows(), own.algorithm()))
                .orElse(own);
    }
}
