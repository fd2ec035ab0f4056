package io.segmenta.platform.jobs;

import io.segmenta.platform.aws.Aws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;
import software.amazon.awssdk.services.emrserverless.model.JobRunState;
import software.amazon.awssdk.services.emrserverless.model.ResourceNotFoundException;
import software.amazon.awssdk.services.emrserverless.model.ResourceUtilization;
import software.amazon.awssdk.services.emrserverless.model.ValidationException;

/** EMR Serverless. Safe for use by several threads. */
public final class EmrServerlessJobs implements Jobs {
    private static final Aws.Patience PATIENCE = new Aws.Patience(Duration.ofSeconds(30), Duration.ofSeconds(40));
    private static final long TIMEOUT_MINUTES = 720;
    private static final String CLASS = "io.segmenta.spark.Job";

    private final EmrServerlessClient client;
    private final Settings settings;

    /**
     * Where jobs run.
     *
     * @param application its id
     * @param roleArn of the role that jobs run under
     * @param program the address of the jar, as {@code s3://bucket/key}
     */
    public record Settings(String application, String roleArn, String program) {}

    /** Jobs of one application where the environment says that the service is. */
    public EmrServerlessJobs(Aws aws, Settings settings) {
        this.client = aws.configure(EmrServerlessClient.builder(), "EMR_SERVERLESS", PATIENCE).build();
        this.settings = settings;
    }

    @Override
    public String start(NewJob job) {
        // Retries are ours: what the data is to blame for must not be tried again.
        return client.startJobRun(request -> request.applicationId(settings.application()).name(job.name())
                .clientToken(job.token().toString()).executionRoleArn(settings.roleArn())
                .executionTimeoutMinutes(TIMEOUT_MINUTES)
                .jobDriver(driver -> driver.sparkSubmit(submit -> submit.entryPoint(settings.program())
                        .entryPointArguments(job.arguments()).sparkSubmitParameters(parameters(job)))))
                .jobRunId();
    }

    private static String parameters(NewJob job) {
        int heap = job.memoryGb() * 7 / 8;
        return "--class " + CLASS + " --conf spark.executor.cores=4 --conf spark.executor.memory=" + heap
                + "g --conf spark.driver.cores=4 --conf spark.driver.memory=14g"
                + " --conf spark.dynamicAllocation.maxExecutors=" + job.workers()
                + " --conf spark.speculation=false";
    }

    @Override
    public Optional<Job> find(String id) {
        try {
            return Optional.of(client.getJobRun(request -> request.applicationId(settings.application()).jobRunId(id))
                    .jobRun()).map(
                            run -> new Job(run.jobRunId(), Objects.requireNonNullElse(run.name(), ""),
                                    state(run.state()), Objects.requireNonNullElse(run.stateDetails(), ""),
                                    run.updatedAt(), billed(run.billedResourceUtilization())));
        } catch (ResourceNotFoundException gone) {
            return Optional.empty();
        }
    }

    @Override
    public void cancel(String id) {
        try {
            client.cancelJobRun(request -> request.applicationId(settings.application()).jobRunId(id));
        } catch (ResourceNotFoundException | ValidationException ended) {
            // The service refuses to cancel what has ended.
            return;
        }
    }

    @Override
    public List<Job> startedAfter(Instant moment) {
        return client.listJobRunsPaginator(request -> request.applicationId(settings.application())
                .createdAtAfter(moment)).jobRuns().stream()
                .map(run -> new Job(run.id(), Objects.requireNonNullElse(run.name(), ""), state(run.state()),
                        Objects.requireNonNullElse(run.stateDetails(), ""), run.updatedAt()))
                .toList();
    }

    private static Optional<Job.Billed> billed(@Nullable ResourceUtilization used) {
        return used == null || used.vcpuHour() == null || used.memoryGBHour() == null ? Optional.empty()
                : Optional.of(new Job.Billed(used.vcpuHour(), used.memoryGBHour()));
    }

    private static Job.State state(JobRunState state) {
        return switch (state) {
            case SUCCESS -> Job.State.SUCCEEDED;
            case FAILED -> Job.State.FAILED;
            case CANCELLED, CANCELLING -> Job.State.CANCELLED;
            default -> Job.State.OPEN;
        };
    }
}
