/**
 * Requests of the HTTP API, as its events tell them. For the functions behind it: the types of the events are those
 * functions' dependency, and no other's.
 */
@NullMarked
package io.segmenta.platform.http;

import org.jspecify.annotations.NullMarked;
