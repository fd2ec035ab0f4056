/**
 * The model file: {@link io.segmenta.model.file.ModelFile} writes a model to the same bytes every time and reads it
 * back safely, whoever wrote it. May use every other package of the module but {@code .predict}.
 */
@NullMarked
package io.segmenta.model.file;

import org.jspecify.annotations.NullMarked;
