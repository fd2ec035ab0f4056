package io.segmenta.pipeline;

import static io.segmenta.pipeline.PipelineTest.customers;
import static io.segmenta.pipeline.PipelineTest.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.RunMetrics;
import io.segmenta.model.contract.RunUpdate;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.json.Json;
import io.segmenta.pipeline.read.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Training that goes on with an earlier model. */
class ContinuationTest {

    private static TrainingResult goOn(String csv, SegmentationModel before) {
        return goOn(csv, before, Map.of(), 2);
    }

    private static TrainingResult goOn(String csv, SegmentationModel before, Map<String, String> settings,
            int threads) {
        try (Workers workers = new Workers(threads)) {
            return Pipeline.train(Reading.text(csv, Map.of()), PipelineConfig.defaults().with(settings),
                    Optional.of(before), workers, Progress.NONE);
        }
    }

    private static RunUpdate update(TrainingResult result) {
        return RunMetrics.parse(Json.write(result.metrics())).update().orElseThrow();
    }

    @Test
    void train_withAModel_tellsHowFarItWasMoved() {
        SegmentationModel before = train(customers(300, 5), Map.of()).model();
        RunUpdate update = update(goOn(customers(600, 6), before));
        assertThat(update.rows()).isEqualTo(600);
        assertThat(update.prior()).isEqualTo(300);
        assertThat(update.agreement()).as("groups that lie apart").isEqualTo(1);
        assertThat(update.shareChange()).isLessThan(1e-9);
        assertThat(update.centroidMove()).isBetween(0.0, 0.25);
        assertThat(RunMetrics.parse(Json.write(train(customers(300, 5), Map.of()).metrics())).update()).isEmpty();
    }

    /** Three files of 300, 600 and 600 rows: the centres stand for all of them, but count as two files at most. */
    @Test
    void train_againAndAgain_addsUpWhatCentresStandFor_upToTheMemory() {
        SegmentationModel first = train(customers(300, 5), Map.of()).model();
        SegmentationModel second = goOn(customers(600, 6), first).model();
        assertThat(second.metrics().get("centroid_rows")).isEqualTo(900);
        assertThat(update(goOn(customers(600, 7), second)).prior()).isCloseTo(900, within(1e-9));
        TrainingResult forgetful = goOn(customers(600, 7), second, Map.of("clustering.update_memory", "1"), 2);
        assertThat(update(forgetful).prior()).isCloseTo(600, within(1e-9));
        assertThat(forgetful.model().metrics().get("centroid_rows")).isCloseTo(1200, within(1e-9));
    }

    @Test
    void train_withAModel_givesTheSameBytesAtAnyNumberOfThreads() {
        SegmentationModel before = train(customers(300, 5), Map.of()).model();
        TrainingResult one = goOn(customers(600, 6), before, Map.of(), 1);
        TrainingResult four = goOn(customers(600, 6), before, Map.of(), 4);
        assertThat(four.modelFile()).isEqualTo(one.modelFile());
        assertThat(Json.write(four.metrics())).isEqualTo(Json.write(one.metrics()));
    }

    @Test
    void train_withAModel_keepsSegmentsAndMovesTheirCentres() {
        SegmentationModel before = train(customers(300, 5), Map.of()).model();
        TrainingResult after = goOn(customers(600, 6), before);
        assertThat(after.model().segments()).extracting(Segment::id)
                .containsExactlyElementsOf(before.segments().stream().map(Segment::id).toList());
        assertThat(after.model().segments()).extracting(Segment::name)
                .containsExactlyElementsOf(before.segments().stream().map(Segment::name).toList());
        assertThat(after.model().segments()).extracting(Segment::size).containsExactly(300L, 200L, 100L);
        assertThat(after.model().pipeline()).isEqualTo(before.pipeline());
        assertThat(after.choice().verdict()).startsWith("3 segments continued");
        assertThat(after.choice().reasons().getFirst())
                .contains("moved by 600 new rows; its centres counted as much as 300 rows");
        // 300 rows at the old place and 600 new ones: two thirds of the way to the mean of the new rows.
        Matrix x = before.pipeline().transform(Reading.text(customers(600, 6), Map.of()).table());
        float old = ((NearestCentroid) before.assigner()).centroids()[0][0];
        double mean = IntStream.range(0, x.rows()).filter(i -> before.assigner().assign(row(x, i)) == 0)
                .mapToDouble(i -> x.get(i, 0)).average().orElseThrow();
        assertThat((double) ((NearestCentroid) after.model().assigner()).centroids()[0][0])
                .isCloseTo(old + (mean - old) * 2 / 3, within(1e-6));
    }

    @Test
    void train_withAModelThatCannotGoOn_refusesWithTheReason() {
        SegmentationModel before = train(customers(300, 5), Map.of()).model();
        SegmentationModel genie = train(customers(300, 5), Map.of("clustering.algorithm", "genie")).model();
        assertThatThrownBy(() -> goOn(customers(300, 6), genie)).isInstanceOf(ConfigException.class)
                .hasMessage(
                        "clustering.update: only kmeans can go on learning; the settings say kmeans, the earlier model"
                                + " is of genie");
        String renamed = customers(300, 6).replaceFirst("visit_frequency", "calls");
        assertThatThrownBy(() -> goOn(renamed, before)).isInstanceOf(DataException.class)
                .hasMessageContaining("cannot go on learning from")
                .hasMessageContaining("column \"visit_frequency\" is missing");
        String oneGroup = customers(300, 6).lines().filter(line -> !line.contains(",8") && !line.contains(",9"))
                .collect(Collectors.joining("\n"));
        assertThatThrownBy(() -> goOn(oneGroup, before)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("no row of the file is in the segment");
    }

    /** Of 600 rows 300, 200 and 100 are of the three segments; here the first has 30 left and comes last. */
    @Test
    void train_segmentsWhoseSizesChangedPlaces_keepTheirNamesAllTheSame() {
        SegmentationModel before = train(customers(300, 5), Map.of()).model();
        List<String> lines = customers(600, 6).lines().toList();
        String shifted = IntStream.range(0, lines.size()).filter(i -> i <= 60 || (i - 1) % 6 >= 3).mapToObj(lines::get)
                .collect(Collectors.joining("\n"));
        List<Segment> after = goOn(shifted, before).model().segments();
        List<Segment> old = before.segments();
        assertThat(after).extracting(Segment::size).containsExactly(200L, 100L, 30L);
        assertThat(after).extracting(Segment::id).containsExactly(old.get(1).id(), old.get(2).id(), old.get(0).id());
        assertThat(after).extracting(Segment::color).containsExactly(old.get(1).color(), old.get(2).color(),
                old.get(0).color());
        assertThat(after).extracting(Segment::cluster).containsExactly(0, 1, 2);
    }

    @Test
    void train_columnThatHasBecomeAnother_isToldWithBothRoles() {
        SegmentationModel before = train(customers(300, 5), Map.of()).model();
        List<String> lines = customers(300, 6).lines().toList();
        String words = IntStream.range(0, lines.size()).mapToObj(i -> i == 0 ? lines.get(i)
                : lines.get(i).replaceAll(",[0-9.]+$", i % 2 == 0 ? ",often" : ",rarely"))
                .collect(Collectors.joining("\n"));
        assertThatThrownBy(() -> goOn(words, before)).isInstanceOf(DataException.class).hasMessageContaining(
                "column \"visit_frequency\" was read as numeric and is ");
    }

    private static float[] row(Matrix x, int row) {
        float[] values = new float[x.columns()];
        x.row(row, values);
        return values;
    }
}
