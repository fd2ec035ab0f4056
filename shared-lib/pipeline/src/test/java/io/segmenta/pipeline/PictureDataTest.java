package io.segmenta.pipeline;

import static io.segmenta.pipeline.PipelineTest.artifact;
import static io.segmenta.pipeline.PipelineTest.customers;
import static io.segmenta.pipeline.PipelineTest.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What pages draw silhouettes, dendrograms and maps of units of; three groups of 150, 100 and 50 are planted. */
class PictureDataTest {
    private static JsonObject pictures(int rows, Map<String, String> settings) {
        TrainingResult result = train(customers(rows, 5), settings);
        return Json.parse(artifact(result, "pictures.json").bytes(), "pictures.json");
    }

    @Test
    void silhouette_ofEachSegment_fallsAndHasItsRowsAndMean() {
        JsonObject document = pictures(300, Map.of("clustering.k", "3"));
        JsonObject silhouette = document.object("silhouette");
        List<JsonObject> segments = silhouette.objects("segments");
        assertThat(segments).extracting(segment -> segment.integer("rows")).containsExactly(150L, 100L, 50L);
        assertThat(segments).allSatisfy(segment -> {
            double[] values = segment.numbers("values");
            assertThat(values).hasSize((int) Math.min(100, segment.integer("rows")));
            assertThat(Arrays.stream(values).boxed()).isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(segment.number("mean")).isBetween(values[values.length - 1], values[0]);
        });
        double mean = segments.stream().mapToDouble(one -> one.number("mean") * one.integer("rows")).sum() / 300;
        assertThat(silhouette.number("mean")).isCloseTo(mean, within(1e-4));
        assertThat(silhouette.integer("of")).isEqualTo(300);
        assertThat(document.has("dendrogram") || document.has("som")).isFalse();
    }

    @Test
    void dendrogram_undoneByItsLastMerges_hasTheSegmentsAsBranches() {
        JsonObject tree = pictures(300, Map.of("clustering.algorithm", "agglomerative", "clustering.k", "3"))
                .object("dendrogram");
        double[][] leaves = tree.rows("leaves");
        double[][] merges = tree.rows("merges");
        assertThat(leaves).hasNumberOfRows(120);
        assertThat(merges).hasNumberOfRows(119);
        assertThat(Arrays.stream(merges).map(merge -> merge[2])).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(tree.integer("rows")).isEqualTo(300);
        List<double[]> rows = new ArrayList<>();
        for (double[] leaf : leaves) {
            double[] own = new double[3];
            own[(int) leaf[1]] = leaf[0];
            rows.add(own);
        }
        for (double[] merge : Arrays.copyOf(merges, merges.length - 2)) {
            double[] one = rows.get((int) merge[0]);
            double[] other = rows.get((int) merge[1]);
            rows.add(new double[] {one[0] + other[0], one[1] + other[1], one[2] + other[2]});
        }
        double[][] last = Arrays.copyOfRange(merges, merges.length - 2, merges.length);
        assertThat(Arrays.stream(last).flatMapToDouble(merge -> Arrays.stream(merge, 0, 2))
                .filter(node -> node < rows.size()).mapToObj(node -> rows.get((int) node)))
                .containsExactlyInAnyOrder(new double[] {150, 0, 0}, new double[] {0, 100, 0}, new double[] {0, 0, 50});
    }

    @Test
    void dendrogram_neighbouringLeaves_areMergedWithoutCrossing() {
        double[][] merges = pictures(300, Map.of("clustering.algorithm", "agglomerative", "clustering.k", "3"))
                .object("dendrogram").rows("merges");
        double[][] spans = new double[120 + merges.length][];
        for (int leaf = 0; leaf < 120; leaf++) {
            spans[leaf] = new double[] {leaf, leaf};
        }
        for (int i = 0; i < merges.length; i++) {
            double[] left = spans[(int) merges[i][0]];
            double[] right = spans[(int) merges[i][1]];
            assertThat(right[0]).as("merge " + i).isEqualTo(left[1] + 1);
            spans[120 + i] = new double[] {left[0], right[1]};
        }
    }

    @Test
    void dendrogram_ofCells_countsRows() {
        JsonObject tree = pictures(20_004, Map.of("clustering.algorithm", "agglomerative", "clustering.linkage",
                "average", "clustering.k", "3", "clustering.gap_references", "0", "clustering.stability_resamples",
                "0")).object("dendrogram");
        assertThat(tree.integer("cells")).isEqualTo(5_000);
        assertThat(tree.integer("rows")).isEqualTo(20_004);
        assertThat(Arrays.stream(tree.rows("leaves")).mapToDouble(leaf -> leaf[0]).sum()).isEqualTo(20_004);
    }

    @Test
    void som_units_holdAllRowsAndPlanesInUnitsOfTheFile() {
        JsonObject map = pictures(300, Map.of("clustering.algorithm", "som_kmeans", "clustering.k", "3"))
                .object("som");
        int units = (int) (map.integer("width") * map.integer("height"));
        assertThat(map.numbers("segments")).hasSize(units).containsOnly(0, 1, 2);
        assertThat(Arrays.stream(map.numbers("hits")).sum()).isEqualTo(300);
        assertThat(map.numbers("distances")).hasSize(units);
        assertThat(map.objects("planes")).extracting(plane -> plane.string("feature"))
                .containsExactlyInAnyOrder("total_spend", "visit_frequency");
        assertThat(map.objects("planes")).allSatisfy(plane -> assertThat(plane.numbers("values")).hasSize(units));
    }
}
