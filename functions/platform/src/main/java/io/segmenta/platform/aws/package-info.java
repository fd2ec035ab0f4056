/**
 * How clients of AWS's services are made: {@link io.segmenta.platform.aws.Aws}. May import: the JDK, the AWS SDK,
 * {@link io.segmenta.platform.Environment}.
 */
package io.segmenta.platform.aws;
