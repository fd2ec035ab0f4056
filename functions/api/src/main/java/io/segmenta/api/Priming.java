package io.segmenta.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.segmenta.api.http.Answer;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Listings.DatasetOrder;
import io.segmenta.platform.catalogue.Listings.RunFilter;
import io.segmenta.platform.catalogue.Listings.RunOrder;
import java.util.List;
import java.util.Optional;

/** Reads what routes read, before a snapshot. What is found does not matter, nor whether it is. */
final class Priming {
    private static final RunFilter ALL = new RunFilter(Optional.empty(), List.of(), Optional.empty());

    private Priming() {}

    static void run(Parts.World world) {
        try {
            List<Dataset> datasets = world.listings().datasets(DatasetOrder.NAME, false, Optional.empty(), 1);
            world.listings().runs(ALL, RunOrder.CREATED_AT, true, Optional.empty(), 1)
                    .forEach(run -> Answer.ok(RunShape.of(run)));
            world.catalogue().models(datasets.stream().map(Dataset::name).findFirst());
            world.store().list(LivePointer.PREFIX);
            Answer.ok(JsonNodeFactory.instance.objectNode());
        } catch (RuntimeException onlyAnOptimisation) {
            return;
        }
    }
}
