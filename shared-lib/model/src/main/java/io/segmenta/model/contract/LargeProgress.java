package io.segmenta.model.contract;

import java.util.OptionalLong;

/**
 * How far a job of Apache Spark is: {@code progress.json}, written by the module {@code spark}.
 *
 * @param step {@code survey} or {@code fit}
 * @param stage within the step, as {@code scan}
 * @param round of the fit, from 1
 */
public record LargeProgress(String step, String stage, OptionalLong round) {
    /**
     * Reads the document.
     *
     * @throws ContractException when it is none
     */
    public static LargeProgress parse(byte[] document) {
        return ContractJson.read(document, LargeFile.PROGRESS.path(),
                object -> new LargeProgress(ContractJson.filled(object, "step"), ContractJson.filled(object, "stage"),
                        object.has("round") ? OptionalLong.of(object.integer("round")) : OptionalLong.empty()));
    }
}
