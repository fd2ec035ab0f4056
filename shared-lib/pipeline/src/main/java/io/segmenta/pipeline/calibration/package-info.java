/**
 * Learns how sure the answers of a model are: {@link io.segmenta.pipeline.calibration.Calibrating} scores rows of
 * training as if they had not been there, and trains again on draws of the rows. May use {@code .algorithm}.
 */
@NullMarked
package io.segmenta.pipeline.calibration;

import org.jspecify.annotations.NullMarked;
