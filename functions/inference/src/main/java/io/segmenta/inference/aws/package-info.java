/**
 * The two AWS services that an answer needs, objects of S3 and SageMaker endpoints: requests signed, sent and repeated
 * by the AWS SDK, without its clients of whole services.
 */
@NullMarked
package io.segmenta.inference.aws;

import org.jspecify.annotations.NullMarked;
