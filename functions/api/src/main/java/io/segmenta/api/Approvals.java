package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Body;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.ApprovalComment;
import io.segmenta.model.contract.EvidenceCard;
import io.segmenta.model.contract.PackageProperties;
import io.segmenta.model.contract.RunFile;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.IdempotencyKeys;
import io.segmenta.platform.catalogue.IdempotencyKeys.Keyed;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.sagemaker.ModelVersion;
import io.segmenta.platform.sagemaker.Registry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Decisions about versions. They are made in the model registry, whose event has the deployment function bring what
 * serves into line; the catalogue holds those that it has seen.
 */
final class Approvals {
    private static final List<String> DECISIONS = List.of("approve", "reject");
    /** What SageMaker takes, less room for who decided. */
    private static final int COMMENT = 800;
    /** Longer than the function may take; by then the registry tells what was decided. */
    private static final Duration TURN = Duration.ofMinutes(1);

    private final Found found;
    private final Models models;
    private final Documents documents;
    private final Catalogue catalogue;
    private final Registry registry;
    private final InstantSource clock;

    Approvals(Found found, Models models, Documents documents, Catalogue catalogue, Registry registry,
            InstantSource clock) {
        this.found = found;
        this.models = models;
        this.documents = documents;
        this.catalogue = catalogue;
        this.registry = registry;
        this.clock = clock;
    }

    Answer list(Request request) {
        request.withoutQuery();
        return Answer.ok(state(found.model(request)));
    }

    Answer decide(Request request) {
        request.withoutQuery();
        Body body = Body.of(request, "decision", "comment");
        String decision = body.word("decision", DECISIONS);
        Optional<String> comment = comment(body);
        body.check();
        Model model = found.model(request);
        ObjectNode present = state(model);
        request.mustHaveSeen(Answer.ok(present), present);
        boolean approve = decision.equals("approve");
        if (approve) {
            mayBeApproved(model, comment, request);
        }
        once(request, present, () -> state(model), () -> decide(model,
                approve ? ApprovalStatus.APPROVED : ApprovalStatus.REJECTED, comment, request));
        ObjectNode decided = state(model);
        catalogue.audit().enter(Deed.VERSION_DECIDED.by(request, clock.instant(), model.dataset(),
                Integer.toString(model.version()), new Deed.Change(Optional.of(word(present)),
                        Optional.of(word(decided)), comment)));
        return Answer.ok(decided);
    }

    private static JsonNode word(ObjectNode state) {
        return Json.object().put("status", state.path("status").asText());
    }

    private void decide(Model model, ApprovalStatus status, Optional<String> comment, Request request) {
        String who = request.caller().name();
        registry.decide(model.arn(), status, comment.map(text -> text + " (" + who + ')')
                .orElseGet(() -> ApprovalComment.byDefault(Models.word(status), who)));
        request.log().info("version decided", "dataset", model.dataset(), "version", model.version(), "run_id",
                model.run(), "decision", Models.word(status), "by", who);
    }

    /**
     * Does what follows from what was seen, once: of two who saw the same and ask within the same moment, the second is
     * told what stands then. The registry itself knows no conditions.
     *
     * @throws io.segmenta.api.http.RefusalException when another came first
     */
    void once(Request request, ObjectNode seen, Supplier<ObjectNode> present, Runnable decision) {
        Instant now = clock.instant();
        UUID id = Hashes.id("decision", seen.path("dataset").asText(), Answer.ok(seen).tag().orElseThrow());
        IdempotencyKeys turns = catalogue.idempotencyKeys();
        Keyed turn = new Keyed(id, "", now.plus(TURN));
        if (!(turns.take(turn, request.id(), now, now.plus(TURN)) instanceof IdempotencyKeys.Taken.Free)) {
            ObjectNode current = present.get();
            throw Refusal.CHANGED_MEANWHILE.because("somebody has decided at the same moment; look at it again")
                    .with("etag", Answer.ok(current).tag().orElseThrow()).with("current", current);
        }
        try {
            decision.run();
        } catch (RuntimeException failed) {
            turns.free(id, request.id(), clock.instant());
            throw failed;
        }
    }

    /**
     * Approves an approved version again, which puts it in the place of what was approved after it.
     *
     * @throws io.segmenta.api.http.RefusalException when it is not approved, or may not be
     */
    void approveAgain(Model model, Optional<String> comment, Request request) {
        ApprovalStatus status = registry.version(model.arn()).status();
        if (status != ApprovalStatus.APPROVED) {
            throw Refusal.CONFLICT.because("version " + model.version() + " is " + Models.word(status)
                    + "; approve it by POST " + Routes.BASE + "/datasets/" + model.dataset() + "/models/"
                    + model.version() + "/approvals");
        }
        mayBeApproved(model, comment, request);
        decide(model, ApprovalStatus.APPROVED, comment, request);
    }

    /** The comment of a decision; empty when there is none. */
    static Optional<String> comment(Body body) {
        return body.text("comment", COMMENT).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** What the deployment function would refuse to serve is refused here, to whoever can still mend it. */
    private void mayBeApproved(Model model, Optional<String> comment, Request request) {
        Run run = models.run(model);
        Optional<EvidenceCard> card = documents.read(run, RunFile.CARD).map(EvidenceCard::parse);
        List<String> asked = card.map(EvidenceCard::comments).orElse(List.of());
        if (comment.isEmpty() && !asked.isEmpty()) {
            throw Refusal.CONFLICT.because("this version is approved only with a comment: " + String.join(" ", asked));
        }
        boolean fourEyes = models.document(model, RunFile.CONFIG)
                .map(config -> config.path("registration").path("four_eyes").asBoolean()).orElse(false);
        if (!fourEyes) {
            return;
        }
        String principal = request.caller().principal();
        if (run.uploadedBy().isEmpty() || principal.isEmpty()) {
            throw Refusal.CONFLICT.because("registration.four_eyes: it is not known who "
                    + (principal.isEmpty() ? "approves as AWS names principals; sign in by IAM" : "uploaded the file"));
        } else if (run.uploadedBy().equals(principal)) {
            throw Refusal.CONFLICT.because("registration.four_eyes: you uploaded the file; somebody else must approve");
        }
    }

    private ObjectNode state(Model model) {
        ModelVersion version = registry.version(model.arn());
        ObjectNode state = Json.object().put("dataset", model.dataset()).put("version", model.version())
                .put("status", Models.word(version.status())).put("comment", version.approvalDescription())
                .put("changed_at", version.changedAt().toString());
        PackageProperties.read(version.properties()).cardSha256()
                .ifPresent(hash -> state.put("evidence_sha256", hash));
        ArrayNode decisions = state.putArray("decisions");
        catalogue.approvals(model.dataset()).stream().filter(approval -> approval.arn().equals(model.arn()))
                .forEach(approval -> decisions.addObject().put("status", Models.word(approval.status()))
                        .put("at", approval.at().toString()).put("comment", approval.comment()));
        return state;
    }
}
