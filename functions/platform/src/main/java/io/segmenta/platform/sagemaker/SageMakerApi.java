package io.segmenta.platform.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.platform.Json;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.aws.AwsException;
import io.segmenta.platform.aws.HttpBody;
import io.segmenta.platform.aws.HttpReply;
import io.segmenta.platform.aws.SignedHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** SageMaker's operations, spoken in its own protocol: JSON 1.1 over POST, the operation in a header. */
public final class SageMakerApi {
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final SignedHttp http;
    private final URI address;

    public SageMakerApi(Aws aws) {
        this.http = new SignedHttp(aws, "sagemaker", SILENCE);
        this.address = URI.create(aws.addresses().sageMaker() + '/');
    }

    /**
     * Asks for an operation, and returns its answer.
     *
     * @throws AwsException when SageMaker refuses
     */
    JsonNode call(String operation, ObjectNode request) {
        HttpReply reply;
        try {
            reply = http.send("POST", address, Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target",
                    "SageMaker." + operation), HttpBody.of(Json.bytes(request)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (reply.status() == OK) {
            return reply.body().length == 0 ? Json.object() : Json.parse(reply.text());
        }
        throw refusal(operation, reply);
    }

    private static AwsException refusal(String operation, HttpReply reply) {
        JsonNode fault = faultOf(reply);
        String type = fault.path("__type").asText(reply.header("x-amzn-errortype").orElse(""));
        // A name may come with its namespace before it, or an address behind it.
        String code = type.substring(type.indexOf('#') + 1).replaceFirst(":.*", "");
        String reason = fault.path("message").asText(fault.path("Message").asText(""));
        return new AwsException("SageMaker", "asked for " + operation, reply.status(), code, reason);
    }

    private static JsonNode faultOf(HttpReply reply) {
        try {
            return Json.parse(reply.text());
        } catch (IllegalArgumentException whatAProxySays) {
            return Json.object();
        }
    }
}
