/**
 * HTTP on the loopback interface, by Jetty: a server whose requests hold no thread while they wait
 * ({@link io.segmenta.local.stack.http.LoopbackServer}), a client of one port
 * ({@link io.segmenta.local.stack.http.LoopbackClient}) and a proxy that sends requests on without touching what a
 * signature covers ({@link io.segmenta.local.stack.http.Forwarder}).
 */
@NullMarked
package io.segmenta.local.stack.http;

import org.jspecify.annotations.NullMarked;
