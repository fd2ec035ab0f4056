/**
 * What people browse: data sets, runs, models, approvals, deployments, in PostgreSQL.
 *
 * <p>
 * {@link io.segmenta.platform.catalogue.Catalogue} is the port, {@link io.segmenta.platform.catalogue.SqlCatalogue} the
 * only place with SQL on rows; {@link io.segmenta.platform.catalogue.Migrations} makes the tables and
 * {@link io.segmenta.platform.catalogue.FunctionsRole} grants them, both as their owner. The SQL stays inside what
 * Aurora DSQL accepts: UUID keys, JSONB, one statement per transaction, no locks, sequences, triggers or savepoints.
 * May import: the JDK, the PostgreSQL driver, the AWS SDK's DSQL and Secrets Manager, {@code io.segmenta.platform} and
 * its package {@code aws}.
 */
@NullMarked
package io.segmenta.platform.catalogue;

import org.jspecify.annotations.NullMarked;
