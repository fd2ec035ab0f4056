package io.segmenta.local.cli;

import io.segmenta.local.stack.StackState;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta stop}: ends the stack that another terminal or a script has started. */
@Command(name = "stop", description = "Stop this machine's stack; its state stays.")
final class StopCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 60;

    @ParentCommand
    private Segmenta root;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        String folder = root.shown(root.stateDir());
        Optional<ProcessHandle> process = StackState.running(root.stateDir()).map(StackState::pid)
                .flatMap(ProcessHandle::of);
        if (process.isEmpty()) {
            root.screen().line("Nothing to stop: no stack is running on %s.", folder);
            return CliException.OK;
        }
        process.get().destroy();
        try {
            process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException stillThere) {
            throw CliException.infrastructure("the stack on %s (process %d) has not ended within %d s", folder,
                    process.get().pid(), PATIENCE_SECONDS);
        }
        root.screen().line("Stopped the stack on %s.", folder);
        return CliException.OK;
    }
}
