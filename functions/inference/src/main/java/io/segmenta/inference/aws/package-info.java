/**
 * The two AWS services that an answer needs, objects of S3 and SageMaker endpoints: requests signed, sent and repeated by
 * the AWS SDK, without its clients of whole services.
 */
package io.segmenta.inference.aws;
