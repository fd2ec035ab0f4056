package io.segmenta.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.platform.Json;
import io.segmenta.platform.Names;
import java.util.Optional;

/**
 * What an event of EventBridge is about.
 *
 * @param dataset empty when it is not one of ours
 * @param approved the version that somebody has just approved, if the event says so
 */
record Hint(Optional<String> dataset, Optional<String> approved) {
    private static final String PACKAGE = "SageMaker Model Package State Change";
    private static final String ENDPOINT = "SageMaker Endpoint State Change";

    /**
     * @throws IllegalArgumentException when the event is of another kind or names neither group nor endpoint
     */
    static Hint parse(JsonNode event) {
        JsonNode detail = event.path("detail");
        String type = Json.required(event, "detail-type");
        if (type.equals(ENDPOINT)) {
            return new Hint(Names.datasetOf(Json.required(detail, "EndpointName")), Optional.empty());
        } else if (type.equals(PACKAGE)) {
            boolean approval = detail.path("ModelApprovalStatus").asText().equals("Approved")
                    && detail.path("UpdatedModelPackageFields").valueStream()
                            .anyMatch(field -> field.asText().equals("ModelApprovalStatus"));
            return new Hint(Names.datasetOf(Json.required(detail, "ModelPackageGroupName")),
                    Optional.ofNullable(detail.path("ModelPackageArn").textValue()).filter(arn -> approval));
        }
        throw new IllegalArgumentException("no event of model packages or endpoints: \"" + type + "\"");
    }
}
