package io.segmenta.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
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
    private static final String JSON_TYPE = "application/json";

    @ParentCommand
    private Segmenta root;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RECORD", arity = "0..*", description = "field=value ..., or one JSON object, or - for "
            + "JSON on standard input.")
    private List<String> record = List.of();

    @Option(names = "--dataset", paramLabel = "NAME", description = "Whose model answers (default: the only one live).")
    private @Nullable String dataset;

    @Option(names = "--file", paramLabel = "FILE", description = "Many records: .json, shown as a table; .csv, .tsv, "
            + ".txt or .jsonl, also with .gz, of any length, answered in kind. The file that trained the model is one.")
    private @Nullable Path file;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the answers to --file go, whole or not at all; "
            + "broken off, the same command goes on where it stopped (default: to the output).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        if (file == null == record.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give either a RECORD or --file FILE");
        }
        if (out != null && file == null) {
            throw new ParameterException(spec.commandLine(), "--out goes with --file FILE");
        }
        return file == null ? record() : file(TrainCommand.existing(root, file));
    }

    private int record() throws IOException {
        HttpApi.Answer answer = ask("/predict", RecordArgument.json(record, spec));
        if (root.json()) {
            root.screen().line(answer.text().stripTrailing());
        } else {
            PredictionView.show(root.screen(), "", answer.json());
        }
        return CliException.OK;
    }

    private int file(Path path) throws IOException {
        String type = contentType(path);
        if (type.equals(JSON_TYPE)) {
            document(ask("/predict/batch", Files.readAllBytes(path)));
        } else {
            parts(new PredictFile(api(), root.screen(), named(), type), path);
        }
        return CliException.OK;
    }

    private HttpApi api() {
        return root.api();
    }

    private @Nullable String named() {
        return dataset == null ? null : DatasetNames.check(dataset);
    }

    private HttpApi.Answer ask(String path, byte[] body) throws IOException {
        String named = named();
        HttpApi.Answer answer = api().post(named == null ? path : path + "?dataset=" + named, JSON_TYPE, body);
        if (answer.status() != 200) {
            throw answer.failure();
        }
        return answer;
    }

    private void document(HttpApi.Answer answer) throws IOException {
        if (out != null) {
            Path into = root.environment().resolve(out);
            Path whole = into.resolveSibling(into.getFileName() + ".part");
            Files.write(whole, answer.body());
            Files.move(whole, into, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else if (root.json()) {
            root.screen().line(answer.text().stripTrailing());
        } else {
            PredictionView.showMany(root.screen(), answer.json());
        }
    }

    private void parts(PredictFile asking, Path path) throws IOException {
        try (Meter meter = root.screen().meter("")) {
            if (out != null) {
                asking.ask(path, root.environment().resolve(out), meter);
                return;
            }
            Path folder = Files.createTempDirectory("segmenta-predict");
            Path answers = folder.resolve("answers");
            try {
                asking.ask(path, answers, meter);
                Files.copy(answers, root.environment().out());
                root.environment().out().flush();
            } finally {
                for (String left : List.of("answers", "answers.part", "answers.part.json")) {
                    Files.deleteIfExists(folder.resolve(left));
                }
                Files.deleteIfExists(folder);
            }
        }
    }

    private static String contentType(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
        return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
            case "csv", "tsv", "tab", "txt" -> "text/csv";
            case "jsonl", "ndjson" -> "application/jsonlines";
            case "json" -> JSON_TYPE;
            default ->
                throw CliException.user("the name of a file of records must end in .csv, .tsv, .txt, .jsonl or .json, "
                        + "got %s", file.getFileName());
        };
    }
}
