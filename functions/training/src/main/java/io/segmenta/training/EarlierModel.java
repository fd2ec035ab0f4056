package io.segmenta.training;

import io.segmenta.model.SegmentationModel;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Schema;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.Names;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/**
 * The model of an earlier run.
 *
 * @param run that made it
 */
record EarlierModel(UUID run, SegmentationModel model) {
    /** Reads the model of a run. */
    static Optional<EarlierModel> read(Run run, ObjectStore store) {
        return store.get(Names.run(run.dataset(), run.id()) + Trainer.MODEL).map(object -> {
            try (StoredObject open = object) {
                return new EarlierModel(run.id(), ModelFile.read(open.bytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What each column of the file was read as, so that another one is read alike; what was made of them is left out. */
    Schema roles() {
        return new Schema(model.schema().columns().stream().filter(column -> column.description().isEmpty())
                .map(EarlierModel::role).toList());
    }

    private static ColumnSchema role(ColumnSchema column) {
        ColumnSchema role = ColumnSchema.of(column.name(), column.role(), "as in the last model");
        return column.dateFormat().map(role::withDateFormat).orElse(role);
    }
}
