/**
 * Views of features: what one makes of a file of its source, and how its columns are joined to the rows of another
 * file.
 */
@NullMarked
package io.segmenta.pipeline.view;

import org.jspecify.annotations.NullMarked;
