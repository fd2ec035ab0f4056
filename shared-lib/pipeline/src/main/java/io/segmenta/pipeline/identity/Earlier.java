package io.segmenta.pipeline.identity;

import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Table;
import java.util.Map;

/**
 * An earlier model with what is kept of its rows.
 *
 * @param rows some of those it was made of, with at least the columns it uses
 * @param weights of the rows, positive
 * @param customers the cluster that each of its customers was answered, -1 for none, by what names them; who is named
 * twice is left out, and empty where nothing names them
 */
public record Earlier(SegmentationModel model, Table rows, double[] weights, Map<String, Integer> customers) {
    public Earlier {
        Check.argument(rows.rows() == weights.length, "%d rows and %d weights", rows.rows(), weights.length);
        customers = Map.copyOf(customers);
    }
}
