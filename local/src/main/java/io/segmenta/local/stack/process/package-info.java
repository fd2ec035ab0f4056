/**
 * Processes the stack starts. None outlives it: {@link io.segmenta.local.stack.process.Guardian} ends a child whose
 * parent is gone, {@link io.segmenta.local.stack.process.Processes} remembers on disk what was started and ends what a
 * killed stack left behind.
 */
@NullMarked
package io.segmenta.local.stack.process;

import org.jspecify.annotations.NullMarked;
