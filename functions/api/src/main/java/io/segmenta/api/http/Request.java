package io.segmenta.api.http;

import io.segmenta.api.access.Caller;
import io.segmenta.platform.http.HttpRequest;
import io.segmenta.platform.observe.Log;
import java.util.Map;
import java.util.Optional;

/**
 * A request that has found its route.
 *
 * @param variables the values of the path's parameters
 * @param path as it was asked for
 * @param log of this request
 */
public record Request(HttpRequest http, Caller caller, String path, Map<String, String> variables, Log log) {

    public Request {
        variables = Map.copyOf(variables);
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
