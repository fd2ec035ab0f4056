package io.segmenta.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.segmenta.local.stack.LocalStack;
import io.segmenta.local.stack.StackListener;
import io.segmenta.local.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API, as a person reads it and tries requests, by mouse. */
class DocsIT {
    @TempDir
    private Path folder;

    @Test
    void description_isShown_andRequestsAreSentFromIt() throws IOException {
        Optional<Path> program = Visitor.program();
        assumeTrue(program.isPresent(), "no Chromium is installed");
        Path project = Path.of("").toAbsolutePath().getParent().getParent();
        try (LocalStack stack = LocalStack.start(new StackOptions(folder.resolve("state"), project, 0, 0),
                StackListener.NONE); Visitor visitor = new Visitor(program.get(), stack.state().httpApi())) {
            Page page = visitor.page();
            page.navigate("/docs");
            page.locator(".opblock").first().waitFor();
            assertThat(page.locator(".opblock").count()).isGreaterThan(50);

            assertThat(tried(page, "me", "")).contains("\"name\": \"local\"", "operator");
            assertThat(tried(page, "addDataset", "{\"name\": \"by-hand\"}")).contains("\"name\": \"by-hand\"");
            assertThat(tried(page, "listDatasets", "")).contains("\"name\": \"by-hand\"");
            assertThat(tried(page, "addDataset", "{\"nam\": \"by-hand\"}")).contains("did you mean name?");
        }
    }

    /** What an operation answers to a request that is filled in and sent by mouse. */
    private static String tried(Page page, String operation, String body) {
        Locator block = page.locator("[id$='-" + operation + "'].opblock");
        if (!List.of(block.getAttribute("class").split(" ", -1)).contains("is-open")) {
            block.locator(".opblock-summary-control").click();
            block.locator("button.try-out__btn").click();
        }
        if (!body.isEmpty()) {
            block.locator("textarea.body-param__text").fill(body);
        }
        Locator answers = block.locator(".live-responses-table");
        if (answers.count() > 0) {
            block.locator("button.btn-clear").click();
            answers.waitFor(new Locator.WaitForOptions().setState(
                    WaitForSelectorState.DETACHED));
        }
        block.locator("button.execute").click();
        answers.first().waitFor();
        return answers.first().innerText();
    }
}
