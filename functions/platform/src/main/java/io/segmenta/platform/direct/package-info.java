/**
 * AWS services for those who wait for a first answer: requests signed, sent and repeated by the AWS SDK, without its
 * clients of whole services, whose classes would have to be loaded first. May import: the JDK, the AWS SDK,
 * {@link io.segmenta.platform.aws}, {@link io.segmenta.platform.storage}.
 */
@NullMarked
package io.segmenta.platform.direct;

import org.jspecify.annotations.NullMarked;
