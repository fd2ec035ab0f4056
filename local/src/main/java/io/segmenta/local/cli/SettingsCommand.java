package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.local.stack.StackState;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.contract.SettingsKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import software.amazon.awssdk.core.sync.RequestBody;

/** {@code segmenta settings}: shows or replaces the settings of the deployment or of one data set. */
@Command(name = "settings", description = "Show the settings of the deployment or of a data set, or replace them by "
        + "a file.")
final class SettingsCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "A YAML file with the keys that differ from the "
            + "defaults.")
    private Path file;

    @Option(names = "--dataset", paramLabel = "NAME", description = "Those of one data set alone.")
    private String dataset;

    @Override
    public Integer call() {
        StackState stack = root.stack();
        String key = dataset == null ? SettingsKeys.BASE : SettingsKeys.settings(DatasetNames.check(dataset));
        Optional<String> replacement = Optional.ofNullable(file).map(this::checked);
        try (Aws aws = Aws.local(stack)) {
            replacement.ifPresent(text -> aws.s3().putObject(request -> request.bucket(stack.bucket()).key(key),
                    RequestBody.fromString(text)));
            String now = replacement.orElseGet(() -> Results.text(aws.s3(), stack.bucket(), key).orElse(""));
            if (root.json()) {
                root.screen().json(JsonNodeFactory.instance.objectNode().put("key", key).put("settings", now));
            } else if (replacement.isPresent()) {
                root.screen().line("Stored as s3://%s/%s; the next upload goes by it.", stack.bucket(), key);
            } else {
                root.screen()
                        .line(now.isEmpty() ? "No " + key + ": every setting has its default." : now.stripTrailing());
            }
        }
        return CliException.OK;
    }

    /** The text of the file, refused when a run would refuse it. */
    private String checked(Path given) {
        Path path = TrainCommand.existing(root, given);
        try {
            String text = Files.readString(path);
            ConfigReader.read(List.of(ConfigSource.yaml(given.toString(), text)));
            return text;
        } catch (ConfigException e) {
            throw CliException.user("%s", String.join("\n", e.problems()));
        } catch (MalformedInputException e) {
            throw CliException.user("%s is not a text in UTF-8", given);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
