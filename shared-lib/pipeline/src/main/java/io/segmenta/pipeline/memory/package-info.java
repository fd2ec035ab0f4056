/** How much memory a run needs, told before it starts. May use {@code .search}. */
package io.segmenta.pipeline.memory;
