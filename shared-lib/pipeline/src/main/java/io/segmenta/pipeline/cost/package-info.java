/** What a run will cost, and what it has cost, at AWS's prices. May use {@code .algorithm}. */
@NullMarked
package io.segmenta.pipeline.cost;

import org.jspecify.annotations.NullMarked;
