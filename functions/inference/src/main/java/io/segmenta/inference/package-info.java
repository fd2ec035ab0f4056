/** The inference function. */
package io.segmenta.inference;
