package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Body;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.storage.ObjectStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which version answers for a data set, and which one is on its way to. */
final class Live {
    private static final String VERSION = "version";
    private static final String DEPLOYMENT = "deployment";

    private final Found found;
    private final Catalogue catalogue;
    private final ObjectStore store;
    private final Approvals approvals;
    private final InstantSource clock;

    Live(Found found, Catalogue catalogue, ObjectStore store, Approvals approvals,
            InstantSource clock) {
        this.found = found;
        this.catalogue = catalogue;
        this.store = store;
        this.approvals = approvals;
        this.clock = clock;
    }

    /** Goes back to an approved version, or forth: it is approved again, which is what makes it the wanted one. */
    Answer change(Request request) {
        request.withoutQuery();
        Body body = Body.of(request, VERSION, "comment");
        int number = (int) body.whole(VERSION, 1, 999_999_999);
        Optional<String> comment = Approvals.comment(body);
        body.check();
        Dataset dataset = found.dataset(request);
        List<Model> models = catalogue.models(Optional.of(dataset.name()));
        Model model = Found.version(models, number)
                .orElseThrow(() -> Found.noVersion(dataset.name(), Integer.toString(number), models));
        ObjectNode present = shape(dataset);
        request.mustHaveSeen(Answer.ok(present), present);
        if (present.path(VERSION).asInt() == number && !present.has(DEPLOYMENT)) {
            return Answer.ok(present);
        }
        approvals.once(request, present, () -> shape(dataset), () -> approvals.approveAgain(model, comment, request));
        catalogue.audit().enter(Deed.LIVE_CHANGED.by(request, clock.instant(), dataset.name(), dataset.name(),
                new Deed.Change(Optional.of(Json.object().set(VERSION, present.path(VERSION))),
                        Optional.of(Json.object().put(VERSION, number)), comment)));
        return Answer.accepted(request.path(), shape(dataset)).with("retry-after", "3");
    }

    Answer one(Request request) {
        request.withoutQuery();
        ObjectNode shape = shape(found.dataset(request));
        Answer answer = Answer.ok(shape);
        return shape.has(DEPLOYMENT) ? answer.with("retry-after", "3") : answer;
    }

    private ObjectNode shape(Dataset dataset) {
        ObjectNode shape = Json.object().put("dataset", dataset.name());
        store.readAll(LivePointer.key(dataset.name())).map(bytes -> LivePointer.parse(dataset.name(), bytes))
                .ifPresent(pointer -> pointed(shape, pointer));
        List<Deployment> deployments = catalogue.deployments(dataset.name());
        deployments.stream().filter(one -> one.state() == Deployment.State.REQUESTED).findFirst()
                .ifPresent(coming -> shape.putObject(DEPLOYMENT).put(VERSION, coming.version())
                        .put("target", coming.target()).put("state", word(coming))
                        .put("requested_at", coming.requestedAt().toString()));
        deployments.stream().findFirst().filter(last -> last.state() == Deployment.State.FAILED
                || last.state() == Deployment.State.ROLLED_BACK)
                .ifPresent(last -> shape.putObject("failed").put(VERSION, last.version()).put("state", word(last))
                        .put("detail", last.detail()).put("approved_at", last.approvedAt().toString()));
        return shape;
    }

    private static String word(Deployment deployment) {
        return deployment.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void pointed(ObjectNode shape, LivePointer pointer) {
        Found.version(pointer.modelVersion()).ifPresent(version -> shape.put(VERSION, version));
        shape.put("target", pointer.target().word());
        if (pointer.target() instanceof LivePointer.Endpoint endpoint) {
            shape.put("endpoint", endpoint.name());
        }
        shape.put("since", pointer.updatedAt().toString());
    }
}
