/**
 * What every function needs of AWS: its environment, ids, JSON.
 *
 * <p>
 * {@link io.segmenta.platform.Environment} is the only reader of environment variables. How things are called that
 * programs share is in {@code io.segmenta.model.contract}. May import: {@code io.segmenta.model}, Jackson.
 */
@NullMarked
package io.segmenta.platform;

import org.jspecify.annotations.NullMarked;
