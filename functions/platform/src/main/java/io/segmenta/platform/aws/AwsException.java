package io.segmenta.platform.aws;

/** A service has answered, and its answer is a refusal or, after every repetition, a fault. */
public final class AwsException extends RuntimeException {

    private final int status;
    private final String code;
    private final String reason;

    /**
     * @param service as people call it
     * @param status  of HTTP
     * @param code    the name of the fault, as the service gives it; empty when it gives none
     * @param reason  the service's words; empty when there are none
     */
    public AwsException(String service, String deed, int status, String code, String reason) {
        super((service + " answered " + status + ' ' + code).strip() + " when " + deed
                + (reason.isEmpty() ? "" : ": " + reason));
        this.status = status;
        this.code = code;
        this.reason = reason;
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }

    /** The name of the fault; empty when the service gave none. */
    public String code() {
        return code;
    }

    /** The service's own words; empty when there are none. */
    public String reason() {
        return reason;
    }
}
