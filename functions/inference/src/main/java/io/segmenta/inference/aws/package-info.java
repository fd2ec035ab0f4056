/**
 * The two AWS services that an answer needs, as plain signed requests: objects of S3 and SageMaker endpoints. The JDK
 * and nothing else; credentials come from the environment or from the container's credential service.
 */
package io.segmenta.inference.aws;
