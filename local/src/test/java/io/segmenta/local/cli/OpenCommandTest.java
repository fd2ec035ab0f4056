package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.StackState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenCommandTest {
    private static final String ADDRESS = "http://127.0.0.1:8080/";

    @TempDir
    Path folder;

    private Cli cli;
    private FakeTools tools;

    @BeforeEach
    void stackOfThisProcess() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        StackState state = new StackState(self.pid(),
                self.info().startInstant().map(Object::toString).orElse("unknown"), "http://127.0.0.1:4566",
                "http://127.0.0.1:8080", "bucket", "jdbc:postgresql://127.0.0.1:1/postgres", "user", "password",
                "us-east-1", "test", "secret", "NONE");
        Files.createDirectory(folder.resolve(".segmenta"));
        new ObjectMapper().writeValue(folder.resolve(".segmenta/state.json").toFile(), state);
        tools = new FakeTools(folder.resolve("tools"));
        cli = new Cli(folder, folder).with("PATH", tools.path());
    }

    @Test
    void open_handsTheAddressToTheBrowser() throws IOException {
        tools.program("wslview", "*) ;;");
        tools.program("open", "*) ;;");

        Cli.Outcome outcome = cli.run("open");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).isEqualTo("Opened " + ADDRESS + "\n");
        assertThat(tools.calls()).singleElement().isIn("open " + ADDRESS, "wslview " + ADDRESS);
    }

    @Test
    void open_noBrowser_tellsTheAddress() throws IOException {
        cli.with("PATH", tools.onlyPath());

        assertThat(cli.run("open").out()).isEqualTo("Nothing here opens a browser; the dashboard is at  " + ADDRESS
                + "\n");
        assertThat(cli.run("open", "--json").out()).contains("\"dashboard\"", ADDRESS);
    }

    @Test
    void open_browserThatFails_tellsTheAddress() throws IOException {
        tools.program("wslview", "*) exit 3 ;;");
        tools.program("open", "*) exit 3 ;;");

        Cli.Outcome outcome = cli.run("open");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).endsWith("the dashboard is at  " + ADDRESS + "\n");
    }

    @Test
    void opener_withoutAScreen_isNoneThatWouldBeginInTheTerminal() throws IOException {
        tools.program("xdg-open", "*) ;;");
        Environment environment = new Environment(System.out, System.err, folder, folder,
                Map.of("PATH", tools.onlyPath()), false, 100);
        Tools found = new Tools(environment);

        assertThat(OpenCommand.opener("Linux", Map.of(), found)).isEmpty();
        assertThat(OpenCommand.opener("Linux", Map.of("DISPLAY", ":0"), found)).contains("xdg-open");
        assertThat(OpenCommand.opener("Linux", Map.of("WAYLAND_DISPLAY", "w"), found)).contains("xdg-open");
        assertThat(OpenCommand.opener("Mac OS X", Map.of("DISPLAY", ":0"), found)).isEmpty();
    }
}
