package io.segmenta.local.stack.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The event that S3 sends to a function, structure version 2.1. */
public final class Notifications {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Notifications() {}

    /** The notification of one object created; the key is URL-encoded in it. */
    public static ObjectNode of(ObjectCreated created, String region, String account) {
        ObjectNode event = JSON.createObjectNode();
        ObjectNode one = event.putArray("Records").addObject();
        one.put("eventVersion", "2.1").put("eventSource", "aws:s3").put("awsRegion", region)
                .put("eventTime", created.at().toString()).put("eventName", created.event());
        one.putObject("userIdentity").put("principalId", "AWS:" + account);
        one.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
        one.putObject("responseElements").put("x-amz-request-id", created.sequencer());
        ObjectNode s3 = one.putObject("s3").put("s3SchemaVersion", "1.0").put("configurationId", "local");
        ObjectNode bucket = s3.putObject("bucket").put("name", created.bucket());
        bucket.putObject("ownerIdentity").put("principalId", account);
        bucket.put("arn", "arn:aws:s3:::" + created.bucket());
        ObjectNode object = s3.putObject("object").put("key", encoded(created.key())).put("size", created.size())
                .put("eTag", created.eTag());
        if (created.versionId() != null) {
            object.put("versionId", created.versionId());
        }
        object.put("sequencer", created.sequencer());
        return event;
    }

    /** A space becomes a plus sign, a slash stays. */
    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
