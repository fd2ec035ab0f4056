/**
 * What a function tells while it works: structured log lines and metrics, both as JSON on standard output.
 *
 * <p>
 * Never personal data: no values of the user's table, no request bodies, no messages that could quote them. May import:
 * Jackson, {@code io.segmenta.platform}.
 */
@NullMarked
package io.segmenta.platform.observe;

import org.jspecify.annotations.NullMarked;
