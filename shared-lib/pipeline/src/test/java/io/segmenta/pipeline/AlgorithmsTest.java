package io.segmenta.pipeline;

import static io.segmenta.pipeline.PipelineTest.assignments;
import static io.segmenta.pipeline.PipelineTest.customers;
import static io.segmenta.pipeline.PipelineTest.text;
import static io.segmenta.pipeline.PipelineTest.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.predict.Prediction;
import io.segmenta.model.predict.Predictor;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training with each algorithm: what it finds, and how its model labels new rows. */
class AlgorithmsTest {
    @ParameterizedTest
    @ValueSource(strings = {"ward", "complete", "average", "single"})
    void train_eachLinkage_cutsItsOwnDendrogram(String linkage) {
        TrainingResult result = train(customers(300, 5),
                Map.of("clustering.algorithm", "agglomerative", "clustering.linkage", linkage, "clustering.k", "3"));
        assertThat(result.model().segments()).extracting(segment -> segment.size()).containsExactly(150L, 100L, 50L);
        assertThat(result.model().assigner() instanceof NearestReference).isEqualTo(!linkage.equals("ward"));
        assertThat(result.model().provenance().algorithm()).isEqualTo("agglomerative " + linkage);
        assertThat(text(result, "plots/dendrogram.svg")).contains("Dendrogram (" + linkage + " linkage)");
        assertThat(result.model().metrics().get("training_agreement")).isGreaterThan(0.97);
    }

    @Test
    void train_moreRowsThanAverageLinkageBears_linksCellsAndSaysSo() {
        TrainingResult result = train(customers(20_004, 5),
                Map.of("clustering.algorithm", "agglomerative", "clustering.linkage", "average", "clustering.k", "3",
                        "clustering.gap_references", "0", "clustering.stability_resamples", "0"));
        assertThat(result.model().segments()).extracting(segment -> segment.size())
                .containsExactly(10_002L, 6_668L, 3_334L);
        assertThat(result.choice().reasons().getFirst()).isEqualTo("Above 20,000 rows this linkage is approximate: rows"
                + " were gathered in 5,000 cells of near rows first, and the cells were linked.");
        assertThat(text(result, "plots/dendrogram.svg"))
                .contains("Dendrogram (average linkage, approximate: 5,000 cells of near rows)", "20,004 rows, cut");
    }

    @ParameterizedTest
    @ValueSource(strings = {"genie", "som", "som_kmeans", "gaussian_mixture"})
    void train_eachOtherAlgorithm_findsThePlantedGroups(String algorithm) {
        TrainingResult result = train(customers(300, 5), Map.of("clustering.algorithm", algorithm));
        assertThat(result.choice().k()).isEqualTo(3);
        assertThat(result.model().segments()).extracting(segment -> segment.size()).containsExactly(150L, 100L, 50L);
        assertThat(result.model().provenance().algorithm()).isEqualTo(algorithm);
        assertThat(result.model().metrics().get("training_agreement")).isGreaterThan(0.97);
    }

    @Test
    void train_aBatchAtATime_findsThePlantedGroups() {
        TrainingResult result = train(customers(3_000, 5), Map.of("clustering.batch_size", "500", "clustering.k", "3"));
        assertThat(result.model().segments()).extracting(segment -> segment.size()).containsExactly(1500L, 1000L, 500L);
        assertThat(result.choice().reasons().getFirst()).startsWith("k-means was fitted 500 rows at a time");
        assertThat(result.model().metrics()).containsEntry("training_agreement", 1.0);
    }

    @Test
    void train_numbersAndCategories_prototypesWeighBoth() throws IOException {
        StringBuilder csv = new StringBuilder("age,plan,channel\n");
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 300; i++) {
            int group = i % 3;
            csv.append("%.2f,%s,%s%n".formatted((group == 0 ? 25 : 60) + 4 * random.nextGaussian(),
                    group == 2 ? "gold" : "basic", random.nextInt(10) == 0 ? "web" : group == 1 ? "phone" : "shop"));
        }
        TrainingResult result = train(csv.toString(),
                Map.of("clustering.algorithm", "kprototypes", "clustering.k", "3"));
        assertThat(result.model().segments()).extracting(segment -> segment.size()).allMatch(size -> size == 100);
        assertThat(result.model().metrics().get("training_agreement")).isEqualTo(1.0);
        assertThat(text(result, "report.json")).contains("of squared distance (gamma)");
        assertThat(text(result, "features.json")).contains("plan=gold: weighted by ");
        String[] first = csv.toString().lines().skip(1).findFirst().orElseThrow().split(",", -1);
        Prediction prediction = new Predictor(result.model(), "v1").predict(InputRecord.of(result.model().schema(),
                Map.of("age", Double.valueOf(first[0]), "plan", first[1], "channel", first[2])), Instant.EPOCH);
        String[] assigned = assignments(result).get(1).split(",", -1);
        assertThat(prediction.segment().id()).isEqualTo(assigned[1]);
        assertThat(prediction.distance()).isCloseTo(Double.parseDouble(assigned[4]), within(1e-5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dbscan", "hdbscan"})
    void train_byDensity_leavesStraysOutside(String algorithm) throws IOException {
        String strays = "S1,240,12\nS2,20,45\n";
        TrainingResult result = train(customers(300, 5) + strays,
                algorithm.equals("dbscan") ? Map.of("clustering.algorithm", algorithm)
                        : Map.of("clustering.algorithm", algorithm, "clustering.min_segment_size", "20"));
        assertThat(result.choice().k()).isEqualTo(3);
        assertThat(result.choice().verdict()).startsWith("3 segments found by density");
        assertThat(result.model().metrics().get("outside_rows")).isGreaterThanOrEqualTo(2);
        assertThat(result.model().metrics().get("training_agreement")).isGreaterThan(0.99);
        assertThat(result.model().segments().stream().mapToLong(segment -> segment.size()).sum())
                .isEqualTo(302 - result.model().metrics().get("outside_rows").longValue());
        assertThat(assignments(result)).anyMatch(line -> line.startsWith("301,S1,none,-1,Outside every segment,"))
                .anyMatch(line -> line.startsWith("302,S2,none,-1,"));
        assertThat(text(result, "report.json")).contains("rows lie outside every segment");
    }

    /** Stars of five rows, of which only the middle one, the last, has enough rows near it. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4", "5"})
    void train_segmentsWithOneCoreRow_keepItWhenRowsAreHeldOut(String seed) {
        StringBuilder csv = new StringBuilder("x,y\n");
        for (int star = 0; star < 8; star++) {
            int x = 10 * star;
            csv.append("%d,1%n%d,-1%n%d,0%n%d,0%n%d,0%n".formatted(x, x, x + 1, x - 1, x));
        }
        TrainingResult result = train(csv.toString(),
                Map.of("clustering.algorithm", "dbscan", "clustering.radius", "1.1",
                        "clustering.min_samples", "4", "features.scale", "none", "seed", seed));
        assertThat(result.choice().k()).isEqualTo(8);
        assertThat(result.model().metrics()).containsEntry("training_agreement", 1.0)
                .containsEntry("held_out_agreement", 1.0);
    }

    /** Units of the map of four fifths of the rows then belong to other segments by majority. */
    @ParameterizedTest
    @ValueSource(strings = {"som", "som_kmeans"})
    void train_fewRowsInManySegments_keepEachOnTheMapWhenRowsAreHeldOut(String algorithm) {
        for (int seed = 0; seed < 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder csv = new StringBuilder("a,b,c,d\n");
            for (int i = 0; i < 13; i++) {
                csv.append("%.3f,%.3f,%.3f,%.3f%n".formatted(random.nextDouble(), random.nextDouble(),
                        random.nextDouble(), random.nextDouble()));
            }
            TrainingResult result = train(csv.toString(), Map.of("clustering.algorithm", algorithm, "clustering.k", "6",
                    "clustering.gap_references", "0", "clustering.stability_resamples", "0", "seed", "" + seed));
            assertThat(result.model().segments()).hasSize(6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"som", "som_kmeans", "gaussian_mixture"})
    void train_algorithmWithARuleForNewRows_reproducesItsOwnLabels(String algorithm) {
        TrainingResult result = train(customers(600, 12), Map.of("clustering.algorithm", algorithm, "clustering.k", "3",
                "features.scale", "none"));
        assertThat(result.model().metrics().get("training_agreement")).isGreaterThan(0.999);
        assertThat(result.model().metrics().get("held_out_agreement")).isGreaterThan(0.99);
    }

    @Test
    void train_mixture_tellsLikelihoodAndAnswersWithItsPosterior() {
        TrainingResult result = train(customers(300, 13), Map.of("clustering.algorithm", "gaussian_mixture"));
        assertThat(result.model().assigner()).isInstanceOf(GaussianPosterior.class);
        assertThat(result.model().metrics()).containsKeys("log_likelihood", "bic");
    }

    @Test
    void train_automatically_takesOneAndSaysWhy() {
        TrainingResult result = train(customers(300, 15), Map.of("clustering.algorithm", "auto"));
        assertThat(result.choice().k()).isEqualTo(3);
        assertThat(result.choice().reasons().getFirst()).startsWith("36 candidates were compared.");
        assertThat(result.model().provenance().algorithm()).isEqualTo("kmeans");
    }

    @Test
    void train_map_tellsItsErrors() {
        TrainingResult result = train(customers(300, 13), Map.of("clustering.algorithm", "som_kmeans"));
        assertThat(result.model().metrics().get("quantization_error")).isBetween(0.0, 1.0);
        assertThat(result.model().metrics().get("topographic_error")).isBetween(0.0, 1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agglomerative", "agglomerative&clustering.linkage=complete", "genie", "kmeans", "kmedoids",
            "kprototypes", "som", "som_kmeans", "gaussian_mixture", "dbscan", "hdbscan", "xmeans", "gmeans"})
    void train_anyAlgorithm_tellsAgreementOnRowsTheAssignerHasNotSeen(String algorithm) {
        Map<String, String> settings = new HashMap<>();
        for (String pair : ("clustering.algorithm=" + algorithm).split("&", -1)) {
            settings.put(pair.split("=", -1)[0], pair.split("=", -1)[1]);
        }
        TrainingResult result = train(customers(300, 14), settings);
        assertThat(result.model().metrics().get("held_out_agreement")).isBetween(0.95, 1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xmeans", "gmeans"})
    void train_splitting_findsTheNumberOfSegments(String algorithm) {
        TrainingResult result = train(customers(300, 14), Map.of("clustering.algorithm", algorithm));
        assertThat(result.choice().k()).isEqualTo(3);
        assertThat(result.choice().reasons()).contains("The algorithm finds the number of segments itself.");
        assertThat(result.model().provenance().algorithm()).isEqualTo(algorithm);
    }

    @Test
    void train_splittingOneGroup_isRefusedWithWhatDividesIt() {
        StringBuilder csv = new StringBuilder("customer_id,a,b\n");
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 300; i++) {
            csv.append("C%05d,%.3f,%.3f%n".formatted(i, random.nextGaussian(), random.nextGaussian()));
        }
        assertThatThrownBy(() -> train(csv.toString(), Map.of("clustering.algorithm", "gmeans")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("gmeans finds one group only: no split of the 300 rows");
    }

    @Test
    void train_autoOverAlgorithmsFromSmile_comparesThem() {
        TrainingResult result = train(customers(300, 17), Map.of("clustering.algorithm", "auto",
                "clustering.search.algorithms", "kmedoids,xmeans,gmeans", "clustering.k_max", "4"));
        assertThat(result.choice().k()).isEqualTo(3);
    }

    @Test
    void train_medoids_centresAreRowsOfTheFile() {
        String csv = customers(300, 15);
        TrainingResult result = train(csv,
                Map.of("clustering.algorithm", "kmedoids", "clustering.k", "3", "features.scale", "none"));
        float[][] centres = ((NearestCentroid) result.model().assigner()).centroids();
        assertThat(centres).hasDimensions(3, 2);
        for (float[] centre : centres) {
            assertThat(csv).contains(",%.3f,%.3f".formatted(centre[0], centre[1]));
        }
    }

    @Test
    void train_manyRowsOfOtherLinkages_keepsABoundedSampleWithTheTrueShares() {
        TrainingResult result = train(customers(3_000, 6),
                Map.of("clustering.algorithm", "agglomerative", "clustering.linkage", "complete", "clustering.k", "3"));
        NearestReference assigner = (NearestReference) result.model().assigner();
        assertThat(assigner.rows().length).isBetween(1_990, 2_000);
        assertThat(assigner.spread().share(0)).isEqualTo(0.5);
        assertThat(result.model().metrics().get("training_agreement")).isGreaterThan(0.99);
    }
}
