package io.segmenta.inference.aws;

import io.segmenta.inference.Endpoints;
import io.segmenta.inference.TimeLeft;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.CallAttributes;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Problem;
import io.segmenta.model.predict.Reply;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.direct.SignedRequests;
import io.segmenta.platform.direct.SignedRequests.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * SageMaker's endpoints, asked over its runtime API. What the invocation has left is the time for all attempts: one
 * that was refused at once is followed by others, one that was not answered in time by none.
 */
public final class SageMakerEndpoints implements Endpoints {

    /** Kept back for the connection, which may take 3 s, and for the refusal should the endpoint not answer. */
    private static final Duration KEPT = Duration.ofSeconds(4);
    private static final int MODEL_ERROR = 424;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    /** What SageMaker passes to and from a serverless endpoint; instances take all that Lambda does. */
    private static final int SERVERLESS_BYTES = 4 << 20;

    private final SignedRequests sageMaker;
    private final URI address;

    public SageMakerEndpoints(Aws aws) {
        this.sageMaker = new SignedRequests(aws, "sagemaker");
        this.address = aws.endpoint("SAGEMAKER_RUNTIME").orElseGet(() -> aws.publicAddress("runtime.sagemaker"));
    }

    @Override
    public Reply invoke(String endpoint, AnswerShape shape, String contentType, byte[] body, TimeLeft left)
            throws IOException {
        String invocations = SdkHttpUtils.appendUri(address.toString(),
                "endpoints/" + SdkHttpUtils.urlEncode(endpoint) + "/invocations");
        Answer reply = sageMaker.send(SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(URI.create(invocations))
                .putHeader("Content-Type", contentType)
                .putHeader(CallAttributes.HEADER, CallAttributes.write(shape))
                .build(), body, () -> left.now().minus(KEPT));
        if (reply.status() == 200) {
            return new Reply(200, reply.header("Content-Type").orElse("application/json"), reply.body());
        }
        if (reply.status() == MODEL_ERROR) {
            return original(endpoint, reply);
        }
        if (reply.status() == TOO_LARGE || (reply.status() == BAD_REQUEST && body.length > SERVERLESS_BYTES)) {
            return Problem.of(TOO_LARGE, "too-large", "The request is too large", "the endpoint does not take "
                    + body.length + " bytes, a serverless one at most " + SERVERLESS_BYTES
                    + "; send fewer records at once").toReply();
        }
        throw new IOException("endpoint " + endpoint + " answered " + reply.status());
    }

    /** SageMaker wraps what the container refused with; callers are to see the refusal itself. */
    private static Reply original(String endpoint, Answer reply) throws IOException {
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
