/**
 * Events as AWS's runtime reads them: {@link io.segmenta.platform.events.RuntimeJson} for tests and for
 * {@link io.segmenta.platform.events.EventPriming}, which reads one before a snapshot is taken.
 */
@NullMarked
package io.segmenta.platform.events;

import org.jspecify.annotations.NullMarked;
