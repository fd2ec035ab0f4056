/**
 * A run on the shelf: its parts in a folder or in one archive. May import: {@code io.segmenta.learning},
 * {@code io.segmenta.model}.
 */
@NullMarked
package io.segmenta.local.repeat;

import org.jspecify.annotations.NullMarked;
