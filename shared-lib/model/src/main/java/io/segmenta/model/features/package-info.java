/**
 * Tables of features by customer: how their rows lie in files, how one customer's is found by one stretch of a file of
 * some kilobytes, and how one is taken out. May use {@code .base}, {@code .contract}, {@code .data}, {@code .json},
 * {@code .privacy} and {@code .rows}.
 */
@NullMarked
package io.segmenta.model.features;

import org.jspecify.annotations.NullMarked;
