/**
 * Customers without their names: keyed hashes of identifiers, by which everything outside the uploads knows people, and
 * digests of rows that tell what was taken out. The keys are given from outside. May use {@code .base} and
 * {@code .json}.
 */
@NullMarked
package io.segmenta.model.privacy;

import org.jspecify.annotations.NullMarked;
