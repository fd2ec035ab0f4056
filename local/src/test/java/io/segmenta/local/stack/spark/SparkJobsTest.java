package io.segmenta.local.stack.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.local.stack.events.EventBus;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.process.Processes;
import io.segmenta.local.stack.template.SystemPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;
import software.amazon.awssdk.services.emrserverless.model.JobRunState;
import software.amazon.awssdk.services.emrserverless.model.ResourceNotFoundException;
import software.amazon.awssdk.services.emrserverless.model.ValidationException;

/** Speaks to the emulator with AWS's own client; jobs run {@link TinyJob}. */
class SparkJobsTest {
    private static final String APPLICATION = "SparkApplication";

    @TempDir
    Path folder;

    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private SparkJobs jobs;
    private LoopbackServer server;
    private EmrServerlessClient client;

    @BeforeEach
    void start() throws IOException {
        EventBus bus = new EventBus(folder.resolve("outbox"), "000000000000", "us-east-1",
                List.of(new SystemPlan.Rule("all", Map.of("source", List.of("aws.emr-serverless")), "", "F")),
                (function, event) -> events.add(event));
        JobLauncher launcher = new JobLauncher(folder,
                new SparkProgram(Path.of("job.jar"), List.of(Path.of("target/test-classes"))),
                (bucket, key) -> key.equals("jobs/job.jar") ? Optional.of(new ByteArrayInputStream(new byte[0]))
                        : Optional.empty(),
                new Processes(folder.resolve("processes")), Map::of);
        jobs = new SparkJobs(new SparkJobs.Settings(folder, "000000000000", "us-east-1"), bus, launcher,
                exchange -> "AROAROLE:somebody");
        server = LoopbackServer.start(0, new Limits(64 * 1024, Duration.ofMinutes(1), Duration.ofMinutes(1)),
                jobs::handle);
        client = EmrServerlessClient.builder().endpointOverride(server.uri()).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create()).build();
        jobs.restore();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        jobs.close();
    }

    private String submit(String argument, String token, String jar) {
        return client.startJobRun(request -> request.applicationId(APPLICATION).name("a job").clientToken(token)
                .executionRoleArn("arn:aws:iam::000000000000:role/jobs")
                .jobDriver(driver -> driver.sparkSubmit(submit -> submit.entryPoint("s3://bucket/" + jar)
                        .entryPointArguments(argument)
                        .sparkSubmitParameters("--class " + TinyJob.class.getName() + " --conf a=b"))))
                .jobRunId();
    }

    private JobRunState state(String id) {
        return client.getJobRun(request -> request.applicationId(APPLICATION).jobRunId(id)).jobRun().state();
    }

    /** The states that the bus tells of a job, up to this one. */
    private List<String> told(String last) throws InterruptedException {
        List<String> states = new ArrayList<>();
        while (!states.contains(last)) {
            JsonNode event = events.poll(60, TimeUnit.SECONDS);
            assertThat(event).as("an event after %s", states).isNotNull();
            assertThat(event.path("detail-type").asText()).isEqualTo("EMR Serverless Job Run State Change");
            states.add(event.path("detail").path("state").asText());
        }
        return states;
    }

    @Test
    void job_runsOnce_howeverOftenItsTokenComes() throws Exception {
        String id = submit("done", "token-1", "jobs/job.jar");
        assertThat(submit("done", "token-1", "jobs/job.jar")).isEqualTo(id);
        assertThat(told("SUCCESS")).containsExactly("RUNNING", "SUCCESS");
        assertThat(state(id)).isEqualTo(JobRunState.SUCCESS);
        assertThat(client.listJobRunsPaginator(request -> request.applicationId(APPLICATION)
                .createdAtAfter(Instant.now().minusSeconds(60))).jobRuns()).singleElement()
                .satisfies(run -> {
                    assertThat(run.id()).isEqualTo(id);
                    assertThat(run.name()).isEqualTo("a job");
                });
        assertThat(client.listJobRuns(request -> request.applicationId(APPLICATION)
                .createdAtAfter(Instant.now().plusSeconds(60))).jobRuns()).isEmpty();
        assertThatThrownBy(() -> client
                .cancelJobRun(request -> request.applicationId(APPLICATION).jobRunId(id)))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void jobThatFails_andOneWithoutAProgram_saySo() throws Exception {
        String failing = submit("fail", "token-1", "jobs/job.jar");
        assertThat(told("FAILED")).containsExactly("RUNNING", "FAILED");
        assertThat(client.getJobRun(request -> request.applicationId(APPLICATION).jobRunId(failing)).jobRun()
                .stateDetails()).isEqualTo("the job ended with exit status 2");
        String without = submit("done", "token-2", "jobs/none.jar");
        told("FAILED");
        assertThat(client.getJobRun(request -> request.applicationId(APPLICATION).jobRunId(without)).jobRun()
                .stateDetails()).contains("no program at s3://bucket/jobs/none.jar");
    }

    @Test
    void cancelledJob_ends_andTheNextOneRuns() throws Exception {
        String waiting = submit("wait", "token-1", "jobs/job.jar");
        assertThat(told("RUNNING")).containsExactly("RUNNING");
        client.cancelJobRun(request -> request.applicationId(APPLICATION).jobRunId(waiting));
        assertThat(state(waiting)).isEqualTo(JobRunState.CANCELLED);
        String next = submit("done", "token-2", "jobs/job.jar");
        assertThat(told("SUCCESS")).containsExactly("CANCELLED", "RUNNING", "SUCCESS");
        assertThat(state(next)).isEqualTo(JobRunState.SUCCESS);
    }

    @Test
    void jobThatTheStackLeaves_hasFailedWhenItIsStartedAgain() throws Exception {
        String waiting = submit("wait", "token-1", "jobs/job.jar");
        told("RUNNING");
        stop();
        start();
        assertThat(state(waiting)).isEqualTo(JobRunState.FAILED);
    }

    @Test
    void whatIsNotThere_isNotFound() {
        assertThatThrownBy(() -> state("none")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> client.getApplication(request -> request.applicationId(APPLICATION)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> client.startJobRun(request -> request.applicationId(APPLICATION).clientToken("t")
                .executionRoleArn("none"))).isInstanceOf(ValidationException.class);
    }
}
