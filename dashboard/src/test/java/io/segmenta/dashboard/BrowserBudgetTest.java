package io.segmenta.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the page is in a browser that is installed, over made-up answers that come at once; left out unless
 * {@code -Dsegmenta.measure=true} asks for it, as it tells something on a quiet machine alone. Prints a table and
 * leaves it in {@code target/budgets.md}.
 */
class BrowserBudgetTest {
    private static final int ROUNDS = 5;
    private static final int KEYS = 10;
    private static final String PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";
    private static final String DRAWN = "document.querySelector('.map canvas')?.width > 300 && "
            + "!document.querySelector('.map-wait')";
    /** Milliseconds since the address was asked for, once all that was to be drawn has been. */
    private static final String NOW = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => "
            + "done(performance.NOW))))";
    private static final Made USUAL = new Made(6, 12, 100_000, 20, 3);
    private static final Made WIDE = new Made(50, 500, 100_000, 20, 3);
    private static final Made MANY = new Made(6, 12, 8_000, 200, 50);

    @TempDir
    private Path folder;

    /** A line of the table: what was measured, the most that it may be, what it was. */
    private record Line(String what, double most, double is, String unit) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "| %s | %.0f %s | %.0f %s |", what, most, unit, is, unit);
        }
    }

    @Test
    void page_measuredInABrowser_staysWithinItsBudgets() throws IOException {
        assumeTrue(Boolean.getBoolean("segmenta.measure"), "-Dsegmenta.measure=true measures the page");
        Optional<Path> program = Chromium.program();
        assumeTrue(program.isPresent(), "no Chromium is installed");
        List<Line> lines = new ArrayList<>();
        try (Chromium browser = new Chromium(program.get(), folder)) {
            browser.show(1440, "light");
            try (Stub stub = new Stub(USUAL)) {
                String segments = stub.address() + "/d/members/segments?version=3";
                lines.add(new Line("first paint", 500, median(browser, segments, "true", PAINTED), "ms"));
                lines.add(new Line("100,000 points drawn", 1_200, median(browser, segments, DRAWN, NOW), "ms"));
                lines.add(new Line("drawn again, nearer", 40, redrawn(browser), "ms"));
            }
            try (Stub stub = new Stub(WIDE)) {
                String segments = stub.address() + "/d/members/segments?version=3";
                lines.add(new Line("50 segments, 500 columns, 100,000 points", 2_500,
                        median(browser, segments, DRAWN + " && document.querySelectorAll('.profile tbody tr').length "
                                + ">= 24", NOW),
                        "ms"));
                lines.add(new Line("elements of it", 12_000,
                        browser.value("document.querySelectorAll('*').length").asDouble(), ""));
            }
            try (Stub stub = new Stub(MANY)) {
                lines.add(new Line("200 runs, a list", 1_200,
                        median(browser, stub.address() + "/d/members/data",
                                "document.querySelectorAll('tbody tr').length >= 50", NOW),
                        "ms"));
                lines.add(new Line("50 versions, a list", 1_200,
                        median(browser, stub.address() + "/d/members/versions",
                                "document.querySelectorAll('tbody tr').length >= 50", NOW),
                        "ms"));
            }
        }
        StringBuilder table = new StringBuilder("| | Most | Is |\n|---|---|---|\n");
        lines.forEach(line -> table.append(line).append('\n'));
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/budgets.md"), table);
        System.out.println(table);
        assertThat(lines).allSatisfy(line -> assertThat(line.is()).as(line.what()).isLessThan(line.most()));
    }

    /** The median of some visits, each with an empty cache, of a figure of the page once a condition is met. */
    private static double median(Chromium browser, String address, String until, String figure) {
        double[] found = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            browser.send("Network.clearBrowserCache", Map.of());
            browser.open(address, until);
            found[i] = browser.value(figure).asDouble();
        }
        Arrays.sort(found);
        return found[ROUNDS / 2];
    }

    /** What the browser works for each key that nears the map or moves away from it, in milliseconds. */
    private static double redrawn(Chromium browser) {
        browser.send("Performance.enable", Map.of());
        double before = worked(browser);
        browser.value("(async () => { const map = document.querySelector('.map'); for (let i = 0; i < " + KEYS
                + "; i++) { map.dispatchEvent(new KeyboardEvent('keydown', { key: i % 2 ? '-' : '+', bubbles: true })); "
                + "await new Promise(done => setTimeout(() => requestAnimationFrame(() => setTimeout(done, 30)), 30)); "
                + "} })()");
        return (worked(browser) - before) / KEYS;
    }

    private static double worked(Chromium browser) {
        for (JsonNode metric : browser.send("Performance.getMetrics", Map.of()).path("metrics")) {
            if (metric.path("name").asText().equals("TaskDuration")) {
                return 1_000 * metric.path("value").asDouble();
            }
        }
        throw new AssertionError("the browser does not tell how long it works");
    }
}
