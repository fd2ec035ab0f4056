package io.segmenta.training;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Schema;
import io.segmenta.platform.storage.ObjectContent;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Learns a segmentation from a file. */
interface Trainer {
    /** The artefact that is the model. */
    String MODEL = "model.tar.gz";
    /** The artefact that tells of the columns. */
    String SCHEMA = "schema.json";
    /** The artefact that holds the metrics. */
    String METRICS = "metrics.json";

    /**
     * A file of a run.
     *
     * @param path within the run's folder
     */
    record Output(String path, String contentType, ObjectContent content) {}

    /**
     * The same bytes and configuration give the same outputs.
     *
     * @param data the file, read as it arrives and not closed
     * @param size of the file in bytes
     * @param declared what the user said of the columns; the rest is found
     * @param beginning the model to go on with, or none to train anew
     * @param meter hears of each stage
     * @throws io.segmenta.model.base.DataException when nothing can be learned from it
     */
    List<Output> train(InputStream data, long size, String fileName, PipelineConfig config,
            Optional<Schema> declared, Beginning beginning, RunMeter meter);
}
