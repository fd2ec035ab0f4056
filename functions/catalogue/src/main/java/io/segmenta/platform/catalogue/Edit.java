package io.segmenta.platform.catalogue;

import io.segmenta.platform.Hashes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person made of a segment's name and action: both as they are after it, so that the newest edit says all and
 * the one before it is what to go back to.
 *
 * @param segment lasting id
 * @param number of the edit among those of the segment, from 1
 * @param name that people gave it; empty where it is the model's
 * @param action that people gave it; empty where it is the model's, an empty text where there is none
 * @param by who edited, as the caller signed in
 */
public record Edit(String dataset, String segment, int number, Optional<String> name, Optional<String> action,
        String by, Instant at) {
    UUID id() {
        return Hashes.id("edit of a segment", dataset, segment, Integer.toString(number));
    }
}
