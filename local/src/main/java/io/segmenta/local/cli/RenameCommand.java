package io.segmenta.local.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta rename}: calls a segment otherwise. */
@Command(name = "rename",
        description = "Call a segment otherwise: answered so within seconds, without a deployment, and kept when "
                + "it goes on in later models.")
final class RenameCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Mixin
    private SegmentEditing editing;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME",
            description = "What to call it; a text of its own, in quotes where it has blanks.")
    private @Nullable String value;

    @Override
    public Integer call() throws IOException {
        return editing.edit(root, "name", value);
    }
}
