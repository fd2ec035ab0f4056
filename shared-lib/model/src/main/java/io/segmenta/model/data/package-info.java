/**
 * Data as the library sees it: a {@link io.segmenta.model.data.Table} as it was read, the
 * {@link io.segmenta.model.data.Schema} that says what its columns are, one {@link io.segmenta.model.data.InputRecord}
 * to be answered, and the {@link io.segmenta.model.data.Matrix} of features. May use {@code .base} and {@code .json}
 * only.
 */
@NullMarked
package io.segmenta.model.data;

import org.jspecify.annotations.NullMarked;
