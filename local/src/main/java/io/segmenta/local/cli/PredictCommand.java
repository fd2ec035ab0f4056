package io.segmenta.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code segmenta predict}: asks the HTTP API which segment a customer is in. */
@Command(name = "predict", description = "Ask which segment a customer is in: one record, or a file of them.")
final class PredictCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParentCommand
    private Segmenta root;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RECORD", arity = "0..*", description = "field=value ..., or one JSON object, or - for "
            + "JSON on standard input.")
    private List<String> record = List.of();

    @Option(names = "--dataset", paramLabel = "NAME", description = "Whose model answers (default: the only one live).")
    private @Nullable String dataset;

    @Option(names = "--file", paramLabel = "FILE", description = "Many records: .json, shown as a table; .csv or "
            + ".jsonl, answered in kind.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        if (file == null == record.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give either a RECORD or --file FILE");
        }
        Optional<Path> given = Optional.ofNullable(file).map(path -> TrainCommand.existing(root, path));
        String type = given.map(PredictCommand::contentType).orElse("application/json");
        HttpApi api = new HttpApi(root.stack().httpApi());
        String query = dataset == null ? "" : "?dataset=" + DatasetNames.check(dataset);
        HttpApi.Answer answer = given.isPresent()
                ? api.post("/predict/batch" + query, type, Files.readAllBytes(given.get()))
                : api.post("/predict" + query, type, body());
        if (answer.status() != 200) {
            throw answer.failure();
        }
        if (root.json() || !type.equals("application/json")) {
            root.screen().line(answer.text().stripTrailing());
        } else if (file == null) {
            PredictionView.show(root.screen(), "", answer.json());
        } else {
            PredictionView.showMany(root.screen(), answer.json());
        }
        return CliException.OK;
    }

    private byte[] body() throws IOException {
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

    private static String contentType(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "csv" -> "text/csv";
            case "jsonl" -> "application/jsonlines";
            case "json" -> "application/json";
            default ->
                throw CliException.user("the name of a file of records must end in .csv, .json or .jsonl, got %s",
                        file.getFileName());
        };
    }
}
