package io.segmenta.inference;

import io.segmenta.inference.AnswerParts.Part;
import io.segmenta.inference.LiveExperiments.Ready;
import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.experiment.Agreement;
import io.segmenta.model.experiment.Agreement.Said;
import io.segmenta.model.experiment.Arm;
import io.segmenta.model.experiment.ExperimentKind;
import io.segmenta.model.experiment.Exposure;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Reply;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.capture.Trials;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.KeySource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What an experiment makes of an answer. The champion answers first and all of it; a challenger takes the place of some
 * of these answers, or is asked aside. Whatever it does wrong is counted, and the champion's answer stands.
 *
 * <p>
 * Only answers in JSON that tell everything ({@link AnswerShape#PREDICT}) are part of experiments: tables and lists by
 * column have no place for which model answered a record.
 */
final class Experimenting {
    private static final String JSON = "application/json";
    private static final String JSON_LINES = "application/jsonlines";
    /** Of a request that waits to be compared. */
    private static final int MOST_BYTES = 1 << 20;

    private final LiveExperiments experiments;
    private final Trials trials;
    private final KeySource keys;
    private final Executor aside;
    private final LongSupplier nanoTime;
    private final Log log;
    private final AtomicLong requests = new AtomicLong();

    /** A request as it was asked and answered. */
    record Asked(String dataset, String version, AnswerShape shape, String contentType, byte[] body, Instant at,
            long nanos, Reply reply) {}

    /** @param aside does what nobody waits for; it may refuse */
    Experimenting(LiveExperiments experiments, Trials trials, KeySource keys, Executor aside, LongSupplier nanoTime,
            Log log) {
        this.experiments = experiments;
        this.trials = trials;
        this.keys = keys;
        this.aside = aside;
        this.nanoTime = nanoTime;
        this.log = log;
    }

    /** Returns what is answered: the reply as it is, where no experiment has a part in it. */
    Reply answer(Asked asked) {
        Reply reply = asked.reply;
        boolean whole = asked.shape == AnswerShape.PREDICT && reply.status() == 200
                && (reply.contentType().equals(JSON) || reply.contentType().equals(JSON_LINES));
        if (!whole) {
            return reply;
        }
        Ready ready = experiments.of(asked.dataset).orElse(null);
        if (ready == null || !ready.experiment().champion().equals(asked.version)
                || !asked.at.isBefore(ready.experiment().ends())) {
            return reply;
        }
        try {
            if (ready.experiment().kind() == ExperimentKind.SHADOW) {
                shadow(ready, asked);
                return reply;
            }
            return parted(ready, asked);
        } catch (IOException | RuntimeException failure) {
            log.error("an experiment had no part in an answer", "dataset", asked.dataset, "experiment",
                    ready.experiment().id(), "error", failure);
            return reply;
        } finally {
            trials.flush(asked.at);
        }
    }

    /** Asks the challenger when the answer is made, of a share of the requests, evenly spread. */
    private void shadow(Ready ready, Asked asked) {
        double share = ready.experiment().share();
        long number = requests.getAndIncrement();
        if ((long) ((number + 1) * share) == (long) (number * share) || asked.body.length > MOST_BYTES) {
            return;
        }
        try {
            aside.execute(() -> trials.compared(ready.experiment(), compared(ready, asked), asked.at));
        } catch (RejectedExecutionException busy) {
            // More requests than one thread compares: a smaller share of them does as well.
        }
    }

    private Agreement compared(Ready ready, Asked asked) {
        Agreement agreement = new Agreement();
        try {
            long before = nanoTime.getAsLong();
            AnswerParts challenger = challenger(ready, asked);
            agreement.took(asked.nanos, nanoTime.getAsLong() - before);
            List<Part> said = AnswerParts.of(asked.reply.body(), ready.identifiers()).parts();
            for (int place = 0; place < said.size(); place++) {
                compare(said.get(place), challenger.parts().get(place), agreement);
            }
        } catch (IOException | RuntimeException fault) {
            fault(ready, agreement, fault);
        }
        return agreement;
    }

    private static void compare(Part champion, Part challenger, Agreement agreement) {
        if (champion.answered() && challenger.answered()) {
            agreement.add(new Said(champion.segment(), champion.outside()),
                    new Said(challenger.segment(), challenger.outside()));
        }
    }

    /** The challenger's answers to the whole request, one for each of the champion's. */
    private static AnswerParts challenger(Ready ready, Asked asked) throws IOException {
        Reply reply = ready.challenger().answer(asked.shape, asked.contentType, asked.body, asked.at);
        if (reply.status() != 200) {
            throw new IOException("the challenger answered " + reply.status());
        }
        return AnswerParts.of(reply.body(), ready.identifiers());
    }

    private void fault(Ready ready, Agreement agreement, Exception fault) {
        agreement.fault();
        log.warn("the challenger did not answer", "dataset", ready.experiment().dataset(), "experiment",
                ready.experiment().id(), "error", fault.getClass().getSimpleName());
        log.metric("ChallengerFault", "Count", 1, ready.experiment().dataset());
    }

    /** Gives each customer the answer of the own arm. */
    private Reply parted(Ready ready, Asked asked) throws IOException {
        LiveExperiment experiment = ready.experiment();
        AnswerParts champion = AnswerParts.of(asked.reply.body(), ready.identifiers());
        Map<Integer, Arm> arms = arms(experiment, champion.parts());
        if (arms.isEmpty()) {
            return asked.reply;
        }
        List<Exposure> exposures = exposures(champion.parts(), arms, asked.at);
        AnswerParts challenger = champion;
        Map<Integer, Part> instead = new HashMap<>();
        if (experiment.kind() == ExperimentKind.AB && arms.containsValue(Arm.CHALLENGER)) {
            Agreement agreement = new Agreement();
            try {
                long before = nanoTime.getAsLong();
                challenger = challenger(ready, asked);
                agreement.took(asked.nanos, nanoTime.getAsLong() - before);
                take(arms, champion.parts(), challenger.parts(), instead, agreement);
            } catch (IOException | RuntimeException fault) {
                instead.clear();
                fault(ready, agreement, fault);
            }
            trials.compared(experiment, agreement, asked.at);
        }
        Map<Integer, String> told = new HashMap<>();
        arms.forEach((place, arm) -> {
            boolean own = experiment.kind() == ExperimentKind.AA || instead.containsKey(place);
            told.put(place, ",\"experiment\":\"" + experiment.id() + "\",\"arm\":\""
                    + (own ? arm : Arm.CHAMPION).word() + '"');
        });
        Reply reply = new Reply(200, asked.reply.contentType(), champion.with(instead, challenger, told));
        if (!reply.isCarried()) {
            return asked.reply;
        }
        trials.exposed(experiment, exposures, asked.at);
        return reply;
    }

    private static void take(Map<Integer, Arm> arms, List<Part> champion, List<Part> challenger,
            Map<Integer, Part> instead, Agreement agreement) {
        arms.forEach((place, arm) -> {
            if (arm == Arm.CHALLENGER) {
                compare(champion.get(place), challenger.get(place), agreement);
                if (challenger.get(place).answered()) {
                    instead.put(place, challenger.get(place));
                } else {
                    agreement.fault();
                }
            }
        });
    }

    /** By place, of those who are answered and known by an identifier. */
    private static Map<Integer, Arm> arms(LiveExperiment experiment, List<Part> parts) {
        Map<Integer, Arm> arms = new HashMap<>();
        for (int place = 0; place < parts.size(); place++) {
            Part part = parts.get(place);
            if (part.answered() && part.customer().isPresent()) {
                arms.put(place, Arm.of(experiment.id().toString(), part.customer().get(), experiment.share()));
            }
        }
        return arms;
    }

    private List<Exposure> exposures(List<Part> parts, Map<Integer, Arm> arms, Instant at) throws IOException {
        TenantKeys known = keys.keys();
        List<Exposure> exposures = new ArrayList<>(arms.size());
        arms.forEach((place, arm) -> {
            Part part = parts.get(place);
            exposures.add(new Exposure(known.hash(part.customer().orElseThrow()).hex(), arm, part.segment(), at));
        });
        return exposures;
    }
}
