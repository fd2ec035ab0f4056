/**
 * Whether a challenger does better than the champion, at any look and without a planned end.
 *
 * <p>
 * {@link io.segmenta.pipeline.experiment.Observed} holds what customers did, by arm and by the champion's segment;
 * {@link io.segmenta.pipeline.experiment.Look} is what one look at it says: an
 * {@link io.segmenta.pipeline.experiment.Uplift} overall and in each segment with an interval that holds at every look
 * ({@link io.segmenta.pipeline.experiment.AnytimeInterval}), the evidence that customers are not parted as planned
 * ({@link io.segmenta.pipeline.experiment.SampleRatio}), and a {@link io.segmenta.pipeline.experiment.Decision}. May
 * use no other package of the pipeline; distributions are Smile's, behind its wall.
 */
@NullMarked
package io.segmenta.pipeline.experiment;

import org.jspecify.annotations.NullMarked;
