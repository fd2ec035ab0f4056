/** How a program of its own uses the clustering library, with nothing else of Segmenta. */
@NullMarked
package io.segmenta.examples;

import org.jspecify.annotations.NullMarked;
