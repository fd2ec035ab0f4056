/**
 * How new rows are labelled by what was found, and how often as the fit labelled its own rows. May use {@code
 * .search}.
 */
package io.segmenta.pipeline.assign;
