/**
 * Two versions of a model beside each other: which customer is answered by which
 * ({@link io.segmenta.model.experiment.Arm}), who has been answered by which
 * ({@link io.segmenta.model.experiment.Exposures}), and how far both say the same
 * ({@link io.segmenta.model.experiment.Agreement}). May use {@code .base} and {@code .json}.
 */
@NullMarked
package io.segmenta.model.experiment;

import org.jspecify.annotations.NullMarked;
