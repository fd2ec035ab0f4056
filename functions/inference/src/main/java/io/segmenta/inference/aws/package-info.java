/** The two AWS services that an answer needs: objects of S3 and SageMaker endpoints, asked by plain signed requests. */
package io.segmenta.inference.aws;
