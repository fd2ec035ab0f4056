/** Files that survive a crash: {@link io.segmenta.local.stack.files.DurableFiles} writes whole or not at all. */
@NullMarked
package io.segmenta.local.stack.files;

import org.jspecify.annotations.NullMarked;
