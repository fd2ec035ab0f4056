/**
 * S3 on one machine: {@link io.segmenta.local.stack.storage.ObjectStorage} is S3Proxy in process over a folder, with
 * signatures checked, and tells of every object created.
 */
@NullMarked
package io.segmenta.local.stack.storage;

import org.jspecify.annotations.NullMarked;
