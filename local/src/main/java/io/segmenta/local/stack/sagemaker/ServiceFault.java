package io.segmenta.local.stack.sagemaker;

/** A refusal, as SageMaker words it. */
final class ServiceFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;

    ServiceFault(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    /** What SageMaker calls most refusals, a missing or existing resource among them. */
    static ServiceFault validation(String message) {
        return new ServiceFault(400, "ValidationException", message);
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}
