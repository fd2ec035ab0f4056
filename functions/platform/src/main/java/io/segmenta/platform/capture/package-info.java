/**
 * Counts of what models answer, on their way to the bucket: {@link io.segmenta.platform.capture.Captures}, and what is
 * seen of experiments: {@link io.segmenta.platform.capture.Trials}. May import: the JDK, {@code io.segmenta.model},
 * {@link io.segmenta.platform.observe}, {@link io.segmenta.platform.storage}.
 */
@NullMarked
package io.segmenta.platform.capture;

import org.jspecify.annotations.NullMarked;
