package io.segmenta.inference;

import io.segmenta.model.contract.DatasetName;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.json.Json;
import io.segmenta.model.monitor.Asked;
import io.segmenta.model.monitor.Capture;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.RecordGaps;
import io.segmenta.model.predict.Reply;
import io.segmenta.platform.capture.Captures;
import io.segmenta.platform.http.HttpRequest;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.OptOutList;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * The routes: one record or many in, segments out; and what is live. The dataset is the one that the request names,
 * else the default one, else the only one that is live.
 */
final class Predictions {
    /** What has to be left to look and ask again: the bucket may take 15 s to be given up. */
    private static final Duration AGAIN = Duration.ofSeconds(20);

    private final LiveModels models;
    private final Endpoints endpoints;
    private final Optional<String> defaultDataset;
    private final Captures captures;
    private final OptOutList optOuts;
    private final Experimenting experimenting;
    private final FromStore fromStore;
    private final InstantSource clock;
    private final Log log;

    Predictions(LiveModels models, Endpoints endpoints, Optional<String> defaultDataset, Captures captures,
            OptOutList optOuts, Experimenting experimenting, FromStore fromStore, InstantSource clock, Log log) {
        this.models = models;
        this.endpoints = endpoints;
        this.defaultDataset = defaultDataset;
        this.captures = captures;
        this.optOuts = optOuts;
        this.experimenting = experimenting;
        this.fromStore = fromStore;
        this.clock = clock;
        this.log = log;
    }

    Reply answer(HttpRequest request, TimeLeft left) {
        return switch (request.route()) {
            case "POST /predict", "POST /predict/batch" ->
                predict(request, AnswerShape.accepted(request.header("accept").orElse(null)), left);
            case "POST /api/predict" -> predict(request, AnswerShape.API, left);
            case "GET /health" -> health();
            default -> Refusal.UNKNOWN_ROUTE.answer("there is no route " + request.route());
        };
    }

    private Reply predict(HttpRequest request, AnswerShape shape, TimeLeft left) {
        String encoding = request.header("content-encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            return Refusal.UNSUPPORTED_ENCODING
                    .answer("the body must be plain UTF-8, got content-encoding \"" + encoding
                            + '"');
        }
        String dataset = "";
        try {
            Optional<String> named = request.parameter("dataset").or(() -> defaultDataset);
            if (named.isPresent() && !DatasetName.isValid(named.get())) {
                return Refusal.BAD_DATASET.answer(
                        "dataset must be " + DatasetName.RULE + ", got \"" + named.get() + '"');
            }
            if (named.isEmpty()) {
                List<String> live = models.datasets();
                if (live.size() != 1) {
                    return live.isEmpty() ? nothingLive()
                            : Refusal.DATASET_NEEDED
                                    .answer("choose one with ?dataset=; live data sets: " + String.join(", ", live));
                }
                named = Optional.of(live.getFirst());
            }
            dataset = named.get();
            Optional<Live> live = live(dataset, left);
            return live.isPresent() ? askOrInstead(dataset, live.get(), request, shape, left) : notLive(dataset);
        } catch (IOException unavailable) {
            return unavailable(dataset, unavailable);
        }
    }

    /** Looks twice where nothing is known yet: what was read first may have been replaced before it was read whole. */
    private Optional<Live> live(String dataset, TimeLeft left) throws IOException {
        try {
            return models.live(dataset);
        } catch (IOException unread) {
            if (left.now().compareTo(AGAIN) < 0) {
                throw unread;
            }
            log.warn("what is live was not read; it is tried again", "dataset", dataset, "error", unread);
            return models.live(dataset);
        }
    }

    /** Asks what is live by now, when what was live a moment ago does not answer. */
    private Reply askOrInstead(String dataset, Live live, HttpRequest request, AnswerShape shape, TimeLeft left)
            throws IOException {
        try {
            return ask(dataset, live, request, shape, left);
        } catch (IOException silent) {
            Optional<Live> instead = left.now().compareTo(AGAIN) < 0 ? Optional.empty()
                    : models.instead(dataset, live);
            if (instead.isEmpty()) {
                throw silent;
            }
            log.warn("another version answers instead", "dataset", dataset, "error", silent);
            return ask(dataset, instead.get(), request, shape, left);
        }
    }

    private Reply ask(String dataset, Live live, HttpRequest request, AnswerShape shape, TimeLeft left)
            throws IOException {
        String contentType = request.header("content-type").orElse("application/json");
        long before = System.nanoTime();
        Instant at = clock.instant();
        Optional<FromStore.Filled> filled = filled(dataset, live, contentType, request.body(), at);
        byte[] body = filled.map(FromStore.Filled::body).orElse(request.body());
        Reply reply = switch (live) {
            case Live.AtEndpoint there -> {
                Optional<Reply> own = withoutOptOuts(dataset, body, shape, contentType);
                yield own.isPresent() ? own.get()
                        : endpoints.invoke(there.endpoint(), shape, contentType, body, left);
            }
            case Live.Here here -> here(dataset, here, body, shape, contentType);
        };
        Reply answered = experimenting.answer(new Experimenting.Asked(dataset, live.modelVersion(), shape, contentType,
                body, at, System.nanoTime() - before, reply));
        return filled.map(known -> known.told(shape, answered)).orElse(answered);
    }

    private Optional<FromStore.Filled> filled(String dataset, Live live, String contentType, byte[] body, Instant at)
            throws IOException {
        Optional<Invocations> model = switch (live) {
            case Live.AtEndpoint there -> there.looksUp() ? Optional.of(models.ofEndpoint(dataset)) : Optional.empty();
            case Live.Here here -> Optional.of(here.model());
        };
        return model.isEmpty() || RecordGaps.view(model.get().predictor()).isEmpty() ? Optional.empty()
                : fromStore.of(model.get().predictor(), contentType, body, at, optOuts.leftOut());
    }

    /**
     * The answer to a request with a customer who has opted out, by the same model as the endpoint's: that one is not
     * told of opt-outs. Empty when there is none among the records.
     */
    private Optional<Reply> withoutOptOuts(String dataset, byte[] body, AnswerShape shape, String contentType)
            throws IOException {
        Optional<Predicate<String>> leftOut = optOuts.leftOut();
        if (leftOut.isEmpty()) {
            return Optional.empty();
        }
        AtomicBoolean met = new AtomicBoolean();
        Reply reply = models.ofEndpoint(dataset).leavingOut(customer -> {
            boolean out = leftOut.get().test(customer);
            met.compareAndSet(false, out);
            return out;
        }).answer(shape, contentType, body, clock.instant());
        return met.get() ? Optional.of(reply) : Optional.empty();
    }

    /** Answers, and counts the answer when it is made. */
    private Reply here(String dataset, Live.Here here, byte[] body, AnswerShape shape, String contentType)
            throws IOException {
        Invocations model = optOuts.leftOut().map(here.model()::leavingOut).orElse(here.model());
        Instant at = clock.instant();
        Optional<Capture> capture = captures.of(dataset, here.sha256(), here.captureSeconds(),
                model.predictor()::counting);
        if (capture.isEmpty()) {
            return model.answer(shape, contentType, body, at);
        }
        Asked asked = capture.get().request();
        Reply reply = model.answer(shape, contentType, body, at, asked);
        capture.get().add(asked, at);
        captures.flush(at);
        return reply;
    }

    private Reply notLive(String dataset) throws IOException {
        List<String> live = models.datasets();
        return live.isEmpty() ? nothingLive()
                : Refusal.NOT_LIVE
                        .answer("no model of data set \"" + dataset + "\" is live; live data sets: "
                                + String.join(", ", live));
    }

    private static Reply nothingLive() {
        return Refusal.NOTHING_LIVE.answer("no model is live; upload a file and approve its model first");
    }

    private Reply unavailable(String dataset, IOException failure) {
        log.error("prediction not possible", "dataset", dataset, "error", failure);
        return Refusal.UNAVAILABLE.answer("the model cannot be reached now; try again");
    }

    private Reply health() {
        try {
            List<Object> live = new ArrayList<>();
            for (String dataset : models.datasets()) {
                models.live(dataset).ifPresent(it -> live.add(described(dataset, it)));
            }
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("status", "ok");
            document.put("live", live);
            return new Reply(200, "application/json", Json.write(document));
        } catch (IOException unavailable) {
            return unavailable("", unavailable);
        }
    }

    private static Map<String, Object> described(String dataset, Live live) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("dataset", dataset);
        described.put("target", switch (live) {
            case Live.AtEndpoint _ -> LivePointer.Endpoint.WORD;
            case Live.Here _ -> LivePointer.Lambda.WORD;
        });
        described.put("model_version", live.modelVersion());
        return described;
    }
}
