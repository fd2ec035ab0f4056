/**
 * The stack that stands in for AWS on one machine: {@link io.segmenta.local.stack.LocalStack} starts the parts of the
 * sub-packages, wires them as {@code template.yaml} says and stops them. It knows AWS's edges and none of the product:
 * functions are started from their archives, never called in process.
 */
@NullMarked
package io.segmenta.local.stack;

import org.jspecify.annotations.NullMarked;
