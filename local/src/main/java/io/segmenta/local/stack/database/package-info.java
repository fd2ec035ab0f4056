/** PostgreSQL on one machine: {@link io.segmenta.local.stack.database.Database} is the real server from binaries. */
@NullMarked
package io.segmenta.local.stack.database;

import org.jspecify.annotations.NullMarked;
