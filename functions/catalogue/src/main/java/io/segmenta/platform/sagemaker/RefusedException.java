package io.segmenta.platform.sagemaker;

import java.util.Objects;

/** SageMaker does not accept what was asked and would not accept it the next time either. */
public final class RefusedException extends RuntimeException {
    public RefusedException(String message) {
        super(message);
    }

    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns what is wrong, never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }
}
