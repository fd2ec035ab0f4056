package io.segmenta.simulation;

import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3BucketEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/** Events as AWS sends them. */
final class Events {
    /** The bucket of everything. */
    static final String BUCKET = "segmenta-data";

    private Events() {}

    static S3Event created(String key, SimulatedS3.Stored stored) {
        S3ObjectEntity object = new S3ObjectEntity(key, (long) stored.bytes().length, stored.etag(), stored.version(),
                "0");
        S3EventNotificationRecord record = new S3EventNotificationRecord("us-east-1", "ObjectCreated:Put", "aws:s3",
                null, "2.1", null, null,
                new S3Entity("upload", new S3BucketEntity(BUCKET, null, "arn:aws:s3:::" + BUCKET), object, "1.0"),
                null);
        return new S3Event(List.of(record));
    }

    static LambdaDestinationEvent trained(Object answer) {
        LambdaDestinationEvent event = new LambdaDestinationEvent();
        event.setResponsePayload(answer);
        return event;
    }

    static ScheduledEvent packageChanged(SimulatedSageMaker.Registered version, boolean approval) {
        Map<String, Object> detail = new HashMap<>();
        detail.put("ModelPackageGroupName", version.group());
        detail.put("ModelPackageArn", version.arn());
        detail.put("ModelApprovalStatus", version.status().toString());
        detail.put("UpdatedModelPackageFields",
                approval ? List.of("ModelApprovalStatus") : List.of("CustomerMetadataProperties"));
        return event("SageMaker Model Package State Change", detail);
    }

    static ScheduledEvent endpointChanged(String endpoint) {
        return event("SageMaker Endpoint State Change", new HashMap<>(Map.of("EndpointName", endpoint)));
    }

    static ScheduledEvent hourly() {
        return event("Scheduled Event", new HashMap<>());
    }

    private static ScheduledEvent event(String type, Map<String, Object> detail) {
        ScheduledEvent event = new ScheduledEvent();
        event.setDetailType(type);
        event.setDetail(detail);
        return event;
    }

    static boolean approved(SimulatedSageMaker.Registered version) {
        return version.status() == ModelApprovalStatus.APPROVED;
    }
}
