/**
 * Lambda on one machine: {@link io.segmenta.local.stack.lambda.Functions} calls the template's functions, at once or
 * from a queue on disk. Each runs in a JVM of its own, from its packaged archive, under AWS's runtime interface client,
 * which speaks the Lambda runtime API to {@link io.segmenta.local.stack.lambda.RuntimeApi}.
 */
@NullMarked
package io.segmenta.local.stack.lambda;

import org.jspecify.annotations.NullMarked;
