package io.segmenta.platform.sagemaker;

/**
 * An endpoint as it is now.
 *
 * @param config the configuration it answers with; while it changes, the one it answered with before
 * @param reason why it failed, if it did
 */
public record EndpointState(String name, String config, Status status, String reason) {
    /** What an endpoint is doing. */
    public enum Status {
        /** Answering, free to be changed. */
        IN_SERVICE,
        /** Changing by itself; its next event tells how that ended. */
        BUSY,
        /** Being deleted. */
        DELETING,
        /** Of no use any more: it can only be deleted. */
        FAILED
    }

    /** Whether it answers with a configuration, or is changing, which may bring it there. */
    public boolean answersOrChanges(String wanted) {
        return switch (status) {
            case BUSY -> true;
            case IN_SERVICE -> config.equals(wanted);
            case DELETING, FAILED -> false;
        };
    }
}
