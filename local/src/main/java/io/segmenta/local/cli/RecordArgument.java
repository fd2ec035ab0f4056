package io.segmenta.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A record on the command line. */
final class RecordArgument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordArgument() {}

    /**
     * Returns a record as JSON.
     *
     * @param record {@code field=value ...}, or one JSON object, or {@code -} for JSON on standard input
     * @param spec of the command, for its complaints
     */
    static byte[] json(List<String> record, CommandSpec spec) throws IOException {
        String only = record.size() == 1 ? record.getFirst().strip() : "";
        if (only.equals("-")) {
            return System.in.readAllBytes();
        }
        if (only.startsWith("{")) {
            return only.getBytes(StandardCharsets.UTF_8);
        }
        ObjectNode fields = JSON.createObjectNode();
        for (String field : record) {
            int equals = field.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(spec.commandLine(), "a record is field=value ..., got \"" + field + "\"");
            }
            fields.set(field.substring(0, equals).strip(), value(field.substring(equals + 1).strip()));
        }
        return JSON.writeValueAsBytes(fields);
    }

    /** A number where the text is one, else the text. */
    private static JsonNode value(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            return read != null && read.isNumber() ? read : JSON.getNodeFactory().textNode(text);
        } catch (JsonProcessingException plainText) {
            return JSON.getNodeFactory().textNode(text);
        }
    }
}
