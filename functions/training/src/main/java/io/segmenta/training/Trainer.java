package io.segmenta.training;

import io.segmenta.learning.StartingPoint;
import io.segmenta.learning.Trained;
import java.io.InputStream;

/** Learns a segmentation from a file. */
interface Trainer {
    /**
     * The same bytes, settings and starting point give the same artifacts.
     *
     * @param data the file of the attempt, read as it arrives and not closed
     * @param start the model to go on with, or none to train anew
     * @param meter hears of each stage
     * @return files, among others {@link io.segmenta.model.contract.RunFile#MODEL}, {@code METRICS} and {@code SCHEMA}
     * @throws io.segmenta.model.base.DataException when nothing can be learned from it
     */
    Trained train(InputStream data, Attempt attempt, StartingPoint start, RunMeter meter);
}
