/**
 * Objects in S3 behind one port, {@link io.segmenta.platform.storage.ObjectStore}. Immutable objects are created with
 * {@code If-None-Match}, moving ones replaced with {@code If-Match}; a refusal is believed only after reading back,
 * because a retried request can be refused by its own first attempt. May import: the JDK,
 * {@code io.segmenta.platform.aws}, the AWS SDK's client of S3.
 */
@NullMarked
package io.segmenta.platform.storage;

import org.jspecify.annotations.NullMarked;
