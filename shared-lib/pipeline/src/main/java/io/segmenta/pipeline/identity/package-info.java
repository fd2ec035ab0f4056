/**
 * What became of the segments of an earlier model: which goes on as which, which split, merged, ended or began. Goes by
 * what both models answer for the same rows, and by the customers that both files hold; never by what an algorithm
 * learned, so that it is the same for all.
 */
@NullMarked
package io.segmenta.pipeline.identity;

import org.jspecify.annotations.NullMarked;
