/** SageMaker endpoints, asked by requests that the AWS SDK signs, sends and repeats. */
@NullMarked
package io.segmenta.inference.aws;

import org.jspecify.annotations.NullMarked;
