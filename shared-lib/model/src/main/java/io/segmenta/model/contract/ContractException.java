package io.segmenta.model.contract;

/**
 * A document that another program of the product wrote cannot be read. The message is one sentence with the document,
 * the field and what was found there. No input of a user's is at fault, so a run does not end by it: it is thrown on.
 */
public final class ContractException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** A refusal for a reason of its own. */
    public ContractException(String message) {
        super(message);
    }

    /** A refusal by a parser. */
    public ContractException(String message, Throwable cause) {
        super(message, cause);
    }
}
