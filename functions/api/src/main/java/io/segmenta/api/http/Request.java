package io.segmenta.api.http;

import io.segmenta.api.access.Caller;
import io.segmenta.platform.http.HttpRequest;
import io.segmenta.platform.observe.Log;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A request that has found its route.
 *
 * @param variables the values of the path's parameters
 * @param path as it was asked for
 * @param log of this request
 * @param id as Lambda names the call
 * @param once what a caller asks for by an idempotency key; empty without one
 */
public record Request(HttpRequest http, Caller caller, String path, Map<String, String> variables, Log log, String id,
        Optional<Once> once) {

    /**
     * A request that is to be answered once.
     *
     * @param id the same in each repetition
     * @param begun when a call began that has died over it, and may have done what was asked; empty when there is none
     */
    public record Once(UUID id, Optional<Instant> begun) {}

    public Request {
        variables = Map.copyOf(variables);
    }

    /** The same request, which is known as one when it is repeated. */
    public Request known(Once as) {
        return new Request(http, caller, path, variables, log, id, Optional.of(as));
    }

    /** A parameter of the path. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no parameter " + name);
        }
        return value;
    }

    /** A header. */
    public Optional<String> header(String name) {
        return http.header(name);
    }

    /** The query, of which these parameters are known. */
    public Query query(String... known) {
        return new Query(http.parameters(), known);
    }

    /**
     * Refuses every parameter of the query.
     *
     * @throws RefusalException when there is one
     */
    public void withoutQuery() {
        query().check();
    }

    /**
     * Lets a change go on only if the caller has seen the state that it changes.
     *
     * @param present the answer that shows this state
     * @throws RefusalException when {@code If-Match} is not there, or tells another state
     */
    public void mustHaveSeen(Answer present, com.fasterxml.jackson.databind.JsonNode state) {
        String tag = present.tag().orElseThrow();
        String seen = header("if-match").orElseThrow(() -> Refusal.PRECONDITION_NEEDED
                .because("send the entity tag of what you saw as If-Match; GET " + path + " tells it as ETag"));
        if (!EntityTags.match(seen, tag)) {
            throw Refusal.CHANGED_MEANWHILE.because("it is no longer as " + seen + " had it; look at it again")
                    .with("etag", tag).with("current", state);
        }
    }
}
