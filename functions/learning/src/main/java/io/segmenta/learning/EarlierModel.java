package io.segmenta.learning;

import io.segmenta.model.SegmentationModel;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Schema;
import java.util.Optional;
import java.util.UUID;

/**
 * The model of an earlier run.
 *
 * @param run that made it
 * @param version in the registry, as {@code v3}, where it is known
 */
public record EarlierModel(UUID run, Optional<String> version, SegmentationModel model) {
    /**
     * What each column of the file was read as, so that another one is read alike; what was made of them and what came
     * from a view of features is left out.
     */
    Schema roles() {
        return new Schema(model.schema().columns().stream()
                .filter(column -> column.description().isEmpty() && column.view().isEmpty())
                .map(EarlierModel::role).toList());
    }

    private static ColumnSchema role(ColumnSchema column) {
        ColumnSchema role = ColumnSchema.of(column.name(), column.role(), "as in the earlier model")
                .withMissing(column.missing());
        return column.dateFormat().map(role::withDateFormat).orElse(role);
    }
}
