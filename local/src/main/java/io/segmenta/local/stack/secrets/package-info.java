/** Secrets Manager on one machine: {@link io.segmenta.local.stack.secrets.Secrets} answers GetSecretValue. */
@NullMarked
package io.segmenta.local.stack.secrets;

import org.jspecify.annotations.NullMarked;
