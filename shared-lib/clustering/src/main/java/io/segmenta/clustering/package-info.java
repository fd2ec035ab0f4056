/** How a model is learned. */
package io.segmenta.clustering;
