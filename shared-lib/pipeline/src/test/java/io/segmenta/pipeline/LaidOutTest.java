package io.segmenta.pipeline;

import static io.segmenta.pipeline.PipelineTest.customers;
import static io.segmenta.pipeline.PipelineTest.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.Segment;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.MetricNames;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.predict.Prediction;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.steps.FeatureRow;
import io.segmenta.model.steps.RowEncoder;
import io.segmenta.pipeline.memory.TimeLimit;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import io.segmenta.pipeline.search.Structure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Segments found among the places of a layout by UMAP. */
class LaidOutTest {
    private static final Map<String, String> ON = Map.of("features.umap_components", "2", "clustering.k", "3");

    private static TrainingResult trained(Map<String, String> settings, int threads) {
        try (Workers workers = new Workers(threads)) {
            return Pipeline.train(Reading.text(customers(300, 1)), PipelineConfig.defaults().with(settings), workers,
                    Progress.NONE);
        }
    }

    @Test
    void layout_groupsThatAreApart_areFoundAndNewRowsGoToThem() {
        TrainingResult result = trained(ON, 2);
        assertThat(result.model().segments()).extracting(segment -> segment.size()).containsExactly(150L, 100L, 50L);
        assertThat(result.model().pipeline().featureNames()).containsExactly("umap1", "umap2");
        assertThat(result.model().metrics().get(MetricNames.HELD_OUT_AGREEMENT)).isEqualTo(1.0);
        assertThat(result.model().metrics().get(MetricNames.TRAINING_AGREEMENT)).isEqualTo(1.0);
    }

    /** UMAP draws a uniform square apart, and the silhouette of its places speaks for groups. */
    @Test
    void layout_ofDataWithoutGroups_hasNoClearSegments() {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder square = new StringBuilder("a,b,c,d,e\n");
        for (int i = 0; i < 400; i++) {
            square.append(String.format(Locale.ROOT, "%.4f,%.4f,%.4f,%.4f,%.4f%n", random.nextDouble(),
                    random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble()));
        }
        TrainingResult result = train(square.toString(), Map.of("features.umap_components", "2", "clustering.k", "4"));
        assertThat(result.choice().structure()).isEqualTo(Structure.NONE);
        assertThat(result.choice().verdict()).startsWith("No clear segments");
        assertThat(result.choice().reasons()).anyMatch(reason -> reason.startsWith("In the features that were laid"));
        assertThat(trained(ON, 2).choice().structure()).as("groups that are apart").isGreaterThan(Structure.WEAK);
    }

    @Test
    void layout_anyNumberOfThreads_sameBytes() {
        TrainingResult one = trained(ON, 1);
        TrainingResult three = trained(ON, 3);
        for (int i = 0; i < one.artifacts().size(); i++) {
            assertThat(ModelFile.id(three.artifacts().get(i).bytes())).as(one.artifacts().get(i).path())
                    .isEqualTo(ModelFile.id(one.artifacts().get(i).bytes()));
        }
    }

    @Test
    void modelFile_recordByRecord_placesAsTheTableDoes() throws Exception {
        for (String components : List.of("0", "2")) {
            TrainingResult result = trained(Map.of("features.umap_components", "2", "features.pca_components",
                    components, "clustering.k", "3"), 2);
            SegmentationModel model = ModelFile.read(new ByteArrayInputStream(result.modelFile()));
            ReadResult data = Reading.text(customers(300, 1));
            Matrix all = model.pipeline().transform(data.table());
            RowEncoder encoder = model.pipeline().encoder(model.schema());
            FeatureRow row = encoder.newRow();
            for (int i = 0; i < all.rows(); i++) {
                assertThat(encoder.encode(InputRecord.of(model.schema(), data.table(), i), row)).isTrue();
                assertThat(row.values()).containsExactly(all.get(i, 0), all.get(i, 1));
            }
            assertThat(model.pipeline()).isEqualTo(result.model().pipeline());
        }
    }

    @Test
    void reasons_areGivenByTheColumnsOfTheFile() {
        for (String components : List.of("0", "2")) {
            TrainingResult result = trained(Map.of("features.umap_components", "2", "features.pca_components",
                    components, "clustering.k", "3"), 2);
            Prediction answer = new Predictor(result.model(), "v1").predict(InputRecord.of(result.model().schema(),
                    Map.of("total_spend", 20, "visit_frequency", 2)), Instant.EPOCH);
            List<String> columns = new ArrayList<>(answer.why().stream().map(Prediction.Part::column).toList());
            columns.addAll(answer.against().stream().map(Prediction.Part::column).toList());
            assertThat(columns).isNotEmpty().isSubsetOf("total_spend", "visit_frequency");
            assertThat(answer.reasons().whySum() + answer.reasons().againstSum()).isPositive();
        }
    }

    @Test
    void confidence_withoutTheFieldsThatTell_isThatOfTheOthers() {
        Predictor predictor = new Predictor(trained(ON, 2).model(), "v1");
        Prediction whole = predictor.predict(InputRecord.of(predictor.schema(),
                Map.of("total_spend", 20, "visit_frequency", 2)), Instant.EPOCH);
        InputRecord blank = new InputRecord(predictor.schema());
        blank.setMissing(predictor.schema().indexOf("total_spend"));
        Prediction nothing = predictor.predict(blank, Instant.EPOCH);
        assertThat(nothing.missing()).contains("total_spend", "visit_frequency");
        assertThat(nothing.confidence()).isLessThan(whole.confidence());
    }

    @Test
    void tooFewRowsOrTooLittleTimeOrKPrototypes_isRefused() {
        assertThatThrownBy(() -> train("a,b\n1,2\n3,4\n5,1\n2,2\n", ON)).isInstanceOf(DataException.class)
                .hasMessage("4 rows are too few to be laid out (features.umap_components); at least 10 are needed");
        assertThatThrownBy(() -> trained(Map.of("features.umap_components", "2", "clustering.algorithm", "kprototypes"),
                1)).isInstanceOf(ConfigException.class).hasMessageContaining("features.umap_components at 0");
        try (Workers workers = new Workers(1)) {
            assertThatThrownBy(() -> Pipeline.train(Reading.text(customers(300, 1)),
                    PipelineConfig.defaults().with(ON), Past.NONE, new TimeLimit(0.01), workers, Progress.NONE))
                    .isInstanceOf(DataException.class).hasMessageContaining("UMAP needs at least");
        }
    }

    /** What decided belongs to no column, so the answer has what describes its segment, and how far to believe that. */
    @Test
    void answer_ofALayout_tellsTheRuleOfTheSegmentWithItsAgreement() throws IOException {
        TrainingResult result = trained(ON, 1);
        SegmentationModel read = ModelFile.read(new ByteArrayInputStream(result.modelFile()));
        assertThat(read.found()).isEqualTo(result.model().found());
        Segment.Rule rule = read.segments().getFirst().rule().orElseThrow();
        assertThat(rule.right()).isBetween(0.5, 1.0);
        String answers = new Invocations(new Predictor(read, "v1"))
                .answer(AnswerShape.PREDICT, "application/json", new Predictor(read, "v1").probe(), Instant.EPOCH)
                .text();
        assertThat(answers).contains("\"note\":\"rule of the segment: ")
                .containsPattern("right for \\d+ % of the customers it is true of, and true of \\d+ % of the segment");
        assertThat(trained(Map.of("clustering.k", "3"), 1).model().found())
                .as("without a layout the parts tell what decided").allMatch(segment -> segment.rule().isEmpty());
    }
}
