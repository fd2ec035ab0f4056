package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.platform.catalogue.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/** Files as people have them, all of one stack, from upload to an answer about rows of the file itself. */
@RealData
class RealFilesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    enum RealFile {
        CAMPAIGN("customers/marketing_campaign.csv"),
        TELCO("customers/Telco-Customer-Churn.csv"),
        WHOLESALE("customers/wholesale_customers.csv"),
        PHARMA("pharma/oecd_pharma_36_countries_2011_2020.csv"),
        MALL("customers/Mall_Customers.csv"),
        RETAIL("transactions/online_retail.csv.gz");

        private final String file;

        RealFile(String file) {
            this.file = file;
        }

        String dataset() {
            return name().toLowerCase(Locale.ROOT);
        }

        String key() {
            return "data/" + dataset() + '/' + Path.of(file).getFileName();
        }

        /** Rows of the file; of orders and of years, which become customers and countries, what one of those is. */
        HttpResponse<String> ask() throws IOException {
            if (this == RETAIL) {
                return machine.predict(dataset(), "{\"recency_days\":10,\"frequency\":5,\"monetary\":1000}");
            }
            if (this == PHARMA) {
                return machine.predict(dataset(), "{\"USD_CAP_mean\":500,\"PC_HEALTHXP_mean\":15,\"PC_GDP_mean\":1.5}");
            }
            try (var lines = Files.lines(Project.data(file))) {
                return machine.post("/predict?dataset=" + dataset(), "application/csv",
                        lines.limit(3).collect(Collectors.joining("\n", "", "\n")));
            }
        }
    }

    @TempDir
    private static Path stateDir;
    private static Machine machine;

    @BeforeAll
    static void uploadAll() throws IOException {
        machine = Machine.start(stateDir);
        machine.upload("config/pipeline.yaml", "serving: {target: lambda}".getBytes(StandardCharsets.UTF_8));
        for (RealFile one : RealFile.values()) {
            byte[] content = Files.readAllBytes(Project.data(one.file));
            if (one == RealFile.RETAIL) {
                machine.upload(one.key(), content, "columns.include=recency_days,frequency,monetary");
            } else {
                machine.upload(one.key(), content);
            }
        }
    }

    @AfterAll
    static void stopMachine() {
        machine.close();
    }

    @ParameterizedTest
    @EnumSource
    void realFile_reachesALiveAnswer(RealFile one) throws IOException {
        Run run = live(one);
        JsonNode profile = JSON.readTree(machine.bytes(new RunFolder(one.dataset(), run.id()).key(RunFile.PROFILE)));
        assertThat(profile.path("segments").size()).isBetween(2, 10);

        Machine.await(one + " to answer", () -> {
            try {
                return one.ask().statusCode() == 200;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        String answer = one.ask().body();
        assertThat(answer).contains("v1")
                .containsAnyOf(StreamSupport.stream(profile.path("segments").spliterator(), false)
                        .map(segment -> segment.path("segment_id").asText()).toArray(String[]::new));
    }

    /**
     * The requests of a service of a self-organising map, as its README sends them; the columns are called otherwise.
     */
    @Test
    void requestOfASomService_isAnswered() throws IOException {
        live(RealFile.MALL);
        Machine.await("the mall to answer", () -> machine.predict("mall", "{\"age\":20}").statusCode() == 200);
        HttpResponse<String> answer = machine.post("/api/predict?dataset=mall", "application/json",
                "{\"age\":20,\"income\":16,\"spending_score\":6}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("cluster").get(0).isInt()).isTrue();
    }

    /** The requests of a service of pharmaceutical markets, as its README sends them. */
    @Test
    void requestsOfAPharmaService_areAnsweredWithAllItsFields() throws IOException {
        machine.upload("data/markets/markets.csv", markets().getBytes(StandardCharsets.UTF_8));
        live("markets");
        String germany = "{\"country\":\"Germany\",\"pharma_per_capita\":659,\"pharma_pct_health\":18,"
                + "\"pharma_pct_gdp\":1.8,\"growth_rate\":4.0,\"volatility\":2.5}";
        Machine.await("the markets to answer", () -> machine.predict("markets", germany).statusCode() == 200);
        JsonNode answer = JSON.readTree(machine.predict("markets", germany).body());
        assertThat(answer.path("country").asText()).isEqualTo("Germany");
        assertThat(answer.path("cluster").isInt()).isTrue();
        assertThat(answer.path("cluster_name").asText()).isNotEmpty();
        assertThat(answer.path("confidence").asDouble()).isBetween(0.0, 1.0);
        assertThat(answer.path("model_version").asText()).isEqualTo("v1");
        assertThat(answer.has("recommendation") && answer.has("timestamp")).as(answer.toString()).isTrue();
        HttpResponse<String> batch = machine.post("/predict/batch?dataset=markets", "application/json",
                "[" + germany + "," + germany.replace("Germany", "France") + "]");
        assertThat(batch.statusCode()).as(batch.body()).isEqualTo(200);
        assertThat(batch.body()).contains("Germany", "France");
    }

    /** Three kinds of markets. */
    private static String markets() {
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder(
                "country,pharma_per_capita,pharma_pct_health,pharma_pct_gdp,growth_rate,volatility\n");
        for (int i = 0; i < 90; i++) {
            int kind = i % 3;
            csv.append(String.format(Locale.ROOT, "Country %d,%.1f,%.2f,%.2f,%.2f,%.2f%n", i,
                    200 + 250 * kind + 20 * random.nextGaussian(), 22 - 4 * kind + 0.5 * random.nextGaussian(),
                    0.8 + 0.5 * kind + 0.05 * random.nextGaussian(), 6 - 2 * kind + 0.3 * random.nextGaussian(),
                    4 - kind + 0.2 * random.nextGaussian()));
        }
        return csv.toString();
    }

    private static Run live(RealFile one) {
        return live(one.dataset());
    }

    /** Waits for the run of a data set and approves its version. */
    private static Run live(String dataset) {
        Run run = machine.awaitRuns(dataset, 1).getFirst();
        assertThat(run.status()).as(run.toString()).isEqualTo(Run.Status.SUCCEEDED);
        machine.decide(machine.awaitPackages(dataset, 1).getFirst(), ModelApprovalStatus.APPROVED);
        return run;
    }
}
