/** One machine that stands in for AWS. */
@NullMarked
package io.segmenta.local;

import org.jspecify.annotations.NullMarked;
