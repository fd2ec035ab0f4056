/** How much memory a run needs, told before it starts. May use {@code .search}. */
@NullMarked
package io.segmenta.pipeline.memory;

import org.jspecify.annotations.NullMarked;
