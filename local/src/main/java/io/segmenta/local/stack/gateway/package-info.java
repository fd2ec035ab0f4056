/** The HTTP API: {@link io.segmenta.local.stack.gateway.HttpApi} turns requests into calls of functions. */
@NullMarked
package io.segmenta.local.stack.gateway;

import org.jspecify.annotations.NullMarked;
