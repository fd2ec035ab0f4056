package io.segmenta.learning;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Schema;
import io.segmenta.pipeline.memory.MemoryPlan;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file that is read once its memory has been planned.
 *
 * @param name of the file, for messages
 * @param size in bytes
 * @param declared what somebody says of its columns
 */
record PlannedRead(String name, long size, PipelineConfig config, Optional<Schema> declared, Workers workers) {
    /**
     * Reads it.
     *
     * @param data the content, not closed
     * @param available bytes of heap for what is held while it is read
     * @param within hears of the plan before the table is made, and may refuse it; of some files none can be made
     */
    ReadResult of(InputStream data, long available, Consumer<MemoryPlan> within) throws IOException {
        BufferedInputStream content = new BufferedInputStream(data, MemoryPlan.HEAD);
        content.mark(MemoryPlan.HEAD);
        byte[] head = content.readNBytes(MemoryPlan.HEAD);
        content.reset();
        MemoryPlan.refuseHeld(head, size, available);
        MemoryPlan.of(head, size, config, workers.threads()).ifPresent(within);
        return TableReader.read(content, name, config, declared, workers,
                outline -> within.accept(MemoryPlan.of(outline, config, workers.threads())));
    }
}
