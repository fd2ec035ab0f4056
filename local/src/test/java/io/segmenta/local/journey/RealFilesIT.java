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
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/** Files as people have them, all of one stack, from upload to an answer about rows of the file itself. */
@RealData
class RealFilesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private enum RealFile {
        CAMPAIGN("customers/marketing_campaign.csv"),
        TELCO("customers/Telco-Customer-Churn.csv"),
        WHOLESALE("customers/wholesale_customers.csv"),
        PHARMA("pharma/oecd_pharma_36_countries_2011_2020.csv"),
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

        /** Rows of the file; of orders, which become customers, what such a customer is. */
        HttpResponse<String> ask() throws IOException {
            if (this == RETAIL) {
                return machine.predict(dataset(), "{\"recency_days\":10,\"frequency\":5,\"monetary\":1000}");
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
        Run run = machine.awaitRuns(one.dataset(), 1).getFirst();
        assertThat(run.status()).as(run.toString()).isEqualTo(Run.Status.SUCCEEDED);
        JsonNode profile = JSON.readTree(machine.bytes(new RunFolder(one.dataset(), run.id()).key(RunFile.PROFILE)));
        assertThat(profile.path("segments").size()).isBetween(2, 10);

        machine.decide(machine.awaitPackages(one.dataset(), 1).getFirst(), ModelApprovalStatus.APPROVED);
        Machine.await(one + " to answer", () -> {
            try {
                return one.ask().statusCode() == 200;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(one.ask().body()).contains("\"cluster_name\":\"", "\"model_version\":\"v1\"");
    }
}
