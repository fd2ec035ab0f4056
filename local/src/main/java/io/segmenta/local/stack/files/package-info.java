/** Files that survive a crash: {@link io.segmenta.local.stack.files.DurableFiles} writes whole or not at all. */
package io.segmenta.local.stack.files;
