package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The outputs of a deployed stack: its bucket, its HTTP API and so on. */
record StackOutputs(Map<String, String> all) {
    private static final ObjectMapper JSON = new ObjectMapper();

    StackOutputs {
        all = Collections.unmodifiableMap(new TreeMap<>(all));
    }

    static StackOutputs of(Tools tools, String stackName) throws IOException {
        JsonNode answer = JSON.readTree(tools.output("aws", "cloudformation", "describe-stacks", "--stack-name",
                stackName, "--output", "json"));
        Map<String, String> outputs = new TreeMap<>();
        for (JsonNode output : answer.path("Stacks").path(0).path("Outputs")) {
            outputs.put(output.path("OutputKey").asText(), output.path("OutputValue").asText());
        }
        return new StackOutputs(outputs);
    }

    String bucket(String stackName) {
        String bucket = all.get("Bucket");
        if (bucket == null) {
            throw CliException.infrastructure("the stack %s has no output Bucket; is it Segmenta's?", stackName);
        }
        return bucket;
    }
}
