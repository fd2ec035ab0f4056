/**
 * Plain signed requests to AWS: the JDK and nothing else. Credentials come from the environment or from the container's
 * credential service. May import: the JDK, {@code io.segmenta.model.json}, {@link io.segmenta.platform.Environment}; the
 * inference function ships this package without the rest of what the platform needs.
 */
package io.segmenta.platform.aws;
