package io.segmenta.pipeline.search;

import java.util.List;

/**
 * What a search over algorithms and parameters went through.
 *
 * @param tried every candidate that was fitted, in the order of the space
 * @param space candidates of the whole space
 * @param rows that the search looked at
 * @param decision how the one taken was found, in one or two sentences
 * @param notes what was not tried or found nothing, one sentence each
 */
public record SearchResult(List<EvaluatedCandidate> tried, int space, int rows, String decision, List<String> notes) {
    /** Copies the lists. */
    public SearchResult {
        tried = List.copyOf(tried);
        notes = List.copyOf(notes);
    }
}
