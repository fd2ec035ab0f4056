package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.segmenta.local.stack.lambda.DeadLetter;
import io.segmenta.local.stack.lambda.LambdaApi;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** {@code segmenta redrive}: calls that were given up are made again. */
@Command(name = "redrive", description = "Give dead letters back to their functions, once what made them fail is "
        + "mended.")
final class RedriveCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Parameters(arity = "0..1", paramLabel = "FUNCTION", description = "Part of a function's name: training, "
            + "registration, deployment, scoring, repetition (default: all).")
    private String name = "";

    @Override
    public Integer call() throws IOException {
        try (Aws aws = Aws.local(root.stack())) {
            List<DeadLetter> letters = DeadLetter.of(root.stateDir()).stream()
                    .filter(letter -> letter.functionName().contains(name.toLowerCase(Locale.ROOT))).toList();
            for (DeadLetter letter : letters) {
                give(aws, letter);
            }
            tell(letters);
        }
        return CliException.OK;
    }

    /**
     * The message is deleted when the stack has the event on disk; what fails before leaves it where it can be seen.
     */
    private static void give(Aws aws, DeadLetter letter) throws IOException {
        DeadLetter taken = letter.take();
        aws.lambda().invoke(request -> request.functionName(letter.functionName())
                .invocationType(InvocationType.EVENT).payload(SdkBytes.fromUtf8String(letter.event().toString()))
                .overrideConfiguration(headers -> headers.putHeader(LambdaApi.REPEATED, letter.requestId())));
        taken.delete();
    }

    private void tell(List<DeadLetter> letters) {
        Screen screen = root.screen();
        if (root.json()) {
            ArrayNode given = JsonNodeFactory.instance.arrayNode();
            letters.forEach(letter -> given.addObject().put("function", letter.functionName()).put("request_id",
                    letter.requestId()));
            screen.json(given);
        } else if (letters.isEmpty()) {
            screen.line(name.isEmpty() ? "There are no dead letters." : "There are no dead letters of " + name + ".");
        } else {
            letters.forEach(letter -> screen.line("Given back to %s: %s", letter.functionName(), letter.requestId()));
            screen.line("What becomes of them:  segmenta runs ; why one fails again:  segmenta logs");
        }
    }
}
