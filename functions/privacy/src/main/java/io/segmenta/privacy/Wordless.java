package io.segmenta.privacy;

import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.Failure;

/** Why a run failed, without the words that quote its file: that it failed has to be known longer. */
final class Wordless {
    private static final String DETAIL = "what it said named a customer who was erased";

    private Wordless() {}

    /** The document in place of another; of one that cannot be read only that there was one. */
    static byte[] of(byte[] failure) {
        try {
            Failure known = Failure.parse(failure);
            return new Failure(known.reason(), DETAIL, known.key(), known.objectVersion()).write();
        } catch (ContractException malformed) {
            return new Failure("erased", DETAIL, "", "").write();
        }
    }

    /** Whether a document is one that was made here. */
    static boolean is(byte[] failure) {
        try {
            return Failure.parse(failure).detail().equals(DETAIL);
        } catch (ContractException malformed) {
            return false;
        }
    }
}
