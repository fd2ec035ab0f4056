/**
 * HTTP on the loopback interface: the JDK's server with one virtual thread per request
 * ({@link io.segmenta.local.stack.http.LoopbackServer}) and a client that sends a request on without touching what a
 * signature covers ({@link io.segmenta.local.stack.http.WireClient}).
 */
package io.segmenta.local.stack.http;
