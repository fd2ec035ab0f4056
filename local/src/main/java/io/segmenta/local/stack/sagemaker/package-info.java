/**
 * SageMaker on one machine: {@link io.segmenta.local.stack.sagemaker.SageMaker} answers the operations of the model
 * registry and of endpoints in SageMaker's own protocol (JSON 1.1), with its states, refusals and events, and SageMaker
 * Runtime's invocations. An endpoint is the real serving program in a process of its own.
 */
@NullMarked
package io.segmenta.local.stack.sagemaker;

import org.jspecify.annotations.NullMarked;
