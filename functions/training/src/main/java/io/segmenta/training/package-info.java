/**
 * An uploaded file becomes a trained run.
 *
 * <p>
 * {@link io.segmenta.training.TrainingHandler} turns a notification of S3 into calls of
 * {@link io.segmenta.training.TrainUpload}, which judges the {@link io.segmenta.training.Settings}, claims the run and
 * makes an {@link io.segmenta.training.Attempt} at it: the file is read as it arrives, trained on by the
 * {@link io.segmenta.training.Trainer} and what came of it written; the record that makes a run visible is written
 * last. A file beyond one function goes the {@link io.segmenta.training.LargeRoad}, on which
 * {@link io.segmenta.training.Wakings} bring it forward. May import: {@code io.segmenta.learning},
 * {@code io.segmenta.clustering}, {@code io.segmenta.platform}, {@code io.segmenta.model}.
 */
@NullMarked
package io.segmenta.training;

import org.jspecify.annotations.NullMarked;
