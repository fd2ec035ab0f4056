package io.segmenta.platform.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.SegmentEdit;
import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.contract.RunSegment;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.model.experiment.ExperimentKind;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Hashes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every catalogue does. Each test uses a data set of its own, so that one database can serve them all. */
abstract class CatalogueContract extends DeedsContract {
    private static final AuditEntry ENTRY = new AuditEntry(NOON, "ann", "analyst", "segment-edited",
            Optional.of("edits"), "s-1", Optional.of("{\"name\": \"Loyal\"}"), Optional.of("{}"), Optional.empty(),
            "request-1");

    @Test
    void claim_ofANewRun_isGivenOnce() {
        NewRun run = newRun("claims", "data/claims/a.csv");
        Claim first = catalogue().claim(run, "request-1", NOON, LEASE);
        assertThat(first.outcome()).isEqualTo(Claim.Outcome.CLAIMED);
        assertThat(first.run()).isEqualTo(new Run(run.id(), "claims", "bucket", run.key(), "etag", 42, "cafe",
                Run.Status.RUNNING, "request-1", LEASE, 1, "claimed", 0, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), NOON, NOON, Optional.empty(), "uploader"));
        assertThat(catalogue().claim(run, "request-2", NOON.plusSeconds(1), LEASE).outcome())
                .isEqualTo(Claim.Outcome.BUSY);
        assertThat(catalogue().datasets()).contains("claims");
    }

    @Test
    void claim_bySameOwnerOrAfterTheLease_resumes() {
        NewRun run = newRun("leases", "data/leases/a.csv");
        catalogue().claim(run, "request-1", NOON, LEASE);
        assertThat(catalogue().claim(run, "request-1", NOON.plusSeconds(1), LEASE).outcome())
                .isEqualTo(Claim.Outcome.RESUMED);
        Claim later = catalogue().claim(run, "request-2", LEASE, LEASE.plusSeconds(960));
        assertThat(later.outcome()).isEqualTo(Claim.Outcome.RESUMED);
        assertThat(later.run().attempts()).isEqualTo(3);
        assertThat(later.run().owner()).isEqualTo("request-2");
        assertThat(catalogue().claim(run, "request-1", LEASE.plusSeconds(1), LEASE.plusSeconds(9)).outcome())
                .isEqualTo(Claim.Outcome.BUSY);
    }

    @Test
    void resume_claimsWhatIsThere() {
        NewRun run = newRun("resumed", "data/resumed/a.csv");
        catalogue().claim(run, "request-1", NOON, LEASE);
        Claim busy = catalogue().resume(run.id(), "request-2", NOON, LEASE);
        assertThat(busy.outcome()).isEqualTo(Claim.Outcome.BUSY);
        assertThat(busy.run().owner()).isEqualTo("request-1");
        Claim taken = catalogue().resume(run.id(), "request-2", LEASE, LEASE.plusSeconds(960));
        assertThat(taken.outcome()).isEqualTo(Claim.Outcome.RESUMED);
        assertThat(taken.run().owner()).isEqualTo("request-2");
        assertThat(taken.run().attempts()).isEqualTo(2);
        assertThatThrownBy(() -> catalogue().resume(Hashes.id("resumed", "nothing"), "request-2", NOON, LEASE))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void run_thatSomebodyElseTookOver_failsThroughThatOneOnly_andSucceedsThroughAnybody() {
        NewRun run = newRun("taken", "data/taken/a.csv");
        catalogue().claim(run, "first", NOON, LEASE);
        catalogue().resume(run.id(), "second", LEASE, LEASE.plusSeconds(960));
        catalogue().fail(run.id(), "first", "empty-file", "the file is empty", LEASE);
        assertThat(catalogue().run(run.id()).orElseThrow().status()).isEqualTo(Run.Status.RUNNING);
        catalogue().fail(run.id(), "second", "empty-file", "the file is empty", LEASE);
        assertThat(catalogue().run(run.id()).orElseThrow().status()).isEqualTo(Run.Status.FAILED);
        catalogue().succeed(run.id(), new RunResult("d", "m", "{}"), LEASE.plusSeconds(1));
        Run ended = catalogue().run(run.id()).orElseThrow();
        assertThat(ended.status()).isEqualTo(Run.Status.SUCCEEDED);
        assertThat(ended.reason()).isEmpty();
        assertThat(ended.detail()).isEmpty();
        assertThat(ended.modelSha256()).contains("m");
        assertThat(ended.finishedAt()).contains(LEASE.plusSeconds(1));
    }

    @Test
    void run_ended_staysAsItEnded() {
        NewRun good = newRun("ends", "data/ends/good.csv");
        NewRun bad = newRun("ends", "data/ends/bad.csv");
        catalogue().claim(good, "r", NOON, LEASE);
        catalogue().claim(bad, "r", NOON.plusSeconds(1), LEASE);
        catalogue().progress(good.id(), "r", "clustering", 0.5, "3 of 9", NOON.plusSeconds(2));
        catalogue().progress(good.id(), "somebody else", "nonsense", 0.1, "", NOON.plusSeconds(3));
        assertThat(catalogue().run(good.id()).orElseThrow().stage()).isEqualTo("clustering");
        assertThat(catalogue().run(good.id()).orElseThrow().progress()).isEqualTo(0.5);
        assertThat(catalogue().run(good.id()).orElseThrow().detail()).contains("3 of 9");
        catalogue().succeed(good.id(), new RunResult("d", "m", "{\"k\": 5}"), NOON.plusSeconds(4));
        catalogue().succeed(good.id(), new RunResult("e", "n", "{}"), NOON.plusSeconds(5));
        catalogue().fail(good.id(), "r", "too-late", "x", NOON.plusSeconds(5));
        catalogue().fail(bad.id(), "r", "empty-file", "the file is empty", NOON.plusSeconds(5));
        catalogue().fail(bad.id(), "r", "too-late", "x", NOON.plusSeconds(6));
        Run ended = catalogue().run(good.id()).orElseThrow();
        assertThat(ended.status()).isEqualTo(Run.Status.SUCCEEDED);
        assertThat(ended.metrics()).contains("{\"k\": 5}");
        assertThat(ended.finishedAt()).contains(NOON.plusSeconds(4));
        assertThat(ended.progress()).isEqualTo(1);
        assertThat(ended.detail()).isEmpty();
        Run failed = catalogue().run(bad.id()).orElseThrow();
        assertThat(failed.status()).isEqualTo(Run.Status.FAILED);
        assertThat(failed.reason()).contains("empty-file");
        assertThat(failed.detail()).contains("the file is empty");
        assertThat(catalogue().claim(good, "q", LEASE.plusSeconds(1), LEASE.plusSeconds(9)).outcome())
                .isEqualTo(Claim.Outcome.FINISHED);
        assertThat(catalogue().runs(Optional.of("ends"), 10)).containsExactly(failed, ended);
        assertThat(catalogue().runs(Optional.of("ends"), 1)).containsExactly(failed);
        assertThat(catalogue().runs(Optional.empty(), 1000)).contains(failed, ended);
        assertThat(catalogue().runsOf(good.bucket(), good.key())).containsExactly(ended);
        assertThat(catalogue().runsOf("another-bucket", good.key())).isEmpty();
        assertThat(catalogue().succeededBefore("ends", NOON.plusSeconds(9))).contains(ended);
        assertThat(catalogue().succeededBefore("ends", ended.createdAt())).isEmpty();
        assertThat(catalogue().succeededBefore("other-ends", NOON.plusSeconds(9))).isEmpty();
    }

    @Test
    void unregistered_areTheSucceededWithoutAModel() {
        Run first = ended("unregistered", 1);
        Run second = ended("unregistered", 2);
        Run begun = ended("unregistered", 3);
        Run late = ended("unregistered", 60);
        catalogue().beginRegistration(second.id(), "unregistered", NOON);
        catalogue().registered(second.id(), 1, "arn:unregistered", NOON);
        catalogue().beginRegistration(begun.id(), "unregistered", NOON);
        assertThat(catalogue().unregistered(NOON.plusSeconds(60), 1000)).filteredOn(run -> run.dataset()
                .equals("unregistered")).containsExactly(first, begun);
        assertThat(catalogue().unregistered(NOON.plusSeconds(61), 1000)).contains(late);
        assertThat(catalogue().unregistered(NOON.plusSeconds(61), 1)).hasSize(1);
    }

    private Run ended(String dataset, int second) {
        UUID id = Hashes.id(dataset, Integer.toString(second));
        catalogue().claim(new NewRun(id, dataset, "b", "k", "v", 1, "c0", "{}", "uploader"), "owner", NOON,
                NOON.plusSeconds(900));
        catalogue().succeed(id, new RunResult("d", "m", "{}"), NOON.plusSeconds(second));
        return catalogue().run(id).orElseThrow();
    }

    @Test
    void model_isRegisteredOncePerRun() {
        UUID run = Hashes.id("models", "run");
        assertThat(catalogue().beginRegistration(run, "models", NOON)).isTrue();
        assertThat(catalogue().beginRegistration(run, "models", NOON)).isFalse();
        assertThat(catalogue().modelOf(run)).isEmpty();
        assertThat(catalogue().models(Optional.of("models"))).isEmpty();
        catalogue().registered(run, 1, "arn:1", NOON);
        catalogue().registered(run, 2, "arn:2", NOON);
        Model model = new Model(run, "models", 1, "arn:1", ApprovalStatus.PENDING, NOON);
        assertThat(catalogue().modelOf(run)).contains(model);
        assertThat(catalogue().models(Optional.of("models"))).containsExactly(model);
    }

    @Test
    void approvals_areAnAuditWithoutRepetition() {
        UUID run = Hashes.id("approvals", "run");
        catalogue().beginRegistration(run, "approvals", NOON);
        catalogue().registered(run, 1, "arn:approvals/1", NOON);
        Approval yes = new Approval("approvals", 1, "arn:approvals/1", ApprovalStatus.APPROVED, NOON.plusSeconds(1),
                "fine", "somebody", Optional.of(run));
        Approval no = new Approval("approvals", 1, "arn:approvals/1", ApprovalStatus.REJECTED, NOON.plusSeconds(2), "",
                "", Optional.empty());
        catalogue().recordApproval(yes);
        catalogue().recordApproval(no);
        catalogue().recordApproval(yes);
        assertThat(catalogue().approvals("approvals")).containsExactly(no, yes);
        assertThat(catalogue().modelOf(run).orElseThrow().status()).isEqualTo(ApprovalStatus.REJECTED);
    }

    @Test
    void registered_afterTheVersionWasDecided_hasTheLastDecision() {
        UUID run = Hashes.id("decided-early", "run");
        catalogue().beginRegistration(run, "decided-early", NOON);
        catalogue().recordApproval(new Approval("decided-early", 1, "arn:decided-early/1", ApprovalStatus.REJECTED,
                NOON.plusSeconds(1), "", "", Optional.empty()));
        catalogue().recordApproval(new Approval("decided-early", 1, "arn:decided-early/1", ApprovalStatus.APPROVED,
                NOON.plusSeconds(2), "", "", Optional.empty()));
        catalogue().registered(run, 1, "arn:decided-early/1", NOON.plusSeconds(3));
        assertThat(catalogue().modelOf(run).orElseThrow().status()).isEqualTo(ApprovalStatus.APPROVED);
    }

    @Test
    void reconciliation_whileAnotherCallIsAtIt_isAskedOfThatOne() {
        assertThat(catalogue().beginReconciliation("served", "one", NOON, LEASE)).isTrue();
        assertThat(catalogue().beginReconciliation("other-served", "two", NOON, LEASE)).isTrue();
        assertThat(catalogue().beginReconciliation("served", "two", NOON, LEASE)).isFalse();
        assertThat(catalogue().beginReconciliation("served", "three", NOON, LEASE)).isFalse();
        assertThat(catalogue().endReconciliation("served", "one")).isFalse();
        assertThat(catalogue().endReconciliation("served", "one")).as("the answer was lost, and it is asked again")
                .isFalse();
        assertThat(catalogue().beginReconciliation("served", "one", NOON, LEASE)).isTrue();
        assertThat(catalogue().endReconciliation("served", "one")).isTrue();
        assertThat(catalogue().beginReconciliation("served", "two", NOON, LEASE)).isTrue();
        assertThat(catalogue().endReconciliation("served", "one")).isTrue();
        assertThat(catalogue().beginReconciliation("served", "one", NOON, LEASE)).isFalse();
    }

    @Test
    void reconciliation_ofADeadOrFailedCall_isFree() {
        assertThat(catalogue().beginReconciliation("left", "one", NOON, LEASE)).isTrue();
        assertThat(catalogue().beginReconciliation("left", "one", NOON, LEASE)).isTrue();
        assertThat(catalogue().beginReconciliation("left", "two", NOON, LEASE)).isFalse();
        catalogue().leaveReconciliation("left", "two");
        assertThat(catalogue().beginReconciliation("left", "two", LEASE, LEASE.plusSeconds(9))).isTrue();
        catalogue().leaveReconciliation("left", "two");
        assertThat(catalogue().beginReconciliation("left", "three", NOON, LEASE)).isTrue();
        assertThat(catalogue().endReconciliation("left", "three")).isTrue();
    }

    @Test
    void reconciliation_isUnderWayForOthers_untilItEndsOrItsLeaseDoes() {
        assertThat(catalogue().isReconciling("watched", "two", NOON)).isFalse();
        assertThat(catalogue().beginReconciliation("watched", "one", NOON, LEASE)).isTrue();
        assertThat(catalogue().isReconciling("watched", "one", NOON)).isFalse();
        assertThat(catalogue().isReconciling("watched", "two", LEASE.minusSeconds(1))).isTrue();
        assertThat(catalogue().isReconciling("other-watched", "two", NOON)).isFalse();
        assertThat(catalogue().isReconciling("watched", "two", LEASE)).isFalse();
        assertThat(catalogue().endReconciliation("watched", "one")).as("looking asks for nothing").isTrue();
        assertThat(catalogue().isReconciling("watched", "two", NOON)).isFalse();
    }

    @Test
    void waiting_ofACallThatHasBegun_isOver() {
        assertThat(catalogue().beginReconciliation("begun", "one", NOON, LEASE)).isTrue();
        assertThat(catalogue().beginWaiting("begun", "two", NOON, LEASE)).isTrue();
        catalogue().leaveReconciliation("begun", "one");
        assertThat(catalogue().beginWaiting("begun", "three", NOON, LEASE)).isFalse();
        assertThat(catalogue().beginReconciliation("begun", "two", NOON, LEASE)).isTrue();
        assertThat(catalogue().beginWaiting("begun", "three", NOON, LEASE)).isTrue();
        assertThat(catalogue().beginWaiting("begun", "four", NOON, LEASE)).isFalse();
    }

    @Test
    void waiting_isOfOneCallAtATime_whoeverIsAtIt() {
        assertThat(catalogue().beginReconciliation("awaited", "one", NOON, LEASE)).isTrue();
        assertThat(catalogue().beginWaiting("awaited", "two", NOON, LEASE)).isTrue();
        assertThat(catalogue().beginWaiting("awaited", "two", NOON, LEASE)).isTrue();
        assertThat(catalogue().beginWaiting("awaited", "three", NOON, LEASE)).isFalse();
        assertThat(catalogue().beginWaiting("other-awaited", "three", NOON, LEASE)).isTrue();
        assertThat(catalogue().endReconciliation("awaited", "one")).as("waiting asks for nothing").isTrue();
        catalogue().endWaiting("awaited", "three");
        assertThat(catalogue().beginWaiting("awaited", "three", NOON, LEASE)).isFalse();
        catalogue().endWaiting("awaited", "two");
        assertThat(catalogue().beginWaiting("awaited", "three", NOON, LEASE)).isTrue();
        assertThat(catalogue().beginWaiting("awaited", "two", LEASE, LEASE.plusSeconds(9))).isTrue();
    }

    @Test
    void deployment_isRequestedOncePerApproval() {
        Deployment asked = new Deployment(Deployment.id("arn:d/1", NOON, 0), "deployments", 1, "arn:d/1", "endpoint",
                "e", "config-1", Deployment.State.REQUESTED, false, "", NOON, NOON, NOON);
        assertThat(catalogue().requestDeployment(asked)).isEqualTo(asked);
        Deployment again = new Deployment(asked.id(), "deployments", 1, "arn:d/1", "endpoint", "e", "config-2",
                Deployment.State.REQUESTED, false, "", NOON, NOON.plusSeconds(1), NOON.plusSeconds(1));
        assertThat(catalogue().requestDeployment(again)).isEqualTo(asked);
        catalogue().deploymentIssued(asked.id(), NOON.plusSeconds(2));
        catalogue().settleDeployment(asked.id(), Deployment.State.ROLLED_BACK, "no ping", NOON.plusSeconds(3));
        assertThat(catalogue().deployments("deployments"))
                .isEqualTo(List.of(new Deployment(asked.id(), "deployments", 1, "arn:d/1", "endpoint", "e", "config-1",
                        Deployment.State.ROLLED_BACK, true, "no ping", NOON, NOON, NOON.plusSeconds(3))));
    }

    @Test
    void endpoint_isOfWhoAskedForItFirst_whileThatIsWanted() {
        Deployment first = onEndpoint("first", "shared", 0);
        Deployment second = onEndpoint("second", "shared", 1);
        assertThat(catalogue().datasetOf("shared")).contains("first");
        catalogue().settleDeployment(first.id(), Deployment.State.LIVE, "", NOON.plusSeconds(2));
        assertThat(catalogue().datasetOf("shared")).contains("first");
        catalogue().settleDeployment(first.id(), Deployment.State.SUPERSEDED, "", NOON.plusSeconds(3));
        assertThat(catalogue().datasetOf("shared")).contains("second");
        catalogue().settleDeployment(second.id(), Deployment.State.FAILED, "", NOON.plusSeconds(4));
        assertThat(catalogue().datasetOf("shared")).isEmpty();
        assertThat(catalogue().lastDatasetOf("shared")).contains("second");
        assertThat(catalogue().lastDatasetOf("nobodys")).isEmpty();
    }

    private Deployment onEndpoint(String dataset, String endpoint, int second) {
        String arn = "arn:" + dataset + "/1";
        return catalogue().requestDeployment(new Deployment(Deployment.id(arn, NOON, 0), dataset, 1, arn, "endpoint",
                endpoint, "config-" + dataset, Deployment.State.REQUESTED, false, "", NOON, NOON.plusSeconds(second),
                NOON.plusSeconds(second)));
    }

    @Test
    void deployment_withdrawnBeforeItWasIssued_isRequestedAgainWhenIssued() {
        Deployment asked = new Deployment(Deployment.id("arn:w/1", NOON, 0), "withdrawn", 1, "arn:w/1", "endpoint",
                "e", "config-1", Deployment.State.REQUESTED, false, "", NOON, NOON, NOON);
        catalogue().requestDeployment(asked);
        catalogue().settleDeployment(asked.id(), Deployment.State.SUPERSEDED, "", NOON.plusSeconds(1));
        catalogue().deploymentIssued(asked.id(), NOON.plusSeconds(2));
        assertThat(catalogue().deployments("withdrawn")).extracting(Deployment::state, Deployment::issued)
                .containsExactly(tuple(Deployment.State.REQUESTED, true));
        catalogue().settleDeployment(asked.id(), Deployment.State.SUPERSEDED, "", NOON.plusSeconds(3));
        catalogue().deploymentIssued(asked.id(), NOON.plusSeconds(4));
        assertThat(catalogue().deployments("withdrawn").getFirst().state()).isEqualTo(Deployment.State.SUPERSEDED);
    }

    private static RunSegment found(String id, int cluster, String name) {
        return new RunSegment(id, cluster, name, "Send the catalogue.", "#0072b2", 30, 0.25);
    }

    private static Edit edit(String dataset, int number, String name, String by) {
        return new Edit(dataset, "s-1", number, Optional.of(name).filter(text -> !text.isEmpty()), Optional.empty(),
                by, NOON.plusSeconds(number));
    }

    @Test
    void segments_areKnownByTheFirstRunThatFoundThem_andListedForEach() {
        SegmentBook book = catalogue().segments();
        UUID first = Hashes.id("segments", "first");
        UUID second = Hashes.id("segments", "second");
        List<RunSegment> found = List.of(found("s-1", 0, "Loyal"), found("s-2", 1, "New"));
        book.found(first, "segments", found, NOON);
        book.found(first, "segments", found, NOON.plusSeconds(1));
        List<RunSegment> later = List.of(found("s-3", 0, "Born"), found("s-1", 1, "Otherwise"));
        book.found(second, "segments", later, NOON.plusSeconds(2));
        assertThat(book.versions("segments")).containsExactlyInAnyOrder(new SegmentVersion(first, found.get(0)),
                new SegmentVersion(first, found.get(1)), new SegmentVersion(second, later.get(0)),
                new SegmentVersion(second, later.get(1)));
        assertThat(book.versions("another")).isEmpty();
        assertThat(book.segments("segments")).extracting(KnownSegment::id, KnownSegment::name, KnownSegment::born)
                .containsExactly(tuple("s-1", "Loyal", first), tuple("s-2", "New", first),
                        tuple("s-3", "Born", second));
        assertThat(book.segment("segments", "s-4")).isEmpty();
        assertThat(book.segment("another", "s-1")).isEmpty();
    }

    @Test
    void segmentsOfARunWithMany_areAllNoted() {
        SegmentBook book = catalogue().segments();
        List<RunSegment> many = IntStream.range(0, 450).mapToObj(k -> found("s-" + k, k, "Segment " + k)).toList();
        book.found(Hashes.id("many", "run"), "many", many, NOON);
        assertThat(book.versions("many")).extracting(SegmentVersion::segment).containsExactlyElementsOf(many);
        assertThat(book.segments("many")).extracting(KnownSegment::name)
                .containsExactlyElementsOf(many.stream().map(RunSegment::name).toList());
    }

    @Test
    void edit_saysWhatASegmentIsCalled_untilItIsTakenBack() {
        SegmentBook book = catalogue().segments();
        book.found(Hashes.id("edits", "run"), "edits", List.of(found("s-1", 0, "Loyal"), found("s-2", 1, "New")),
                NOON);
        assertThat(book.names("edits").segments()).isEmpty();
        assertThat(book.edit(edit("edits", 1, "Regulars", "ann"), ENTRY)).isTrue();
        KnownSegment edited = book.segment("edits", "s-1").orElseThrow();
        assertThat(edited.name()).isEqualTo("Regulars");
        assertThat(edited.nameSource()).isEqualTo(NameSource.EDITED);
        assertThat(edited.action()).isEqualTo("Send the catalogue.");
        assertThat(book.names("edits")).isEqualTo(new SegmentNames("edits", 1,
                List.of(new SegmentEdit("s-1", "Regulars", NameSource.EDITED, "Send the catalogue."))));
        assertThat(book.edit(edit("edits", 2, "", "bob"), ENTRY)).isTrue();
        assertThat(book.segment("edits", "s-1").orElseThrow().name()).isEqualTo("Loyal");
        // Who answers has to be told so: the model may hold the name that was taken back by now.
        assertThat(book.names("edits")).isEqualTo(new SegmentNames("edits", 2,
                List.of(new SegmentEdit("s-1", "Loyal", NameSource.PROPOSED, "Send the catalogue."))));
        assertThat(book.edits("edits", "s-1")).extracting(Edit::by).containsExactly("bob", "ann");
    }

    @Test
    void edit_ofANumberThatAnotherHas_isRefused_andTheSameAgainIsNot() {
        SegmentBook book = catalogue().segments();
        book.found(Hashes.id("races", "run"), "races", List.of(found("s-1", 0, "Loyal")), NOON);
        assertThat(book.edit(edit("races", 1, "Regulars", "ann"), ENTRY)).isTrue();
        assertThat(book.edit(edit("races", 1, "Friends", "bob"), ENTRY)).isFalse();
        assertThat(book.edit(edit("races", 1, "Regulars", "ann"), ENTRY)).isTrue();
        assertThat(book.edits("races", "s-1")).hasSize(1);
        assertThat(book.segment("races", "s-1").orElseThrow().name()).isEqualTo("Regulars");
    }

    @Test
    void outbox_keepsWhatIsToBeTold_onceUntilItIsSent() {
        Outbox outbox = catalogue().outbox();
        Announcement first = new Announcement(Hashes.id("news", "1"), "news", "Segment Transition", "{}", NOON);
        Announcement second = new Announcement(Hashes.id("news", "2"), "news", "Migration Ready", "{}",
                NOON.plusSeconds(1));
        outbox.put(List.of(first, second));
        outbox.put(List.of(new Announcement(first.id(), "news", "Segment Transition", "{\"again\": true}", LEASE)));
        assertThat(outbox.unsent("news", 10)).containsExactly(first, second);
        assertThat(outbox.unsent("news", 1)).containsExactly(first);
        assertThat(outbox.unsent("other", 10)).isEmpty();
        outbox.sent(first.id(), NOON);
        outbox.put(List.of(first));
        assertThat(outbox.unsent("news", 10)).containsExactly(second);
    }

    private static DriftBook.Closing closing(String report, long version, List<DriftAlarm> opened,
            List<DriftAlarm> closed) {
        LocalDate day = LocalDate.of(2026, 3, 1).plusDays(version);
        return new DriftBook.Closing(new DriftState("shop-of-drift", "cafe", "{\"windows\": " + version + "}", version),
                new DriftWindow("shop-of-drift", "cafe", day, day, 500, 3, "drift", "shares_only", report,
                        List.of(300L, 198L, 2L)),
                opened,
                closed, List.of(new Announcement(Hashes.id("drift", report), "shop-of-drift", "Drift Opened", "{}",
                        NOON)));
    }

    @Test
    void drift_windowIsClosedOnce_withAllThatBelongsToIt() {
        DriftBook book = catalogue().drift();
        DriftAlarm alarm = new DriftAlarm(Hashes.id("alarm"), "shop-of-drift", "cafe", "location income", "day", 0.25,
                LocalDate.of(2026, 3, 2), Optional.empty());
        assertThat(book.state("shop-of-drift", "cafe")).isEmpty();
        assertThat(book.close(closing("monitoring/a.json", 1, List.of(alarm), List.of()), NOON)).isTrue();
        assertThat(book.close(closing("monitoring/a.json", 1, List.of(alarm), List.of()), NOON)).as("again").isTrue();
        assertThat(book.close(closing("monitoring/b.json", 1, List.of(), List.of()), NOON)).as("too late").isFalse();
        assertThat(book.close(closing("monitoring/c.json", 7, List.of(), List.of()), NOON)).as("too early").isFalse();
        assertThat(book.state("shop-of-drift", "cafe").orElseThrow().version()).isEqualTo(1);
        assertThat(book.windows("shop-of-drift", 10)).extracting(DriftWindow::reportKey)
                .containsExactly("monitoring/a.json");
        assertThat(book.windows("shop-of-drift", 10).getFirst().segments()).containsExactly(300L, 198L, 2L);
        assertThat(book.alarms("shop-of-drift", 10)).containsExactly(alarm);
        assertThat(catalogue().outbox().unsent("shop-of-drift", 10)).hasSize(1);
        DriftAlarm ended = new DriftAlarm(alarm.id(), alarm.dataset(), alarm.model(), alarm.statistic(),
                alarm.detector(), alarm.effect(), alarm.opened(), Optional.of(LocalDate.of(2026, 3, 3)));
        assertThat(book.close(closing("monitoring/d.json", 2, List.of(), List.of(ended)), NOON)).isTrue();
        assertThat(book.alarms("shop-of-drift", 10)).containsExactly(ended);
        assertThat(book.windows("shop-of-drift", 1)).extracting(DriftWindow::reportKey)
                .containsExactly("monitoring/d.json");
        assertThat(book.state("shop-of-drift", "other")).isEmpty();
        AuditEntry entry = new AuditEntry(NOON, "ann", "analyst", "alarm-acknowledged", Optional.of("shop-of-drift"),
                alarm.id().toString(), Optional.empty(), Optional.empty(), Optional.empty(), "r-of-alarm");
        assertThat(book.acknowledge("shop-of-drift", new UUID(1, 1), "ann", entry)).isEmpty();
        assertThat(book.acknowledge("another", alarm.id(), "ann", entry)).isEmpty();
        DriftAlarm seen = book.acknowledge("shop-of-drift", alarm.id(), "ann", entry).orElseThrow();
        assertThat(seen.acknowledgedBy()).contains("ann");
        assertThat(seen.closed()).as("it is as it was").contains(LocalDate.of(2026, 3, 3));
        assertThat(book.acknowledge("shop-of-drift", alarm.id(), "bob", entry)).as("the first stays").contains(seen);
        assertThat(book.alarms("shop-of-drift", 10)).containsExactly(seen);
    }

    @Test
    void cost_isWhatWasNotedLastOfEachAttempt() {
        RunCosts costs = catalogue().costs();
        UUID run = new UUID(7, 1);
        RunCost foreseen = new RunCost(run, "costs", 1, "eu-west-1",
                Optional.of(new RunCost.Foreseen(1.5, 6, 0.0002, 0.0009)), Optional.empty(), NOON);
        RunCost spent = new RunCost(run, "costs", 1, "eu-west-1", foreseen.foreseen(),
                Optional.of(new RunCost.Spent(2_345, 3008, 31, 12, 1 << 20, 0.000115, 0.00016, 0.00002, 0.31)),
                NOON.plusSeconds(3));
        RunCost second = new RunCost(run, "costs", 2, "eu-west-1", Optional.empty(), Optional.empty(), NOON);
        RunCost another = new RunCost(new UUID(7, 2), "costs", 1, "us-east-1", Optional.empty(), Optional.empty(),
                NOON);
        for (RunCost cost : List.of(second, foreseen, spent, spent, another)) {
            costs.note(cost);
        }
        assertThat(costs.of(List.of(run))).containsExactly(spent, second);
        assertThat(costs.of(List.of(run, another.run(), new UUID(7, 3)))).hasSize(3);
        assertThat(costs.of(List.of())).isEmpty();
        assertThat(spent.spent().orElseThrow().usd()).isEqualTo(0.000115 + 0.00016 + 0.00002 + 0.31);
    }

    @Test
    void deletion_isRefusedWhileSomethingGoesOn_andDoneOnce() {
        Deletion deletion = new Deletion("unloved", "olga", NOON);
        AuditEntry entry = new AuditEntry(NOON, "olga", "operator", "dataset-deleted", Optional.of("unloved"),
                "unloved", Optional.empty(), Optional.empty(), Optional.empty(), "deletion-request");
        NewRun run = newRun("unloved", "data/unloved/a.csv");
        catalogue().claim(run, "request-1", NOON, LEASE);
        assertThat(catalogue().deletions().delete(deletion, entry)).as("while a run goes on").isEmpty();
        catalogue().fail(run.id(), "request-1", "too-few-rows", "3 rows", NOON);
        Deployment live = onEndpoint("unloved", "of-unloved", 0);
        assertThat(catalogue().deletions().delete(deletion, entry)).as("while a version is on its way").isEmpty();
        catalogue().settleDeployment(live.id(), Deployment.State.LIVE, "", NOON.plusSeconds(2));
        assertThat(catalogue().deletions().delete(deletion, entry)).as("while a version is live").isEmpty();
        catalogue().settleDeployment(live.id(), Deployment.State.FAILED, "", NOON.plusSeconds(3));
        assertThat(catalogue().datasets()).contains("unloved");
        assertThat(catalogue().deletions().delete(deletion, entry)).contains(deletion);
        assertThat(catalogue().deletions().delete(new Deletion("unloved", "otto", NOON.plusSeconds(9)), entry))
                .contains(deletion);
        assertThat(catalogue().deletions().of("unloved")).contains(deletion);
        assertThat(catalogue().deletions().of("loved")).isEmpty();
        assertThat(catalogue().datasets()).doesNotContain("unloved");
        assertThat(catalogue().run(run.id())).as("what was known of its runs").isPresent();
    }

    private static Experiment experiment(String id, Instant started) {
        UUID experiment = Hashes.id("experiment", id);
        return new Experiment(new LiveExperiment(experiment, "shop-of-trials", ExperimentKind.AB, "v1", "v2",
                "runs/shop-of-trials/r/model.tar.gz", "cafe", 0.5, started.plusSeconds(86_400)),
                Optional.of(new Experiment.Outcome("bought", false)), 5_000, 4, started, "ana", Optional.empty());
    }

    private static AuditEntry entry(String action, Experiment experiment) {
        return new AuditEntry(NOON, "ana", "approver", action, Optional.of(experiment.dataset()),
                experiment.id().toString(), Optional.empty(), Optional.empty(), Optional.empty(), action + "-request");
    }

    @Test
    void experiment_runsAloneInItsDataSet_untilItEnds() {
        ExperimentBook book = catalogue().experiments();
        Experiment first = experiment("a", NOON);
        Experiment second = experiment("b", NOON.plusSeconds(60));
        assertThat(book.start(first, entry("experiment-started", first))).isEqualTo(first);
        assertThat(book.start(first, entry("experiment-started", first))).as("again").isEqualTo(first);
        assertThat(book.start(second, entry("experiment-started", second))).as("not beside it").isEqualTo(first);
        assertThat(book.find(second.id())).isEmpty();
        assertThat(book.running()).contains(first);
        Experiment.End end = new Experiment.End(Experiment.Because.STOPPED, "none_yet", NOON.plusSeconds(30), "eva");
        assertThat(book.stop(first.id(), end, entry("experiment-stopped", first)).end()).contains(end);
        Experiment.End late = new Experiment.End(Experiment.Because.TIME, "for", NOON.plusSeconds(90), "");
        assertThat(book.stop(first.id(), late, entry("experiment-stopped", first)).end()).contains(end);
        assertThat(book.start(second, entry("experiment-started", second))).isEqualTo(second);
        assertThat(book.list(Optional.of("shop-of-trials"), 10)).containsExactly(second, first.ended(end));
        assertThat(book.list(Optional.empty(), 10)).contains(second);
        book.end(second.id(), late);
        assertThat(book.running()).doesNotContain(first, second);
    }

    @Test
    void look_thatDecides_endsTheExperiment_andIsToldOnce() {
        ExperimentBook book = catalogue().experiments();
        Experiment experiment = new Experiment(new LiveExperiment(Hashes.id("experiment", "c"), "shop-of-looks",
                ExperimentKind.SHADOW, "v1", "v2", "runs/shop-of-looks/r/model.tar.gz", "cafe", 0.1, NOON),
                Optional.empty(), 1, 4, NOON, "ana", Optional.empty());
        book.start(experiment, entry("experiment-started", experiment));
        ExperimentLook first = new ExperimentLook(experiment.id(), NOON, "{\"n\": 1}", "none_yet", "monitoring/1.json");
        book.look(first, Optional.empty(), List.of());
        book.look(first, Optional.empty(), List.of());
        assertThat(book.looks(experiment.id(), 10)).containsExactly(first);
        ExperimentLook last = new ExperimentLook(experiment.id(), NOON.plusSeconds(60), "{\"n\": 2}", "for",
                "monitoring/2.json");
        Experiment.End end = new Experiment.End(Experiment.Because.DECIDED, "for", NOON.plusSeconds(60), "");
        Announcement news = new Announcement(Hashes.id("decided"), "shop-of-looks", "Experiment Decided", "{}", NOON);
        book.look(last, Optional.of(end), List.of(news));
        assertThat(book.find(experiment.id()).orElseThrow().end()).contains(end);
        book.look(new ExperimentLook(experiment.id(), NOON.plusSeconds(90), "{}", "against", "monitoring/3.json"),
                Optional.empty(), List.of(new Announcement(Hashes.id("late"), "shop-of-looks", "x", "{}", NOON)));
        assertThat(book.looks(experiment.id(), 10)).containsExactly(last, first);
        assertThat(catalogue().outbox().unsent("shop-of-looks", 10)).extracting(Announcement::type)
                .containsExactly("Experiment Decided");
    }
}
