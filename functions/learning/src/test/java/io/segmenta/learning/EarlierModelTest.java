package io.segmenta.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.SampleModels;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a further file of a model is to be read. */
class EarlierModelTest {
    private static final SegmentationModel MALL = SampleModels.mall();

    private static Schema rolesAfter(ColumnSchema more) {
        List<ColumnSchema> columns = new ArrayList<>(MALL.schema().columns());
        columns.add(more);
        return new EarlierModel(new UUID(1, 2), Optional.empty(), new SegmentationModel(new Schema(columns),
                MALL.pipeline(), MALL.assigner(), MALL.segments(), MALL.metrics(), MALL.baseline(), MALL.provenance()))
                .roles();
    }

    @Test
    void roles_keepWhatItTookToReadAColumn() {
        Schema roles = rolesAfter(ColumnSchema.of("day", Role.DATE, "looks like dates").withDateFormat("dd.MM.yyyy")
                .withMissing(List.of("never")).withRange(1, 2));
        assertThat(roles.columns()).hasSize(MALL.schema().columns().size() + 1);
        assertThat(roles.column("day")).contains(ColumnSchema.of("day", Role.DATE, "as in the earlier model")
                .withDateFormat("dd.MM.yyyy").withMissing(List.of("never")));
    }

    @Test
    void roles_leaveOutColumnsThatWereMadeOfOthers() {
        assertThat(rolesAfter(ColumnSchema.of("score per year", Role.NUMERIC, "derived")
                .withDescription("score / age")).column("score per year")).isEmpty();
    }
}
