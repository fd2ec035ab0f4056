package io.segmenta.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.segmenta.local.sample.SupermarketSample;
import io.segmenta.local.stack.LocalStack;
import io.segmenta.local.stack.StackListener;
import io.segmenta.local.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a marketer from a file to a version that serves, and what others find then. */
class MarketerIT {
    private static final int CUSTOMERS = 1200;
    private static final int SEGMENTS = 5;

    @TempDir
    private Path folder;

    @Test
    void file_uploadedRunAndApproved_servesUnderTheNamesOfPeople() throws IOException {
        Optional<Path> program = Visitor.program();
        assumeTrue(program.isPresent(), "no Chromium is installed");
        Path file = folder.resolve("customers.csv");
        Files.write(file, SupermarketSample.draw(CUSTOMERS, 1).csv());
        Path project = Path.of("").toAbsolutePath().getParent().getParent();
        StackOptions options = new StackOptions(folder.resolve("state"), project, 0, 0).withWarmFunctions();
        try (LocalStack stack = LocalStack.start(options, StackListener.NONE);
                Visitor visitor = new Visitor(program.get(), stack.state().httpApi())) {
            upload(visitor, file);
            run(visitor);
            rename(visitor);
            approve(visitor);
            lookUp(visitor);
            audit(visitor);
        }
    }

    private static void upload(Visitor visitor, Path file) {
        visitor.page().navigate("/");
        visitor.reads("Which customers are alike?");
        visitor.looks("data-sets");
        visitor.page().locator("input[type=file]").setInputFiles(file);
        button(visitor, "Upload it").click();
        visitor.page().waitForURL(Pattern.compile(".*/d/customers/check/.*"));
        visitor.reads("customers.csv");
        assertThat(visitor.page().locator(".verdict").innerText()).contains("1,200 rows, 8 columns.");
        visitor.looks("check");
    }

    private static void run(Visitor visitor) {
        button(visitor, "Find segments").click();
        visitor.page().waitForURL(Pattern.compile(".*/d/customers/segments\\?version=1"));
        visitor.page().locator(".card-name").nth(SEGMENTS - 1).waitFor();
        visitor.page().locator(".map canvas").waitFor();
        visitor.looks("segments");
    }

    /** By keyboard alone. */
    private static void rename(Visitor visitor) {
        Page page = visitor.page();
        page.locator(".card-name").first().focus();
        page.keyboard().press("Enter");
        visitor.looks("segments-chosen");
        button(visitor, "Rename").focus();
        page.keyboard().press("Enter");
        page.getByLabel("New name").fill("Our best customers");
        page.keyboard().press("Enter");
        page.locator(".card-name", new Page.LocatorOptions().setHasText("Our best customers")).waitFor();
        page.keyboard().press("Escape");
        assertThat(page.url()).doesNotContain("segment=");
    }

    private static void approve(Visitor visitor) {
        Page page = visitor.page();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Review and approve")).click();
        visitor.reads("Five segments of 1,200 rows");
        visitor.looks("approve");
        page.getByLabel("Why?").fill("They are as we know them.");
        button(visitor, "Let version 1 serve").click();
        page.getByText("It serves since").waitFor();
        visitor.looks("approved");
    }

    private static void lookUp(Visitor visitor) {
        Page page = visitor.page();
        page.keyboard().press("g");
        page.keyboard().press("c");
        visitor.reads("Look up a customer");
        page.keyboard().press("/");
        page.keyboard().type("C00001");
        page.keyboard().press("Enter");
        page.getByText("C00001 is in").waitFor();
        assertThat(page.url()).doesNotContain("C00001");
        visitor.looks("customer");
    }

    private static void audit(Visitor visitor) {
        visitor.page().navigate("/audit");
        visitor.reads("Who did what");
        visitor.page().getByText("They are as we know them.").waitFor();
        visitor.looks("audit");
    }

    private static Locator button(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
