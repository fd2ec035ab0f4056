package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.StackState;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.privacy.RowSum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** {@code segmenta erase}: takes a customer out of everything that is kept. */
@Command(name = "erase", description = "Take a customer out of everything that is kept, and write the receipt.")
final class EraseCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParentCommand
    private Segmenta root;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The customer's identifier, as the files have it.")
    private @Nullable String id;

    @Option(names = "--out", paramLabel = "FILE",
            description = "Where to write the receipt (default: erasure-NUMBER.json here).")
    private @Nullable Path out;

    @Option(names = "--verify", paramLabel = "RECEIPT",
            description = "Compare a receipt with what is there now, instead of erasing.")
    private @Nullable Path verify;

    @Override
    public Integer call() throws IOException {
        if ((id == null) == (verify == null)) {
            throw new ParameterException(spec.commandLine(), "give an identifier, or --verify and a receipt");
        }
        return id != null ? erase(id) : verified(root.environment().resolve(Optional.ofNullable(verify).orElseThrow()));
    }

    private int erase(String customer) throws IOException {
        JsonNode receipt;
        try (Meter meter = root.screen().meter("")) {
            receipt = new PrivacyApi(root.api()).erase(customer, meter);
        }
        Path file = root.environment().resolve(out == null
                ? Path.of("erasure-" + Texts.shortId(receipt.path("erasure").asText()) + ".json")
                : out);
        Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(receipt));
        Screen screen = root.screen();
        if (root.json()) {
            screen.json(receipt);
            return CliException.OK;
        }
        long rewritten = count(receipt, "rewritten");
        long deleted = count(receipt, "deleted");
        screen.line(rewritten + deleted == 0 ? "Nothing that is kept has this customer."
                : "Erased: %s written anew without the customer, %s deleted, %s removed.",
                Texts.count(rewritten, "file"), Texts.count(deleted, "file"),
                Texts.count(receipt.path("versions_removed").asInt(), "older version"));
        receipt.path("left").forEach(key -> screen.line("Still found in %s: look into it by hand.", key.asText()));
        receipt.path("unread").forEach(key -> screen.line("Could not be read: %s.", key.asText()));
        screen.line("The receipt, without the identifier: %s", root.shown(file));
        return receipt.path("left").isEmpty() ? CliException.OK : CliException.USER;
    }

    private static long count(JsonNode receipt, String what) {
        long sum = 0;
        for (JsonNode place : receipt.path("places")) {
            sum += place.path(what).asLong();
        }
        return sum;
    }

    /**
     * What was deleted is still gone, what was written is still there or was written anew since, and only rows went.
     */
    private int verified(Path file) throws IOException {
        JsonNode receipt = JSON.readTree(Files.readAllBytes(file));
        StackState stack = root.stack();
        int held = 0;
        int since = 0;
        int back = 0;
        int wrong = 0;
        try (Aws aws = Aws.local(stack)) {
            for (JsonNode change : receipt.path("changes")) {
                Optional<String> now = Results.bytes(aws.s3(), stack.bucket(), change.path("key").asText())
                        .map(Sha256::of);
                if (now.isPresent() && now.get().equals(change.path("before").asText())) {
                    back++;
                } else if (now.orElse("").equals(change.path("after").asText())) {
                    held++;
                } else {
                    since++;
                }
                JsonNode sums = change.path("row_sums");
                wrong += sums.isMissingNode() || RowSum.addUp(sums.path("after").asText(),
                        sums.path("erased").asText(), sums.path("before").asText()) ? 0 : 1;
            }
        }
        ObjectNode found = JsonNodeFactory.instance.objectNode().put("as_written", held).put("changed_since", since)
                .put("back_as_before", back).put("sums_that_do_not_add_up", wrong);
        if (root.json()) {
            root.screen().json(found);
        } else {
            root.screen().line(back + wrong == 0 ? "The receipt holds: %d as it says, %d changed since."
                    : "The receipt does not hold: %d as it says, %d changed since, %d back as before the erasure, "
                            + "%d from which other rows went.",
                    held, since, back, wrong);
        }
        return back + wrong == 0 ? CliException.OK : CliException.USER;
    }
}
