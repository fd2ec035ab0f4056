package io.segmenta.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.platform.Json;
import io.segmenta.platform.StubService;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.emrserverless.model.ServiceQuotaExceededException;

/** The service as its REST protocol has it: paths, fields and refusals of the API reference of EMR Serverless. */
class EmrServerlessJobsTest {
    private static final String RUN = """
            {"applicationId": "app1", "%s": "%s", "arn": "a", "createdBy": "b", "createdAt": 1.0,
             "updatedAt": 1800000000.5, "executionRole": "r", "state": "%s", "stateDetails": "%s",
             "releaseLabel": "emr-spark-8.0.0", "name": "n 1",
             "jobDriver": {"sparkSubmit": {"entryPoint": "s3://b/j.jar"}}}""";

    private final List<String> asked = new ArrayList<>();
    private final List<JsonNode> bodies = new ArrayList<>();
    private int status = 200;
    private String refusal = "";
    private String answer = "{}";
    private final StubService service = new StubService(exchange -> {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (body.length > 0) {
            bodies.add(Json.parse(new String(body, StandardCharsets.UTF_8)));
        }
        if (!refusal.isEmpty()) {
            exchange.getResponseHeaders().add("x-amzn-ErrorType", refusal);
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        StubService.reply(exchange, status, answer.getBytes(StandardCharsets.UTF_8));
    });
    private final Jobs jobs = new EmrServerlessJobs(service.aws(),
            new EmrServerlessJobs.Settings("app1", "arn:aws:iam::1:role/jobs", "s3://b/j.jar"));

    @AfterEach
    void close() {
        service.close();
    }

    private void refuse(int with, String type) {
        status = with;
        refusal = type;
        answer = "{\"message\": \"no\"}";
    }

    @Test
    void start_asksForAJobOfTheProgram_withItsToken() {
        answer = "{\"applicationId\": \"app1\", \"jobRunId\": \"run7\", \"arn\": \"a\"}";
        UUID token = new UUID(1, 2);
        assertThat(jobs.start(new NewJob("n 1", token, List.of("--step", "fit"), 10, 32))).isEqualTo("run7");
        assertThat(asked).containsExactly("POST /applications/app1/jobruns");
        JsonNode body = bodies.getFirst();
        assertThat(body.path("clientToken").asText()).isEqualTo(token.toString());
        assertThat(body.path("executionRoleArn").asText()).isEqualTo("arn:aws:iam::1:role/jobs");
        assertThat(body.path("executionTimeoutMinutes").asInt()).isEqualTo(720);
        JsonNode submit = body.path("jobDriver").path("sparkSubmit");
        assertThat(submit.path("entryPoint").asText()).isEqualTo("s3://b/j.jar");
        assertThat(submit.path("entryPointArguments").toString()).isEqualTo("[\"--step\",\"fit\"]");
        assertThat(submit.path("sparkSubmitParameters").asText()).startsWith("--class io.segmenta.spark.Job")
                .contains("spark.dynamicAllocation.maxExecutors=10").contains("spark.executor.memory=28g");
    }

    @Test
    void find_tellsWhatHasBecomeOfAJob() {
        answer = "{\"jobRun\": " + RUN.formatted("jobRunId", "run7", "FAILED", "lost") + "}";
        assertThat(jobs.find("run7")).contains(
                new Job("run7", "n 1", Job.State.FAILED, "lost", Instant.parse("2027-01-15T08:00:00.500Z")));
        assertThat(asked).containsExactly("GET /applications/app1/jobruns/run7");
        String ended = RUN.formatted("jobRunId", "run7", "SUCCESS", "");
        answer = "{\"jobRun\": " + ended.substring(0, ended.length() - 1)
                + ", \"billedResourceUtilization\": {\"vCPUHour\": 1.5, \"memoryGBHour\": 6.0,"
                + " \"storageGBHour\": 0.0}}}";
        assertThat(jobs.find("run7").orElseThrow().billed()).contains(new Job.Billed(1.5, 6));
        answer = "{\"jobRun\": " + RUN.formatted("jobRunId", "run7", "SCHEDULED", "") + "}";
        assertThat(jobs.find("run7").orElseThrow().state()).isEqualTo(Job.State.OPEN);
        refuse(404, "ResourceNotFoundException");
        assertThat(jobs.find("run7")).isEmpty();
    }

    @Test
    void startedAfter_listsJobs() {
        answer = "{\"jobRuns\": [" + RUN.formatted("id", "run7", "SUCCESS", "") + "]}";
        assertThat(jobs.startedAfter(Instant.parse("2026-11-30T00:00:00Z"))).extracting(Job::id, Job::state)
                .containsExactly(org.assertj.core.api.Assertions.tuple("run7", Job.State.SUCCEEDED));
        assertThat(asked.getFirst()).startsWith("GET /applications/app1/jobruns?createdAtAfter=2026-11-30T00");
    }

    @Test
    void cancel_ofAJobThatHasEnded_doesNothing() {
        jobs.cancel("run7");
        assertThat(asked).containsExactly("DELETE /applications/app1/jobruns/run7");
        refuse(400, "ValidationException");
        assertThatCode(() -> jobs.cancel("run7")).doesNotThrowAnyException();
    }

    @Test
    void quotaThatIsUsedUp_isThrown() {
        refuse(402, "ServiceQuotaExceededException");
        assertThatThrownBy(() -> jobs.start(new NewJob("n 1", new UUID(1, 2), List.of(), 2, 16)))
                .isInstanceOf(ServiceQuotaExceededException.class);
    }
}
