/**
 * What everything else stands on: the exceptions of the whole product ({@link io.segmenta.model.base.DataException},
 * {@link io.segmenta.model.base.ConfigException}), the argument helper {@link io.segmenta.model.base.Check} and the
 * hash {@link io.segmenta.model.base.Sha256}. Imports the JDK only.
 */
@NullMarked
package io.segmenta.model.base;

import org.jspecify.annotations.NullMarked;
