/**
 * What is watched of a model that answers: {@link io.segmenta.model.monitor.MonitorBaseline} holds how often each value
 * came in training, {@link io.segmenta.model.monitor.Counts} how often it was asked for. Both are counts: they merge
 * exactly, in any order, and hold no record. May use {@code .base}, {@code .json}, {@code .data}, {@code .steps} and
 * {@code .assign}.
 */
@NullMarked
package io.segmenta.model.monitor;

import org.jspecify.annotations.NullMarked;
