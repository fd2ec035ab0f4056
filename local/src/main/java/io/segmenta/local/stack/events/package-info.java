/**
 * The default event bus: {@link io.segmenta.local.stack.events.EventPattern} says which events a rule takes, and
 * {@link io.segmenta.local.stack.events.EventBus} hands them on.
 */
package io.segmenta.local.stack.events;
