package io.segmenta.model.contract;

/**
 * What a job of Apache Spark fitted: {@code fitted.json}, written by the module {@code spark} when the model is there.
 *
 * @param dataSha256 of the rows, in hexadecimal, as {@link LargeSurvey} has it
 * @param modelSha256 of the model file, in hexadecimal
 */
public record LargeFit(long rows, String dataSha256, String modelSha256) {
    /**
     * Reads the document.
     *
     * @throws ContractException when it is none
     */
    public static LargeFit parse(byte[] document) {
        return ContractJson.read(document, LargeFile.FITTED.path(),
                object -> new LargeFit(object.integer("rows"), ContractJson.filled(object, "data_sha256"),
                        ContractJson.filled(object, "model_sha256")));
    }
}
