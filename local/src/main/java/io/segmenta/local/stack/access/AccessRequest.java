package io.segmenta.local.stack.access;

import java.util.HashMap;
import java.util.Map;

/**
 * One thing that somebody asks to do.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource the ARN, or {@code *} where the action knows no resources
 * @param context condition keys with their values; a key that the request does not have is missing
 */
public record AccessRequest(String action, String resource, Map<String, String> context) {

    /** Every request has it; connections of this machine stand for ones with TLS. */
    private static final String SECURE = "aws:SecureTransport";

    public AccessRequest {
        Map<String, String> all = new HashMap<>(context);
        all.put(SECURE, "true");
        context = Map.copyOf(all);
    }

    /** A request without condition keys of its own. */
    static AccessRequest of(String action, String resource) {
        return new AccessRequest(action, resource, Map.of());
    }
}
