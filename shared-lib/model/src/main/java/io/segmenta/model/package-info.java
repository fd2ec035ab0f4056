/**
 * What a fitted model is and how it answers: {@link io.segmenta.model.SegmentationModel} and its parts, the exceptions
 * of the whole product and the argument helper. JDK and a streaming JSON parser only; no I/O of its own; Java 17 class
 * files.
 */
package io.segmenta.model;
