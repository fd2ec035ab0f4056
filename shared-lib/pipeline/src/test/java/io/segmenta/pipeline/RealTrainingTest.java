package io.segmenta.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.RealData;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.Segment;
import io.segmenta.pipeline.read.TableReader;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.pipeline.search.Structure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@RealData
class RealTrainingTest {
    private static final String INCOME_AND_SCORE = "[Annual Income (k$), Spending Score (1-100)]";

    /** scikit-learn 1.2.1, KMeans(5, n_init=20, random_state=0) on StandardScaler of income and score. */
    @Test
    void train_mallWithFiveSegments_givesThePublishedFigures() {
        TrainingResult result = train("customers/Mall_Customers.csv",
                Map.of("columns.include", INCOME_AND_SCORE, "clustering.k", "5"));
        assertThat(result.model().metrics().get("inertia")).isCloseTo(65.5684, within(5e-4));
        assertThat(result.model().metrics().get("silhouette_score")).isCloseTo(0.5547, within(5e-5));
        assertThat(result.model().metrics().get("davies_bouldin")).isCloseTo(0.5722, within(5e-5));
        assertThat(result.model().metrics().get("calinski_harabasz")).isCloseTo(248.65, within(5e-3));
        assertThat(result.model().segments()).extracting(Segment::size).containsExactly(81L, 39L, 35L, 23L, 22L);
    }

    @Test
    void train_mallSearched_picksFive() {
        TrainingResult result = train("customers/Mall_Customers.csv", Map.of("columns.include", INCOME_AND_SCORE));
        assertThat(result.choice().k()).isEqualTo(5);
        assertThat(result.choice().structure()).isEqualTo(Structure.REASONABLE);
    }

    /**
     * The k of the labels for wine and hepta. Iris and penguins have three kinds, two of which touch: all criteria
     * prefer two segments, and a gap statistic that prefers another number is named.
     */
    @ParameterizedTest
    @CsvSource({"real_labelled/iris.csv, '[c1, c2, c3, c4]', 2, gap statistic prefers k = 3",
            "real_labelled/wine.csv, '[c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13]', 3, all prefer k = 3",
            "real_labelled/penguins.csv, '[bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g]', 2,"
                    + " all prefer k = 2",
            "benchmarks/fcps__hepta.csv, '[x1, x2, x3]', 7, all prefer k = 7"})
    void train_labelledSets_findsTheirNumberOrADefendedNeighbour(String file, String columns, int k, String reason) {
        TrainingResult result = train(file, Map.of("columns.include", columns));
        assertThat(result.choice().k()).isEqualTo(k);
        assertThat(result.choice().structure()).isNotEqualTo(Structure.NONE);
        assertThat(result.choice().reasons()).anyMatch(one -> one.contains(reason));
    }

    @Test
    void train_syntheticUniformCustomers_saysNoClearSegments() {
        TrainingResult result = train("customers/customer_segmentation_data.csv", Map.of());
        assertThat(result.choice().structure()).isEqualTo(Structure.NONE);
        assertThat(result.choice().verdict()).startsWith("No clear segments: the best silhouette");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers/wholesale_customers.csv", "customers/Telco-Customer-Churn.csv",
            "customers/marketing_campaign.csv", "customers/grocery_households.csv", "customers/supermarket_sales.csv",
            "pharma/oecd_pharma_36_countries_2011_2020.csv"})
    void train_realFile_givesNamedSegmentsAndAllFiles(String file) {
        TrainingResult result = train(file, Map.of());
        assertThat(result.model().segments()).hasSizeGreaterThan(1).extracting(Segment::name).doesNotHaveDuplicates()
                .allMatch(name -> name.length() < 120);
        assertThat(result.model().metrics()).containsEntry("training_agreement", 1.0);
        for (Artifact artifact : result.artifacts()) {
            assertThat(artifact.bytes()).as(artifact.path()).isNotEmpty();
        }
    }

    private static TrainingResult train(String file, Map<String, String> settings) {
        Path path = Path.of(System.getProperty("segmenta.data"), file);
        PipelineConfig config = PipelineConfig.defaults().with(settings);
        try (InputStream in = Files.newInputStream(path); Workers workers = new Workers(2)) {
            return Pipeline.train(TableReader.read(in, path.getFileName().toString(), config), config, workers,
                    Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
