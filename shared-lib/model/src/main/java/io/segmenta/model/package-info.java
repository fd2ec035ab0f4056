/**
 * What a fitted model is: {@link io.segmenta.model.SegmentationModel} and its parts. JDK and a streaming JSON parser
 * only; no I/O of its own; Java 17 class files. May use {@code .assign}, {@code .base}, {@code .data} and
 * {@code .steps}.
 */
@NullMarked
package io.segmenta.model;

import org.jspecify.annotations.NullMarked;
