/**
 * What registration and deployment do before Lambda takes a snapshot of them. May import: CRaC, the other packages of
 * {@code io.segmenta.platform}.
 */
@NullMarked
package io.segmenta.platform.snapshot;

import org.jspecify.annotations.NullMarked;
