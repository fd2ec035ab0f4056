package io.segmenta.deployment;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.segmenta.model.contract.SageMakerNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an event of EventBridge is about: something of a data set's has changed its state. AWS's library has one type
 * for all of them, called after the first that there was, with what each service tells as a map.
 *
 * @param dataset empty when it is not one of ours
 * @param approved the version that somebody has just approved, if the event says so
 */
record StateChange(Optional<String> dataset, Optional<String> approved) {
    private static final String PACKAGE = "SageMaker Model Package State Change";
    private static final String ENDPOINT = "SageMaker Endpoint State Change";
    private static final String STATUS = "ModelApprovalStatus";

    /**
     * @param names which groups are ours
     * @param endpoints which endpoints are ours
     * @throws IllegalArgumentException when the event is of another kind, or names neither group nor endpoint
     */
    static StateChange of(ScheduledEvent event, SageMakerNames names,
            Function<String, Optional<String>> endpoints) {
        if (event == null || event.getDetail() == null) {
            throw new IllegalArgumentException("not an EventBridge event: it has no detail");
        }
        String type = event.getDetailType();
        Map<String, Object> detail = event.getDetail();
        if (ENDPOINT.equals(type)) {
            return new StateChange(endpoints.apply(required(detail, "EndpointName")), Optional.empty());
        } else if (PACKAGE.equals(type)) {
            return new StateChange(names.dataset(required(detail, "ModelPackageGroupName")),
                    text(detail, "ModelPackageArn").filter(arn -> isApproval(detail)));
        }
        throw new IllegalArgumentException("not an event of model packages or endpoints: \"" + type + "\"");
    }

    private static boolean isApproval(Map<String, Object> detail) {
        return text(detail, STATUS).filter("Approved"::equals).isPresent()
                && detail.get("UpdatedModelPackageFields") instanceof List<?> updated && updated.contains(STATUS);
    }

    private static String required(Map<String, Object> detail, String field) {
        return text(detail, field).filter(value -> !value.isEmpty()).orElseThrow(
                () -> new IllegalArgumentException(
                        "field \"" + field + "\" must be a string, got " + detail.get(field)));
    }

    private static Optional<String> text(Map<String, Object> detail, String field) {
        return detail.get(field) instanceof String value ? Optional.of(value) : Optional.empty();
    }
}
