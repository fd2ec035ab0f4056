/**
 * The REST API: everything a person or a program may do, but predictions.
 *
 * <p>
 * {@link io.segmenta.api.ApiHandler} is the Lambda entry, {@link io.segmenta.api.Routes} the table of what it answers,
 * {@link io.segmenta.api.Api} finds the route, asks for its role and answers. May import: {@code io.segmenta.api.http},
 * {@code io.segmenta.api.access}, {@code io.segmenta.platform}, {@code io.segmenta.model}.
 */
@NullMarked
package io.segmenta.api;

import org.jspecify.annotations.NullMarked;
