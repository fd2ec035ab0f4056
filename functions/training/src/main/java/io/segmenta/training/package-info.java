/**
 * An uploaded file becomes a trained run.
 *
 * <p>{@link io.segmenta.training.TrainingHandler} turns a notification of S3 into calls of
 * {@link io.segmenta.training.TrainUpload}, which claims the run, reads the file as it arrives, trains through the
 * {@link io.segmenta.training.Trainer} and writes what came of it; the record that makes a run visible is written
 * last. May import: {@code io.segmenta.clustering}, {@code io.segmenta.platform}, {@code io.segmenta.model}.
 */
package io.segmenta.training;
