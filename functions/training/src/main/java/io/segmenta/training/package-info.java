/** The training function. */
package io.segmenta.training;
