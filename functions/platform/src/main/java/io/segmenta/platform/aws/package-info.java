/**
 * How clients of AWS's services are made: {@link io.segmenta.platform.aws.Aws}. May import: the JDK, the AWS SDK,
 * {@link io.segmenta.platform.Environment}.
 */
@NullMarked
package io.segmenta.platform.aws;

import org.jspecify.annotations.NullMarked;
