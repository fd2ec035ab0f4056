package io.segmenta.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
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

/** The way of a marketer from a file to a version that serves, by keyboard alone, and what others find then. */
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
        visitor.enters("Upload it");
        visitor.page().waitForURL(Pattern.compile(".*/d/customers/check/.*"));
        visitor.reads("customers.csv");
        assertThat(visitor.page().locator(".verdict").innerText()).contains("1,200 rows, 8 columns.");
        visitor.looks("check");
    }

    private static void run(Visitor visitor) {
        visitor.enters("Find segments");
        visitor.page().waitForURL(Pattern.compile(".*/d/customers/segments\\?version=1"));
        visitor.page().locator(".card-name").nth(SEGMENTS - 1).waitFor();
        visitor.page().locator(".map canvas").waitFor();
        visitor.looks("segments");
    }

    private static void rename(Visitor visitor) {
        Page page = visitor.page();
        visitor.enters(page.locator(".card-name").first().innerText());
        visitor.looks("segments-chosen");
        visitor.enters("Rename");
        page.getByLabel("New name").waitFor();
        page.keyboard().type("Our best customers");
        page.keyboard().press("Enter");
        page.locator(".card-name", new Page.LocatorOptions().setHasText("Our best customers")).waitFor();
        page.keyboard().press("Escape");
        assertThat(page.url()).doesNotContain("segment=");
    }

    private static void approve(Visitor visitor) {
        Page page = visitor.page();
        visitor.enters("Review and approve");
        visitor.reads("Five segments of 1,200 rows");
        visitor.looks("approve");
        visitor.reaches("Why?");
        page.keyboard().type("They are as we know them.");
        visitor.enters("Let version 1 serve");
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
}
