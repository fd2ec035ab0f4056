package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Fault;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.RefusalException;
import io.segmenta.api.http.Request;
import io.segmenta.api.http.Route;
import io.segmenta.model.base.Sha256;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.CatalogueException;
import io.segmenta.platform.catalogue.IdempotencyKeys.Keyed;
import io.segmenta.platform.catalogue.IdempotencyKeys.Taken;
import io.segmenta.platform.catalogue.IdempotencyKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Answers a request with an idempotency key once, and who repeats it with the same. A refused request leaves its key
 * free. What is made by a call that died is not made again: it is known by {@link Request#once}.
 */
final class Once {
    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;
    private static final Duration KEPT = Duration.ofHours(24);
    /** Longer than the function may take (template.yaml): a call that holds a key for longer has died. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final IdempotencyKeys keys;
    private final InstantSource clock;

    Once(IdempotencyKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** What is kept of an answer, and what is made of it for who repeats the request. */
    interface Keeping {
        /** Without secrets. */
        Answer kept(Answer answer);

        Answer again(Request request, Answer kept);
    }

    private static final Keeping ALL = new Keeping() {
        @Override
        public Answer kept(Answer answer) {
            return answer;
        }

        @Override
        public Answer again(Request request, Answer kept) {
            return kept;
        }
    };

    Route.Action of(Route.Action action) {
        return of(action, ALL);
    }

    Route.Action of(Route.Action action, Keeping keeping) {
        return request -> request.header("idempotency-key").map(key -> answer(request, key, action, keeping))
                .orElseGet(() -> action.answer(request));
    }

    private Answer answer(Request request, String key, Route.Action action, Keeping keeping) {
        check(key);
        Instant now = clock.instant();
        UUID id = Hashes.id("idempotency key", Sha256.of(bytes(request.caller().name())), Sha256.of(bytes(key)));
        Keyed keyed = new Keyed(id, fingerprint(request), now.plus(KEPT));
        return switch (keys.take(keyed, request.id(), now, now.plus(LEASE))) {
            case Taken.Free free -> first(request.known(new Request.Once(id(id, keyed), free.begun())), id, action,
                    keeping);
            case Taken.Busy _ -> throw Refusal.CONFLICT
                    .because("a request with this " + HEADER + " is being answered; ask again")
                    .with("retry-after", "2");
            case Taken.Otherwise _ -> throw Refusal.IDEMPOTENCY_KEY_REUSED.because("this " + HEADER
                    + " was given to a request with another path, content type or body; take another for this one");
            case Taken.Answered answered -> keeping.again(request, read(answered.answer()))
                    .with("idempotency-replayed", "true");
        };
    }

    /** Another one when the key is given to another request, a day later or after a refusal. */
    private static UUID id(UUID key, Keyed keyed) {
        return Hashes.id("request", key.toString(), keyed.sha256());
    }

    private Answer first(Request request, UUID id, Route.Action action, Keeping keeping) {
        Answer answer;
        try {
            answer = action.answer(request);
        } catch (RuntimeException refused) {
            free(id, request, refused);
            throw refused;
        }
        keys.answered(id, request.id(), written(keeping.kept(answer)));
        return answer;
    }

    /** A key that cannot be freed now is free when its lease ends. */
    private void free(UUID id, Request request, RuntimeException refused) {
        try {
            keys.free(id, request.id(), clock.instant());
        } catch (CatalogueException unavailable) {
            refused.addSuppressed(unavailable);
        }
    }

    private static void check(String key) {
        if (key.isBlank() || key.length() > LONGEST) {
            throw RefusalException.of(List.of(new Fault(Fault.Where.HEADER, HEADER, "out-of-range",
                    "must have 1 to " + LONGEST + " characters, got " + key.length())));
        }
    }

    private static String fingerprint(Request request) {
        return Sha256.of(bytes(request.http().route() + '\n' + request.header("content-type").orElse("") + '\n'
                + Sha256.of(request.http().body())));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String written(Answer answer) {
        ObjectNode document = Json.object().put("status", answer.status());
        ObjectNode headers = document.putObject("headers");
        answer.headers().forEach(headers::put);
        return document.put("body", new String(answer.body(), StandardCharsets.UTF_8)).toString();
    }

    private static Answer read(String text) {
        JsonNode document = Json.parse(text);
        Map<String, String> headers = new LinkedHashMap<>();
        document.path("headers").properties()
                .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        return new Answer(document.path("status").intValue(), bytes(document.path("body").asText()), headers);
    }
}
