/** PostgreSQL on one machine: {@link io.segmenta.local.stack.database.Database} is the real server from binaries. */
package io.segmenta.local.stack.database;
