package io.segmenta.simulation;

import io.segmenta.api.SimulatedApi;
import io.segmenta.api.http.Answer;
import io.segmenta.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What somebody does over the API, by one or more requests one after another. Who gets no answer asks again, twice at
 * most.
 */
interface Errand {
    /** Does it; what became of it, in words. */
    String run(Client client);

    /** No answer, or one that says to ask again. */
    final class Unanswered extends RuntimeException {
        private final int status;

        Unanswered(int status, String words) {
            super(words, null, false, false);
            this.status = status;
        }

        /** Whether the API itself failed. */
        boolean isFault() {
            return status >= 500;
        }
    }

    /** A program that asks the API, each request under an id of its own. */
    final class Client {
        private static final String BASE = "/api/v1";

        private final SimulatedApi api;
        private final String requestId;
        private int requests;

        Client(SimulatedApi api, String requestId) {
            this.api = api;
            this.requestId = requestId;
        }

        Answer get(String path) {
            return send("GET", path, Map.of(), "");
        }

        /**
         * Sends a request.
         *
         * @throws Unanswered when it is to be sent again
         */
        Answer send(String method, String path, Map<String, String> headers, String body) {
            Answer answer = api.answer(method, BASE + path, headers, body, requestId + '-' + ++requests);
            boolean later = answer.headers().containsKey("retry-after") && answer.status() >= 400;
            if (answer.status() >= 500 || later) {
                throw new Unanswered(later ? 409 : answer.status(), method + ' ' + path + " is answered "
                        + answer.status() + ' ' + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer;
        }

        static JsonNode json(Answer answer) {
            return Json.parse(new String(answer.body(), StandardCharsets.UTF_8));
        }
    }
}
