/**
 * What everything else stands on: the exceptions of the whole product ({@link
 * io.segmenta.model.base.DataException}, {@link io.segmenta.model.base.ConfigException}) and the argument helper
 * {@link io.segmenta.model.base.Check}. Imports the JDK only.
 */
@NullMarked
package io.segmenta.model.base;

import org.jspecify.annotations.NullMarked;
