/**
 * A trained run becomes a version in the model registry, pending approval.
 *
 * <p>
 * {@link io.segmenta.registration.RegistrationHandler} turns the result of training into calls of
 * {@link io.segmenta.registration.RegisterRun}; {@link io.segmenta.registration.Gates} decides whether the policy
 * approves by itself. May import: {@code io.segmenta.platform}, {@code io.segmenta.model}.
 */
@NullMarked
package io.segmenta.registration;

import org.jspecify.annotations.NullMarked;
