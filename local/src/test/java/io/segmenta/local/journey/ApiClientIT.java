package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.client.ApiClient;
import io.segmenta.client.ApiException;
import io.segmenta.client.ApiResponse;
import io.segmenta.client.api.DatasetsApi;
import io.segmenta.client.api.ModelsApi;
import io.segmenta.client.api.RunsApi;
import io.segmenta.client.api.SegmentsApi;
import io.segmenta.client.api.UploadsApi;
import io.segmenta.client.model.ApprovalStatus;
import io.segmenta.client.model.Approvals;
import io.segmenta.client.model.Decision;
import io.segmenta.client.model.NewDataset;
import io.segmenta.client.model.NewRun;
import io.segmenta.client.model.NewUpload;
import io.segmenta.client.model.Preview;
import io.segmenta.client.model.Run;
import io.segmenta.client.model.RunStatus;
import io.segmenta.client.model.Segment;
import io.segmenta.client.model.SegmentState;
import io.segmenta.client.model.Upload;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way from a file to live segments by a client that OpenAPI Generator made of the description, as it made it. */
class ApiClientIT {
    private static final String DATASET = "club";

    @TempDir
    private Path folder;

    private static Upload upload(UploadsApi uploads, byte[] file)
            throws ApiException, IOException, InterruptedException {
        Upload upload = uploads.announceUpload(DATASET,
                new NewUpload().fileName("members.csv").size((long) file.length).contentType("text/csv"),
                "announce");
        HttpRequest.Builder put = HttpRequest.newBuilder(upload.getPut().getUrl())
                .PUT(BodyPublishers.ofByteArray(file));
        upload.getPut().getHeaders().forEach(put::header);
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            assertThat(http.send(put.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
        return upload;
    }

    private static boolean isLive(DatasetsApi datasets) {
        try {
            return Integer.valueOf(1).equals(datasets.getLive(DATASET).getVersion());
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Registration notes a version in the catalogue after the registry has it. */
    private static boolean isRegistered(ModelsApi models) {
        try {
            return models.getApprovals(DATASET, 1) != null;
        } catch (ApiException notYet) {
            if (notYet.getCode() != 404) {
                throw new IllegalStateException(notYet);
            }
            return false;
        }
    }

    private static List<Segment> live(SegmentsApi segments) {
        try {
            return segments.listSegments(DATASET, List.of(SegmentState.LIVE)).getItems();
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void generatedClient_goesTheWholeWay() throws Exception {
        try (Machine machine = Machine.start(folder.resolve("state"))) {
            ApiClient client = new ApiClient();
            client.updateBaseUri(machine.state().httpApi());
            DatasetsApi datasets = new DatasetsApi(client);
            UploadsApi uploads = new UploadsApi(client);
            ModelsApi models = new ModelsApi(client);
            RunsApi runs = new RunsApi(client);

            datasets.addDataset(new NewDataset().name(DATASET), "add");
            Upload upload = upload(uploads, Samples.customers(1));
            Preview preview = uploads.previewUpload(DATASET, upload.getId());
            assertThat(preview.getColumns()).anyMatch(column -> column.getRole().equals("identifier"));
            NewRun run = new NewRun().dataset(DATASET).upload(upload.getId()).settings(Map.of("clustering.k", 4));
            assertThat(runs.startRun(run, "start")).isEqualTo(runs.startRun(run, "start"));
            machine.awaitPackages(DATASET, 1);
            assertThat(runs.listRuns(10, null, null, DATASET, List.of(RunStatus.SUCCEEDED), null).getItems())
                    .extracting(Run::getStatus).containsExactly(RunStatus.SUCCEEDED);

            Machine.await("the version to be registered", () -> isRegistered(models));
            ApiResponse<Approvals> seen = models.getApprovalsWithHttpInfo(DATASET, 1);
            Approvals decided = models.decide(seen.getHeaders().get("etag").getFirst(), DATASET, 1,
                    new Decision().decision(Decision.DecisionEnum.APPROVE).comment("as expected"), "approve");
            assertThat(decided.getStatus()).isEqualTo(ApprovalStatus.APPROVED);
            Machine.await("the version to be live", () -> isLive(datasets));
            SegmentsApi segments = new SegmentsApi(client);
            Machine.await("its segments to be live", () -> live(segments).size() == 4);
            assertThatThrownBy(() -> datasets.getDataset("clubb")).isInstanceOfSatisfying(ApiException.class,
                    refusal -> assertThat(refusal.getResponseBody()).contains("did you mean"));
        }
    }
}
