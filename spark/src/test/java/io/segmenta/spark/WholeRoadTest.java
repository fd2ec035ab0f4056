package io.segmenta.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.Golden;
import io.segmenta.clustering.RealData;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.contract.LargeSurvey;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.pipeline.Past;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.Whole;
import io.segmenta.pipeline.features.ColumnFacts;
import io.segmenta.pipeline.memory.TimeLimit;
import io.segmenta.pipeline.read.TableReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are trained on by one function and by all four steps of the way of large files: the same bytes. */
class WholeRoadTest {

    private static final Golden GOLDEN = Golden.read("clustering.txt");
    private static final long[] PARTITIONS = {1, 2, 7, 13};

    private static JavaSparkContext spark;
    private static Workers workers;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        spark = new JavaSparkContext(new SparkConf().setAppName("test").setMaster("local[2,3]"));
        workers = new Workers(1);
    }

    @AfterAll
    static void stop() {
        spark.stop();
        workers.close();
    }

    static List<String> sets() {
        return GOLDEN.setsWith("ward.heights").stream().filter(set -> GOLDEN.rows(set).columns() > 1).toList();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void setsOfKMeans_trainedBothWays_areOneModel(String set) throws IOException {
        Matrix x = GOLDEN.rows(set);
        boolean robust = x.rows() % 20 == 0;
        StringBuilder text = new StringBuilder(String.join(",", x.names()) + "\n");
        float[] row = new float[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            x.row(i, row);
            for (int j = 0; j < row.length; j++) {
                // A gap here and there, which is filled.
                text.append(!robust && (i + j) % 37 == 5 ? "" : String.valueOf(row[j]))
                        .append(j == row.length - 1 ? '\n' : ',');
            }
        }
        Path file = Files.writeString(folder.resolve("customers.csv"), text);
        same(file, set, Map.of("clustering.algorithm", "kmeans", "clustering.k", "5", "features.scale",
                robust ? "robust" : "standard", "features.impute_numeric", robust ? "mean" : "median"));
    }

    /** A name given twice, one not at all, and a delimiter at the end of each line. */
    @Test
    void headerWithNamesTwiceOrNone_trainedBothWays_isOneModel() throws IOException {
        StringBuilder text = new StringBuilder("id,spend,spend,,visits,\n");
        Random random = new Random(7);
        for (int i = 0; i < 150; i++) {
            int group = i % 3 * 40;
            text.append("c").append(i);
            for (int j = 0; j < 4; j++) {
                text.append(',').append(group + random.nextInt(9) / 4.0);
            }
            text.append(",\n");
        }
        Path file = Files.writeString(folder.resolve("customers.csv"), text);
        same(file, "names", Map.of("clustering.algorithm", "kmeans", "clustering.k", "3"));
        assertThat(LargeSurvey.parse(Files.readAllBytes(folder.resolve("names1/survey.json"))).columns())
                .extracting(LargeSurvey.Column::name)
                .containsExactly("id", "spend", "spend_2", "c4", "visits", "c6");
    }

    @RealData
    @ParameterizedTest
    @CsvSource({"customers/Mall_Customers.csv, auto", "customers/wholesale_customers.csv, auto",
            "customers/Telco-Customer-Churn.csv, auto", "customers/marketing_campaign.csv, keep",
            "customers/grocery_households.csv, auto", "customers/supermarket_sales.csv, auto",
            "customers/customer_segmentation_data.csv, auto", "real_labelled/penguins.csv, auto"})
    void realFile_trainedBothWays_isOneModel(String name, String outliers) throws IOException {
        same(Path.of(System.getProperty("segmenta.data"), name), "real",
                Map.of("clustering.algorithm", "kmeans", "cleaning.outliers", outliers));
    }

    private void same(Path file, String name, Map<String, String> settings) throws IOException {
        byte[] one = train(file, settings, Whole.NONE);
        for (long partitions : PARTITIONS) {
            long length = Math.max(64, Files.size(file) / 12);
            Map<String, Object> run = Map.of("files", List.of(file.toString()), "partitions", partitions,
                    "range_bytes", length);
            Path surveyed = run(Job.Step.SURVEY, name + partitions, run);
            LargeSurvey survey = LargeSurvey.parse(Files.readAllBytes(surveyed.resolve("survey.json")));
            Path sample = surveyed.resolve(survey.sample().path());
            Map<String, ColumnFacts> facts = facts(survey);
            Path draft = Files.write(folder.resolve(name + partitions + "-draft.tar.gz"),
                    train(sample, settings, new Whole(facts, Optional.empty())));
            Map<String, Object> fit = new TreeMap<>(run);
            fit.put("model", draft.toString());
            Path fitted = run(Job.Step.FIT, name + partitions + "-fit", fit);
            SegmentationModel model = ModelFile
                    .read(new ByteArrayInputStream(Files.readAllBytes(fitted.resolve("model.tar.gz"))));
            byte[] whole = train(sample, settings, new Whole(facts, Optional.of(model)));
            assertThat(ModelFile.id(whole)).as("%s, %d partitions", file, partitions).isEqualTo(ModelFile.id(one));
            assertThat(whole).isEqualTo(one);
        }
    }

    private Path run(Job.Step step, String name, Map<String, Object> settings) throws IOException {
        Map<String, Object> document = new TreeMap<>(settings);
        Path output = folder.resolve(name);
        document.put("output", output.toString());
        Path run = Files.write(folder.resolve(name + ".json"), Json.write(document));
        assertThat(Job.run(spark, step, run.toString())).as(name).isTrue();
        return output;
    }

    private static byte[] train(Path file, Map<String, String> settings, Whole whole) throws IOException {
        PipelineConfig config = PipelineConfig.defaults().with(settings);
        try (InputStream in = Files.newInputStream(file)) {
            return Pipeline.train(TableReader.read(in, "customers", config), config, Past.NONE, whole, TimeLimit.NONE,
                    workers, Progress.NONE).modelFile();
        }
    }

    private static Map<String, ColumnFacts> facts(LargeSurvey survey) {
        Map<String, ColumnFacts> facts = new HashMap<>();
        for (LargeSurvey.Column column : survey.columns()) {
            column.numbers().ifPresent(all -> facts.put(column.name(), new ColumnFacts(all.count(), column.missing(),
                    all.min(), all.max(), all.mean(), all.deviation(), all.lowerQuartile(), all.median(),
                    all.upperQuartile())));
        }
        return facts;
    }
}
