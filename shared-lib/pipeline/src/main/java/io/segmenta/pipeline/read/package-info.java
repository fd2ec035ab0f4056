/**
 * Turns the bytes of an uploaded file into a table and says how it understood them.
 * {@link io.segmenta.pipeline.read.TableReader} is the door; the dialect, the encoding and the place of the header are
 * found from the head of the file, the rest is streamed into columns. May use {@code .schema} for the meaning of
 * values, {@code .aggregate} and {@code .parquet}.
 */
@NullMarked
package io.segmenta.pipeline.read;

import org.jspecify.annotations.NullMarked;
