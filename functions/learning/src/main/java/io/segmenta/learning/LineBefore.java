package io.segmenta.learning;

import io.segmenta.pipeline.identity.Line;

/** Reads the model before a run, with rows of its file. */
@FunctionalInterface
public interface LineBefore {
    /**
     * Reads it.
     *
     * @param free bytes of heap that the rows may take
     */
    Line read(long free);
}
