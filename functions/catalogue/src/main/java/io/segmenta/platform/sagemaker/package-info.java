/**
 * The model registry and the endpoints of SageMaker behind two ports, {@link io.segmenta.platform.sagemaker.Registry}
 * and {@link io.segmenta.platform.sagemaker.Endpoints}, which make its answers dependable: what exists already or is
 * gone already is no error, what is busy is {@link io.segmenta.platform.sagemaker.EndpointBusyException}, what it will
 * never accept is {@link io.segmenta.platform.sagemaker.RefusedException}. May import: the AWS SDK's client of
 * SageMaker, {@code io.segmenta.platform} and its package {@code aws}.
 */
@NullMarked
package io.segmenta.platform.sagemaker;

import org.jspecify.annotations.NullMarked;
