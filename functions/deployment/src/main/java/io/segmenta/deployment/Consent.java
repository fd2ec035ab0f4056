package io.segmenta.deployment;

import io.segmenta.model.contract.ApprovalComment;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.EvidenceCard;
import io.segmenta.model.contract.PackageProperties;
import io.segmenta.model.contract.RunFile;
import io.segmenta.platform.catalogue.Approval;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.sagemaker.RefusedException;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.RegisteredObject;
import io.segmenta.platform.storage.ReplacedObjectException;
import java.util.Optional;

/** Whether an approval is one that may put a version into service. */
final class Consent {
    private final ObjectStore store;
    private final Catalogue catalogue;

    Consent(ObjectStore store, Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    /**
     * Looks at who approved and what they said.
     *
     * @throws RefusedException when the uploader approved where four eyes are asked for, or when nobody has said
     * anything to what the evidence card asks about
     */
    void check(Approved candidate, ServingPlan plan) {
        PackageProperties properties = PackageProperties.read(candidate.version().properties());
        if (plan.fourEyes()) {
            checkFourEyes(candidate.decision(), properties);
        }
        // What was registered before there were cards is served as it was.
        if (properties.cardSha256().isPresent() && !ApprovalComment.isOfAPerson(candidate.decision().comment())) {
            card(candidate, properties.cardSha256().get(), plan)
                    .ifPresent(why -> {
                        throw new RefusedException(why + " It is served once somebody approves it again and says why; "
                                + "what is said stands beside the approval.");
                    });
        }
    }

    private void checkFourEyes(Approval decision, PackageProperties properties) {
        String uploader = properties.runId().flatMap(catalogue::run).map(Run::uploadedBy)
                .orElse("");
        if (uploader.isEmpty() || decision.by().isEmpty()) {
            throw new RefusedException("registration.four_eyes: it is not known who "
                    + (uploader.isEmpty() ? "uploaded the file" : "approved the version"));
        }
        if (uploader.equals(decision.by())) {
            throw new RefusedException(
                    "registration.four_eyes: whoever uploaded the file approved the version; somebody else must");
        }
    }

    private Optional<String> card(Approved candidate, String sha256, ServingPlan plan) {
        try {
            EvidenceCard card = EvidenceCard.parse(new RegisteredObject(RunFile.CARD.beside(plan.model().key()),
                    sha256).read(store));
            if (card.isStale(candidate.decision().live())) {
                return Optional.of("Another model was live than the one that its segments were compared with.");
            }
            return card.comments().stream().findFirst();
        } catch (ReplacedObjectException | ContractException e) {
            throw new RefusedException(String.valueOf(e.getMessage()), e);
        }
    }
}
