/**
 * What every function needs of AWS: its environment, the names of things, JSON.
 *
 * <p>{@link io.segmenta.platform.Environment} is the only reader of environment variables;
 * {@link io.segmenta.platform.Names} the one place where a data set's keys and resource names are spelled. May import:
 * {@code io.segmenta.model}, Jackson.
 */
package io.segmenta.platform;
