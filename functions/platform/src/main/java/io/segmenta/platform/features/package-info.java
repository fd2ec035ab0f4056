/**
 * The tables of features as they are looked into, by predictions and by those who join them. May import:
 * {@code io.segmenta.model} and {@code .storage}.
 */
@NullMarked
package io.segmenta.platform.features;

import org.jspecify.annotations.NullMarked;
