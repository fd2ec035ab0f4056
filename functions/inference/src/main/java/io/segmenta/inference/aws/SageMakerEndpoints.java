package io.segmenta.inference.aws;

import io.segmenta.inference.Endpoints;
import io.segmenta.model.base.DataException;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.predict.Reply;
import io.segmenta.model.predict.Shape;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.aws.HttpBody;
import io.segmenta.platform.aws.HttpReply;
import io.segmenta.platform.aws.SigV4;
import io.segmenta.platform.aws.SignedHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** SageMaker's endpoints, asked over its runtime API. */
public final class SageMakerEndpoints implements Endpoints {

    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final int MODEL_ERROR = 424;

    private final SignedHttp http;
    private final String address;

    public SageMakerEndpoints(Aws aws) {
        this.http = new SignedHttp(aws, "sagemaker", SILENCE);
        this.address = aws.addresses().sageMakerRuntime();
    }

    @Override
    public Reply invoke(String endpoint, Shape shape, String contentType, byte[] body) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        headers.put("content-type", contentType);
        headers.put("x-amzn-sagemaker-custom-attributes", "shape=" + shape.name().toLowerCase(Locale.ROOT));
        URI uri = URI.create(address + "/endpoints/" + SigV4.encode(endpoint, false) + "/invocations");
        HttpReply reply = http.send("POST", uri, headers, HttpBody.of(body));
        if (reply.status() == 200) {
            return new Reply(200, reply.header("content-type").orElse("application/json"), reply.body());
        }
        if (reply.status() == MODEL_ERROR) {
            return original(endpoint, reply);
        }
        throw new IOException("endpoint " + endpoint + " answered " + reply.status());
    }

    /** SageMaker wraps what the container refused with; callers are to see the refusal itself. */
    private static Reply original(String endpoint, HttpReply reply) throws IOException {
        JsonObject wrapped;
        int status;
        try {
            wrapped = Json.parse(reply.body(), "model error");
            status = (int) wrapped.optionalNumber("OriginalStatusCode").orElse(500);
        } catch (DataException unknown) {
            throw new IOException("endpoint " + endpoint + " answered " + MODEL_ERROR + ": " + unknown.getMessage(),
                    unknown);
        }
        if (status < 400 || status >= 500) {
            throw new IOException("the container of endpoint " + endpoint + " answered " + status);
        }
        byte[] message = wrapped.optionalString("OriginalMessage").orElse("").getBytes(StandardCharsets.UTF_8);
        return new Reply(status, "application/problem+json", message);
    }
}
