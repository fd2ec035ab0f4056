/**
 * What people browse: data sets, runs, models, approvals, deployments, in PostgreSQL.
 *
 * <p>
 * {@link io.segmenta.platform.catalogue.Catalogue} is the port, {@link io.segmenta.platform.catalogue.SqlCatalogue} the
 * only place with SQL. The SQL stays inside what Aurora DSQL accepts: UUID keys, JSONB, one statement per transaction,
 * no locks, sequences, triggers or savepoints. May import: the JDK, the PostgreSQL driver, DSQL utilities of the AWS
 * SDK, {@code io.segmenta.platform} and its package {@code aws}.
 */
@NullMarked
package io.segmenta.platform.catalogue;

import org.jspecify.annotations.NullMarked;
