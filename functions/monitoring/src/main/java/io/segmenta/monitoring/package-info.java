/**
 * What a model was asked, day by day, beside what it was trained on.
 *
 * <p>
 * {@link io.segmenta.monitoring.MonitoringHandler} is called every hour and closes, by
 * {@link io.segmenta.monitoring.CloseDays}, the days of each data set that are over:
 * {@link io.segmenta.monitoring.CountFiles} adds up the counts of a window, the library judges them,
 * {@link io.segmenta.monitoring.Closing} is what is written down. {@link io.segmenta.monitoring.LookAtExperiments}
 * looks at the experiments that run. May import: {@code io.segmenta.platform}, {@code io.segmenta.model},
 * {@code io.segmenta.pipeline.drift}, {@code io.segmenta.pipeline.experiment}.
 */
@NullMarked
package io.segmenta.monitoring;

import org.jspecify.annotations.NullMarked;
