/** The HTTP API: {@link io.segmenta.local.stack.gateway.HttpApi} turns requests into calls of functions. */
package io.segmenta.local.stack.gateway;
