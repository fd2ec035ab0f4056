package io.segmenta.local.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta action}: says what to do about the members of a segment. */
@Command(name = "action",
        description = "Say what to do about the members of a segment, in place of what the model recommends.")
final class ActionCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Mixin
    private SegmentEditing editing;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "What to do; empty for nothing.")
    private @Nullable String value;

    @Override
    public Integer call() throws IOException {
        return editing.edit(root, "action", value);
    }
}
