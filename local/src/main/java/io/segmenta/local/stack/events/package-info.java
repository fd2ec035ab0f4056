/**
 * The default event bus: {@link io.segmenta.local.stack.events.EventPattern} says which events a rule takes, and
 * {@link io.segmenta.local.stack.events.EventBus} hands them on.
 */
@NullMarked
package io.segmenta.local.stack.events;

import org.jspecify.annotations.NullMarked;
