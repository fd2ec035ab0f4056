package io.segmenta.local.stack.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.http.Exchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a request to EMR Serverless asks for: an action on an application or a job run, and to hand on a role. */
final class EmrServerlessAccess {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICE = "emr-serverless.amazonaws.com";

    private final String prefix;

    EmrServerlessAccess(String region, String account) {
        this.prefix = "arn:aws:emr-serverless:" + region + ":" + account + ":";
    }

    /** The actions behind a call. */
    List<AccessRequest> call(Exchange exchange, byte[] body) {
        String path = exchange.path().orElse("");
        boolean ofOne = path.matches("/applications/[^/]+/jobruns/[^/]+");
        if (ofOne) {
            return List.of(AccessRequest.of(
                    exchange.method().equals("DELETE") ? "emr-serverless:CancelJobRun" : "emr-serverless:GetJobRun",
                    prefix + path));
        }
        String application = prefix + path.replaceFirst("/jobruns$", "");
        if (!exchange.method().equals("POST")) {
            return List.of(AccessRequest.of("emr-serverless:ListJobRuns", application));
        }
        List<AccessRequest> asked = new ArrayList<>();
        asked.add(AccessRequest.of("emr-serverless:StartJobRun", application));
        asked.add(new AccessRequest("iam:PassRole", role(body), Map.of("iam:PassedToService", SERVICE)));
        return asked;
    }

    private static String role(byte[] body) {
        try {
            return JSON.readTree(body).path("executionRoleArn").asText("*");
        } catch (IOException noJson) {
            return "*";
        }
    }
}
