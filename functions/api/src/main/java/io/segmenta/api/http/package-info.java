/**
 * Requests, answers and refusals as the API's rules have them: routes with named parameters, queries, pages, entity
 * tags, problems. May import: {@code io.segmenta.api.access}, {@code io.segmenta.platform}, {@code io.segmenta.model}.
 */
@NullMarked
package io.segmenta.api.http;

import org.jspecify.annotations.NullMarked;
