package io.segmenta.local.stack.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.template.SystemPlan.CustomResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/**
 * What CloudFormation does with a custom resource: asks its function to make it, and goes on when that is done. The
 * answer is taken from what the function returns, so that no address to send it to is needed.
 */
public final class CustomResources {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Functions functions;
    private final String account;
    private final String region;

    public CustomResources(Functions functions, String account, String region) {
        this.functions = functions;
        this.account = account;
        this.region = region;
    }

    /**
     * Makes a resource.
     *
     * @throws IOException that says why it could not be made
     */
    public void make(CustomResource resource) throws IOException {
        String requestId = UUID.randomUUID().toString();
        ObjectNode event = JSON.createObjectNode().put("RequestType", "Create").put("RequestId", requestId)
                .put("StackId", "arn:aws:cloudformation:%s:%s:stack/segmenta/local".formatted(region, account))
                .put("LogicalResourceId", resource.id()).put("ResourceType", resource.type());
        event.set("ResourceProperties", JSON.valueToTree(resource.properties()));
        Outcome outcome = call(resource, requestId, event).orElseThrow(
                () -> new IOException(resource.id() + " was not made: " + resource.function() + " did not start"));
        JsonNode answer = JSON.readTree(outcome.payload());
        if (outcome instanceof Outcome.Failure || !answer.path("Status").asText().equals("SUCCESS")) {
            throw new IOException(resource.id() + " was not made: "
                    + answer.path("Reason").asText(answer.path("errorMessage").asText("no reason was given")));
        }
    }

    private Optional<Outcome> call(CustomResource resource, String requestId, JsonNode event) throws IOException {
        try {
            return functions.invoke(resource.function(), requestId, event.toString().getBytes(StandardCharsets.UTF_8),
                    PATIENCE).get();
        } catch (ExecutionException e) {
            throw new IOException(resource.id() + " was not made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
