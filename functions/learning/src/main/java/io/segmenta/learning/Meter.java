package io.segmenta.learning;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.pipeline.memory.MemoryPlan;

/** Hears of each stage of training, and of the memory that it will take. */
public interface Meter extends Progress {
    /** Called when it is known, once or twice; the last one counts. */
    void planned(MemoryPlan plan);
}
