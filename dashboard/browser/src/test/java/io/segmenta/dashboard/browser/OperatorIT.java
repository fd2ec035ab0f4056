package io.segmenta.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.segmenta.local.stack.LocalStack;
import io.segmenta.local.stack.StackListener;
import io.segmenta.local.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of who keeps a deployment: made-up customers, an experiment, views, costs, and what one may ask for. */
class OperatorIT {
    private static final String DEFINE = "fetch('/api/v1/features', { method: 'POST', headers: { 'Content-Type': "
            + "'application/json', 'Idempotency-Key': 'define-spend' }, body: JSON.stringify({ view: 'spend', entity: "
            + "'customer_id', source: 'sample', columns: { spend: 'annual_spend_eur' }, description: 'What a customer "
            + "spends.', owner: 'crm' }) }).then(answer => answer.status)";

    @TempDir
    private Path folder;

    @Test
    void sample_runTwiceTriedAndErased_isTold() throws IOException {
        Optional<Path> program = Visitor.program();
        assumeTrue(program.isPresent(), "no Chromium is installed");
        Path project = Path.of("").toAbsolutePath().getParent().getParent();
        StackOptions options = new StackOptions(folder.resolve("state"), project, 0, 0).withWarmFunctions();
        try (LocalStack stack = LocalStack.start(options, StackListener.NONE);
                Visitor visitor = new Visitor(program.get(), stack.state().httpApi(), Visitor.Way.MOUSE)) {
            visitor.page().navigate("/");
            visitor.reads("Which customers are alike?");
            sample(visitor, 1);
            // The next file of the data set becomes a table of the view.
            assertThat(visitor.page().evaluate(DEFINE)).isEqualTo(201);
            sample(visitor, 2);
            experiment(visitor);
            views(visitor);
            costs(visitor);
            privacy(visitor);
        }
    }

    /** Runs made-up customers in one click and lets the version serve. */
    private static void sample(Visitor visitor, int version) {
        Page page = visitor.page();
        page.navigate("/");
        page.getByText("Or look around first").waitFor();
        page.locator("section[aria-labelledby=sample-title] button").first().click();
        page.waitForURL(Pattern.compile(".*/d/sample/segments\\?version=" + version));
        page.locator(".map canvas").waitFor();
        visitor.enters("Review and approve");
        page.getByText("Protected groups").waitFor();
        visitor.looks("fairness-" + version);
        visitor.writes("Why?", "They are made up.");
        visitor.enters("Let version " + version + " serve");
        page.getByText("It serves since").waitFor();
    }

    private static void experiment(Visitor visitor) {
        Page page = visitor.page();
        page.navigate("/d/sample/experiments");
        visitor.reads("Try a version before it serves");
        visitor.looks("experiment-none");
        visitor.enters("Side by side");
        visitor.writes("What is measured", "bought");
        visitor.looks("experiment-form");
        visitor.enters("Start it");
        visitor.reads("Nothing can be told from chance so far");
        visitor.looks("experiment-begun");
        visitor.enters("Give all customers back to version 2");
        page.getByText("stopped it").waitFor();
        visitor.looks("experiment-stopped");
    }

    private static void views(Visitor visitor) {
        Page page = visitor.page();
        page.navigate("/features");
        visitor.reads("One view of features");
        visitor.looks("features");
        visitor.enters("spend@1");
        visitor.reads("What a customer spends.");
        page.getByText("400 customers").waitFor();
        visitor.writes("Identifier", "C0001");
        visitor.enters("Look it up");
        page.getByText("spend@1, known since").waitFor();
        visitor.looks("view");
    }

    private static void costs(Visitor visitor) {
        Page page = visitor.page();
        page.navigate("/costs");
        page.locator("h1", new Page.LocatorOptions().setHasText(Pattern.compile("^2 runs of .* cost \\$"))).waitFor();
        visitor.looks("costs");
    }

    private static void privacy(Visitor visitor) {
        Page page = visitor.page();
        page.navigate("/privacy");
        visitor.reads("What a customer may ask for");
        visitor.writes("Identifier", "C0001");
        visitor.enters("Tell what is known");
        page.getByText("Not left out.").waitFor();
        visitor.looks("privacy-known");
        visitor.enters("Leave out");
        page.getByText("Left out.", new Page.GetByTextOptions().setExact(true)).waitFor();
        visitor.enters("Erase …");
        Locator dialog = page.locator("dialog");
        dialog.locator("input").fill("C0001");
        visitor.looks("privacy-sure");
        dialog.locator("button[type=submit]").click();
        page.getByText("A search of all bytes finds nothing any more.").waitFor();
        assertThat(page.url()).contains("erasure=").doesNotContain("C0001");
        visitor.looks("privacy-erased");
    }
}
