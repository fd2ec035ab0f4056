package io.segmenta.model.contract;

/**
 * Why a job of Apache Spark cannot use a file: {@code fault.json}, written by the module {@code spark}.
 *
 * @param reason a code in kebab-case
 * @param message a sentence for people, which may quote the file
 */
public record LargeFault(String reason, String message) {
    /**
     * Reads the document.
     *
     * @throws ContractException when it is none
     */
    public static LargeFault parse(byte[] document) {
        return ContractJson.read(document, LargeFile.FAULT.path(), object -> new LargeFault(
                ContractJson.filled(object, "reason"), ContractJson.filled(object, "message")));
    }
}
