/**
 * EventBridge behind a port, {@link io.segmenta.platform.bus.Bus}: what other systems are told. May import: the AWS
 * SDK's client of EventBridge, {@code io.segmenta.platform.aws}, {@code io.segmenta.platform.catalogue}.
 */
@NullMarked
package io.segmenta.platform.bus;

import org.jspecify.annotations.NullMarked;
