package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The catalogue. Every method may be called again with the same arguments to the same effect. */
public interface Catalogue {
    /**
     * Claims a run for an owner until the lease ends, unless it is finished or somebody else's lease still holds.
     *
     * @param owner the same for every attempt of one invocation, so that a retry goes on at once
     */
    Claim claim(NewRun run, String owner, Instant now, Instant leaseUntil);

    /**
     * Claims a run that is there, as {@link #claim} does.
     *
     * @throws java.util.NoSuchElementException when there is none of this id
     */
    Claim resume(UUID run, String owner, Instant now, Instant leaseUntil);

    /**
     * Notes how far a run is; nothing happens when the owner no longer holds it.
     *
     * @param detail a line for people, may be empty
     */
    void progress(UUID run, String owner, String stage, double fraction, String detail, Instant now);

    /**
     * Ends a run well, because its folder is whole: also one that another owner took over and gave up meanwhile.
     * Nothing happens when it has ended well before.
     */
    void succeed(UUID run, RunResult result, Instant now);

    /**
     * Ends a run through a fault of the user's; nothing happens when it has ended before or the owner no longer holds
     * it.
     *
     * @param reason a code for programs, such as {@code too-few-rows}
     * @param detail a sentence for people
     */
    void fail(UUID run, String owner, String reason, String detail, Instant now);

    /**
     * Ends a run because somebody has asked for it; nothing happens when it has ended before or the owner no longer
     * holds it.
     *
     * @param detail a sentence for people
     */
    void cancelled(UUID run, String owner, String detail, Instant now);

    /** Returns the run; empty when there is none of this id. */
    Optional<Run> run(UUID id);

    /** The newest first, of one data set or of all. */
    List<Run> runs(Optional<String> dataset, int limit);

    /** The runs of all uploads to a key, the newest first. */
    List<Run> runsOf(String bucket, String key);

    /** The newest run of a data set that succeeded and was created before a moment. */
    Optional<Run> succeededBefore(String dataset, Instant moment);

    /**
     * The runs that succeeded before a moment and have no registered model, the oldest first: the event that should
     * have led to one was lost.
     */
    List<Run> unregistered(Instant finishedBefore, int limit);

    /** The names of all data sets that were not deleted, in order. */
    List<String> datasets();

    /**
     * Notes that a run is about to be registered.
     *
     * @return false when that had been noted before
     */
    boolean beginRegistration(UUID run, String dataset, Instant now);

    /** Notes the version that the registry gave a run; nothing happens when one is noted. */
    void registered(UUID run, int version, String arn, Instant now);

    /** Returns the model that a run was registered as; empty while it is not. */
    Optional<Model> modelOf(UUID run);

    /** The newest first, of one data set or of all; without those whose registration has only begun. */
    List<Model> models(Optional<String> dataset);

    /** Adds to the audit of approvals, unless it is in it. A model has the status of its newest. */
    void recordApproval(Approval approval);

    /** The newest first. */
    List<Approval> approvals(String dataset);

    /**
     * Lets one call at a time bring a data set's serving into line.
     *
     * @param owner the same for every attempt of one call, so that a retry goes on at once
     * @return false when another call is at it: that one is asked to look again before it ends
     */
    boolean beginReconciliation(String dataset, String owner, Instant now, Instant leaseUntil);

    /** Whether another call than the owner is bringing a data set's serving into line. */
    boolean isReconciling(String dataset, String owner, Instant now);

    /**
     * Ends what the owner began, unless somebody has asked meanwhile.
     *
     * @return false when somebody has: the owner then begins anew, which answers who asked until then, and looks again
     */
    boolean endReconciliation(String dataset, String owner);

    /** Ends what the owner began and has failed in, whoever asked meanwhile: its retry looks again. */
    void leaveReconciliation(String dataset, String owner);

    /**
     * Lets one of the calls that have found another at it wait for that one. Who has begun itself waits no more, also
     * when it died before it could say so.
     *
     * @return false when another call waits already
     */
    boolean beginWaiting(String dataset, String owner, Instant now, Instant leaseUntil);

    /** Ends the owner's waiting; nothing happens when another call waits, or none. */
    void endWaiting(String dataset, String owner);

    /**
     * Notes a deployment before anything of it exists.
     *
     * @return the deployment of that id as it stands: the given one, or the one noted before
     */
    Deployment requestDeployment(Deployment deployment);

    /**
     * Notes that the endpoint has been told to change. A deployment that was withdrawn before it came to that is
     * requested again, because what became of the endpoint must be seen to.
     */
    void deploymentIssued(UUID deployment, Instant now);

    /** Moves a deployment to another state. */
    void settleDeployment(UUID deployment, Deployment.State state, String detail, Instant now);

    /** The newest first. */
    List<Deployment> deployments(String dataset);

    /** The run whose model is live; empty where nothing is, or a version that is not in the catalogue. */
    default Optional<UUID> liveRun(String dataset) {
        return liveRun(dataset, models(Optional.of(dataset)));
    }

    /** As {@link #liveRun(String)}, for whoever has the models of the data set. */
    default Optional<UUID> liveRun(String dataset, List<Model> models) {
        return deployments(dataset).stream().filter(deployment -> deployment.state() == Deployment.State.LIVE)
                .findFirst().flatMap(live -> models.stream()
                        .filter(model -> model.arn().equals(live.arn())).map(Model::run).findFirst());
    }

    /** Whose an endpoint is: the data set that first asked for a deployment there of those requested or live. */
    Optional<String> datasetOf(String endpoint);

    /** The data set that last asked for a deployment on an endpoint, whatever became of it. */
    Optional<String> lastDatasetOf(String endpoint);

    /** The lasting segments, of the same catalogue. */
    SegmentBook segments();

    /** What is to be told, of the same catalogue. */
    Outbox outbox();

    /** Requests that bear a key, of the same catalogue. */
    IdempotencyKeys idempotencyKeys();

    /** What people did, of the same catalogue. */
    Audit audit();

    /** Runs that somebody wants to end, of the same catalogue. */
    Cancellations cancellations();

    /** What is known of drift, of the same catalogue. */
    DriftBook drift();

    /** Data sets that were deleted, of the same catalogue. */
    Deletions deletions();

    /** What runs cost, of the same catalogue. */
    RunCosts costs();

    /** Experiments, of the same catalogue. */
    ExperimentBook experiments();
}
