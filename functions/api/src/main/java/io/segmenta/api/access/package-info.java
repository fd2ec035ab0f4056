/**
 * Who calls and what they may: {@link io.segmenta.api.access.SignIn} reads the caller from the event of the HTTP API,
 * which has checked the signature or token before. May import: {@code io.segmenta.platform}.
 */
@NullMarked
package io.segmenta.api.access;

import org.jspecify.annotations.NullMarked;
