/**
 * Whether what a model is asked has changed since it was trained. Everything watched is a count, so windows add up in
 * any order and hold no record.
 *
 * <p>
 * A {@link io.segmenta.pipeline.drift.Statistic} is the mean of a score or a share; a
 * {@link io.segmenta.pipeline.drift.Reading} is what a window says of it beside the baseline.
 * {@link io.segmenta.pipeline.drift.DriftMonitor} judges windows one after another: a day detector
 * ({@link io.segmenta.pipeline.drift.Holm}) finds sudden changes, a {@link io.segmenta.pipeline.drift.MemoryDetector}
 * slow ones, and both keep to an {@link io.segmenta.pipeline.drift.AlarmBudget}. May use no other package of the
 * pipeline; distributions are Smile's, behind its wall.
 */
@NullMarked
package io.segmenta.pipeline.drift;

import org.jspecify.annotations.NullMarked;
