package io.segmenta.registration;

import io.segmenta.config.GatesConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.EvidenceCard.Gate;
import io.segmenta.model.contract.EvidenceCard;
import io.segmenta.model.contract.RunContinuity;
import io.segmenta.model.contract.RunFairness;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The evidence card of a run as it lies in its folder.
 *
 * @param sha256 of its bytes
 * @param fairness how segments stand to protected columns, where there are some
 */
record Card(EvidenceCard evidence, String sha256, Optional<RunFairness> fairness) {
    /**
     * Returns the card, which the first attempt to register the run writes; a later one finds it, even if it would
     * write another one by then.
     *
     * @param faulty whether an alarm tells of a fault in the data that the model before was asked about
     * @throws io.segmenta.model.contract.ContractException when something else lies in its place
     */
    static Card of(TrainedRun run, Facts facts, ObjectStore store, BooleanSupplier faulty) {
        String key = facts.folder().key(RunFile.CARD);
        Optional<RunFairness> fairness = file(facts, RunFile.FAIRNESS, store).flatMap(RunFairness::of);
        byte[] bytes = store.readAll(key).orElseGet(() -> {
            byte[] fresh = fresh(run, facts, fairness, store, faulty).write();
            store.create(key, RunFile.CARD.contentType(), ObjectContent.of(fresh));
            return fresh;
        });
        return new Card(EvidenceCard.parse(bytes), Sha256.of(bytes), fairness);
    }

    private static EvidenceCard fresh(TrainedRun run, Facts facts, Optional<RunFairness> fairness, ObjectStore store,
            BooleanSupplier faulty) {
        RunContinuity continuity = facts.metrics().continuity().orElse(RunContinuity.UNKNOWN);
        List<String> comments = new ArrayList<>();
        continuity.units()
                .forEach(column -> comments.add("\"" + column + "\" seems to be in other units than before."));
        continuity.editedEnded().forEach(name -> comments.add("\"" + name + "\", a name that people gave, ends."));
        if (facts.config().gates().fairness() == GatesConfig.Fairness.BLOCK) {
            fairness.filter(found -> found.flagged() > 0).ifPresent(found -> comments
                    .add("Protected groups are not treated alike; " + found.verdict() + '.'));
        }
        List<Gate> guard = facts.metrics().update().isEmpty() ? List.of()
                : Gates.guard(facts.config().gates(), facts.metrics(), faulty.getAsBoolean());
        guard.stream().filter(gate -> !gate.passed())
                .forEach(gate -> comments.add("New rows moved the segments beyond a bound; " + gate.text() + '.'));
        List<Gate> gates = new ArrayList<>(Gates.judge(facts.config().gates(), facts.metrics(), fairness));
        gates.addAll(guard);
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("metrics", figures(facts));
        evidence.put("continuity", continuity.fields());
        file(facts, RunFile.TRANSITIONS, store).ifPresent(told -> {
            for (String field : List.of("basis", "reference", "names", "transitions", "findings")) {
                if (told.has(field)) {
                    evidence.put(field, told.fields().get(field));
                }
            }
        });
        fairness.ifPresent(found -> evidence.put("fairness", found.fields()));
        file(facts, RunFile.MIGRATION, store).ifPresent(told -> evidence.put("migration", told.fields()));
        return new EvidenceCard(run.id(), run.dataset(), continuity.reference(), gates, comments, evidence);
    }

    private static Map<String, Object> figures(Facts facts) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("segments", facts.metrics().clusters());
        figures.put("customers", facts.metrics().samples());
        facts.metrics().structure().ifPresent(structure -> figures.put("structure", structure));
        facts.metrics().silhouette().ifPresent(silhouette -> figures.put("silhouette", silhouette));
        facts.metrics().leastStability().ifPresent(least -> figures.put("least_stability", least));
        figures.put("sizes", facts.metrics().clusterSizes());
        return figures;
    }

    /** A file of the run; what is no JSON, which the run did not write, is no evidence. */
    private static Optional<JsonObject> file(Facts facts, RunFile file, ObjectStore store) {
        return store.readAll(facts.folder().key(file)).flatMap(bytes -> {
            try {
                return Optional.of(Json.parse(bytes, file.path()));
            } catch (DataException broken) {
                return Optional.empty();
            }
        });
    }
}
