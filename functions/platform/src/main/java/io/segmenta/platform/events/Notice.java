package io.segmenta.platform.events;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.UserIdentityEntity;
import java.util.List;
import java.util.Optional;

/**
 * What S3 says about an object.
 *
 * @param key decoded; as it was written when it cannot be decoded
 * @param version of a versioned bucket
 * @param etag empty when S3 tells none, as of an object that was removed
 * @param size in bytes, as declared; 0 when S3 tells none
 * @param by who did it, as AWS names principals; empty where S3 does not tell
 */
public record Notice(String event, String bucket, String key, Optional<String> version, String etag, long size,
        String by) {
    private static final String AWS = "AWS:";

    /** Whether an object was written. */
    public boolean isCreation() {
        return event.startsWith("ObjectCreated:") || event.startsWith("s3:ObjectCreated:");
    }

    /**
     * The records of a notification; none in the test event that S3 sends when a notification is set up.
     *
     * @throws IllegalArgumentException when there is no event, or a record names no bucket or key
     */
    public static List<Notice> of(S3Event event) {
        if (event == null) {
            throw new IllegalArgumentException("the event is not an S3 notification: it is empty");
        }
        return event.getRecords().stream().map(Notice::of).toList();
    }

    private static Notice of(S3EventNotificationRecord record) {
        S3Entity s3 = record.getS3();
        S3ObjectEntity object = s3.getObject();
        if (s3.getBucket().getName().isEmpty() || object.getKey().isEmpty()) {
            throw new IllegalArgumentException("a record of the notification names no bucket or no key");
        }
        return new Notice(record.getEventName(), s3.getBucket().getName(), decoded(object),
                Optional.ofNullable(object.getVersionId()).filter(version -> !version.isEmpty()),
                Optional.ofNullable(object.geteTag()).orElse(""),
                Optional.ofNullable(object.getSizeAsLong()).orElse(0L), by(record));
    }

    /** S3 puts a word before the identifier that other services have alone. */
    private static String by(S3EventNotificationRecord record) {
        String principal = Optional.ofNullable(record.getUserIdentity()).map(UserIdentityEntity::getPrincipalId)
                .orElse("");
        return principal.startsWith(AWS) ? principal.substring(AWS.length()) : principal;
    }

    private static String decoded(S3ObjectEntity object) {
        try {
            return object.getUrlDecodedKey();
        } catch (IllegalArgumentException e) {
            return object.getKey();
        }
    }
}
