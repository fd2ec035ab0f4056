/**
 * The function that CloudFormation calls at every deployment: it makes and changes the catalogue's tables, which no
 * other function may. {@link io.segmenta.migration.MigrationHandler} is the entry point. May import: the JDK, AWS's
 * types of events, {@code io.segmenta.platform} and the catalogue.
 */
@NullMarked
package io.segmenta.migration;

import org.jspecify.annotations.NullMarked;
