/** The SageMaker container program. */
package io.segmenta.serving;
