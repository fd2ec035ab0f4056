package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.segmenta.local.stack.StackOptions;
import io.segmenta.local.stack.StackState;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta open}: the dashboard of this machine's stack, in the browser. */
@Command(name = "open", description = "Open the dashboard of this machine's stack in the browser.")
final class OpenCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Override
    public Integer call() throws IOException {
        StackState stack = root.stack();
        if (StackOptions.SIGNED.equals(stack.signIn())) {
            throw CliException.user("a browser cannot sign requests, so a stack that was started with --sign-in IAM "
                    + "has no dashboard");
        }
        String address = stack.dashboard();
        if (root.json()) {
            root.screen().json(JsonNodeFactory.instance.objectNode().put("dashboard", address));
            return CliException.OK;
        }
        Tools tools = new Tools(root.environment());
        Optional<String> opener = opener(System.getProperty("os.name", ""), root.environment().variables(), tools);
        if (opener.isPresent() && tools.succeeds(opener.get(), address)) {
            root.screen().line("Opened %s", address);
        } else {
            root.screen().line("Nothing here opens a browser; the dashboard is at  %s", address);
        }
        return CliException.OK;
    }

    /**
     * The program that hands an address to the browser; where there is no screen it would begin one in the terminal.
     */
    static Optional<String> opener(String system, Map<String, String> variables, Tools tools) {
        boolean mac = system.toLowerCase(Locale.ROOT).startsWith("mac");
        boolean screen = variables.containsKey("DISPLAY") || variables.containsKey("WAYLAND_DISPLAY");
        return (mac ? Stream.of("open") : screen ? Stream.of("wslview", "xdg-open") : Stream.of("wslview"))
                .filter(tools::has).findFirst();
    }
}
