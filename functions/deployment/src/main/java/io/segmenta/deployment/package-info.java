/**
 * What serves is brought into line with what is approved.
 *
 * <p>
 * {@link io.segmenta.deployment.DeploymentHandler} takes of an event whose state has changed and nothing more;
 * {@link io.segmenta.deployment.Reconciliation} asks the registry, the endpoint and the catalogue how things are and
 * takes the next step. Events may come late, twice and in any order. May import: {@code io.segmenta.platform},
 * {@code io.segmenta.model}.
 */
@NullMarked
package io.segmenta.deployment;

import org.jspecify.annotations.NullMarked;
