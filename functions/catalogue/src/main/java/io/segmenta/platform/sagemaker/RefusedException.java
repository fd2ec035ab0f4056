package io.segmenta.platform.sagemaker;

/** SageMaker does not accept what was asked and would not accept it the next time either. */
public final class RefusedException extends RuntimeException {
    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
