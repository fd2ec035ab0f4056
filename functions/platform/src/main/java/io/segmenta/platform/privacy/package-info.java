/**
 * The key under which customers' identifiers are hashed, and who has opted out, as the functions come by them. May
 * import: {@code io.segmenta.model}, {@code .aws}, {@code .direct}, {@code .storage} and {@code .observe}.
 */
@NullMarked
package io.segmenta.platform.privacy;

import org.jspecify.annotations.NullMarked;
