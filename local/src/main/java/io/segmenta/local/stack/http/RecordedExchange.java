package io.segmenta.local.stack.http;

import java.util.Map;

/**
 * A request and its answer as they passed a port. Names of headers are in lower case, several values of one are parted
 * by {@code ", "}; bodies are told byte by byte as characters of ISO 8859-1, at most the first million of each.
 *
 * @param target the path with its query, both as they came
 */
public record RecordedExchange(String method, String target, Map<String, String> requestHeaders, String requestBody,
        int status, Map<String, String> answerHeaders, String answerBody) {

    public RecordedExchange {
        requestHeaders = Map.copyOf(requestHeaders);
        answerHeaders = Map.copyOf(answerHeaders);
    }
}
