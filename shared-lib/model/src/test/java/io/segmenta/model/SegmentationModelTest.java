package io.segmenta.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.data.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Parts that contradict one another make no model. */
class SegmentationModelTest {
    private static final SegmentationModel MALL = SampleModels.mall();

    private static void refuse(Schema schema, Assigner assigner, List<Segment> segments, Map<String, Double> metrics,
            String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SegmentationModel(schema, MALL.pipeline(), assigner,
                segments, new TreeMap<>(metrics), MALL.baseline(), MALL.provenance())).withMessage(message);
    }

    @Test
    void columnThatTheFeaturesAreMadeOf_isInTheSchema() {
        refuse(new Schema(List.of()), MALL.assigner(), MALL.segments(), Map.of(),
                "the schema has no column \"Annual Income (k$)\"");
    }

    @Test
    void assigner_hasTheFeaturesOfThePipeline() {
        Assigner one = new NearestCentroid(new float[][] {{0}, {1}, {2}}, new double[] {0.5, 0.25, 0.25}, 1,
                new double[3]);
        refuse(MALL.schema(), one, MALL.segments(), Map.of(), "the assigner has 1 features, the pipeline has 2");
    }

    @Test
    void segments_areThoseOfTheAssignerInItsOrder() {
        refuse(MALL.schema(), MALL.assigner(), MALL.segments().subList(0, 2), Map.of(),
                "2 segments for 3 clusters; there must be as many");
        List<Segment> backwards = new ArrayList<>(MALL.segments());
        Collections.reverse(backwards);
        refuse(MALL.schema(), MALL.assigner(), backwards, Map.of(),
                "segment 0 is of cluster 2; segments must be in the order of their clusters");
        List<Segment> twins = new ArrayList<>(MALL.segments());
        Segment last = twins.get(2);
        twins.set(2, new Segment("s0", 2, last.name(), last.action(), last.color(), last.size(), last.share(),
                last.traits()));
        refuse(MALL.schema(), MALL.assigner(), twins, Map.of(), "two segments have the same id");
    }

    @Test
    void metrics_areFinite() {
        refuse(MALL.schema(), MALL.assigner(), MALL.segments(), Map.of("inertia", Double.NaN),
                "metric inertia must be finite, got NaN");
    }

    @Test
    void edits_nameTheSegmentsOfTheirIds_withOrWithoutIdentity() {
        List<SegmentEdit> edits = List.of(new SegmentEdit("s1", "Regulars", NameSource.EDITED, ""),
                new SegmentEdit("s-of-another-model", "Nobody", NameSource.EDITED, ""));
        UUID run = new UUID(1, 2);
        SegmentationModel known = MALL.known(Identity.first(MALL.segments(), run));
        for (SegmentationModel model : List.of(MALL, known)) {
            List<Segment> segments = model.edited(edits).segments();
            assertThat(segments).extracting(Segment::id).containsExactly("s0", "s1", "s2");
            assertThat(segments.get(1).name()).isEqualTo("Regulars");
            assertThat(segments.get(1).action()).isEmpty();
            assertThat(segments.get(1).traits()).isEqualTo(MALL.segments().get(1).traits());
            assertThat(segments.get(0)).isEqualTo(MALL.segments().get(0));
        }
        assertThat(known.edited(edits).identity().orElseThrow().segments()).extracting(Identity.Named::nameSource)
                .containsExactly(NameSource.PROPOSED, NameSource.EDITED, NameSource.PROPOSED);
        assertThat(MALL.edited(List.of())).isSameAs(MALL);
    }

    @Test
    void nameAndAction_thatAPersonMayWrite_areOneLine() {
        assertThat(SegmentEdit.nameProblem("Älter & treu, 客户 🙂")).isEmpty();
        for (String name : List.of("", " ", " a", "a\n", "a\u0000b", "a\u2028b", "a\u202eb", "\ud83d",
                "x".repeat(101))) {
            assertThat(SegmentEdit.nameProblem(name)).as(name).isPresent();
        }
        assertThat(SegmentEdit.actionProblem("")).isEmpty();
        assertThat(SegmentEdit.actionProblem("x".repeat(500))).isEmpty();
        assertThat(SegmentEdit.actionProblem("x".repeat(501))).isPresent();
        assertThat(SegmentEdit.actionProblem("a\tb")).isPresent();
    }

    @Test
    void segment_thatCannotBe_isRefused() {
        refuse(-1, "#1f77b4", 1, "cluster must not be negative, got -1");
        refuse(0, "blue", 1, "color must be like #1f77b4, got \"blue\"");
        refuse(0, "#1f77b4", -1, "size must not be negative, got -1");
        assertThat(new Segment("a", 0, "A", "", "#1f77b4", 0, 0, List.of()).size()).as("none is a size").isZero();
    }

    private static void refuse(int cluster, String color, long size, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Segment("a", cluster, "A", "", color, size, 0, List.of()))
                .withMessage(message);
    }

    @Test
    void provenance_ofFewerThanNoRows_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Provenance("d", "c", 1, "0.1.0", -1, "kmeans"))
                .withMessage("rows must not be negative, got -1");
        assertThat(new Provenance("d", "c", 1, "0.1.0", 0, "kmeans").rows()).isZero();
    }
}
