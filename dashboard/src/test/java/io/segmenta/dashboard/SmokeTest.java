package io.segmenta.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every screen of the committed bundle once, in a browser that is installed, over made-up answers: it is there, fits a
 * telephone and a desk, in light and dark, and says nothing on the console. Without a browser it is left out.
 */
class SmokeTest {
    private static final int[] WIDTHS = {360, 1440};
    private static final int LEAST = 100;
    private static final Made MADE = new Made(4, 12, 3_000, 6, 3);
    private static final Path PICTURES = Path.of(System.getProperty("segmenta.pictures", "target/pictures"));

    @TempDir
    private Path folder;

    /** Addresses by name, each with what is to be seen there. */
    private static Map<String, String[]> screens() {
        Map<String, String[]> screens = new LinkedHashMap<>();
        screens.put("data-sets", new String[] {"/", "One data set"});
        screens.put("segments", new String[] {"/d/members/segments?version=3", "Four segments of 20,000 members"});
        screens.put("approve", new String[] {"/d/members/approve?version=3", "8.0 % of 20,000 customers"});
        screens.put("versions", new String[] {"/d/members/versions", "Three versions"});
        screens.put("compare", new String[] {"/d/members/versions?from=2&to=3", "8.0 % of 20,000 customers"});
        screens.put("monitor", new String[] {"/d/members/monitor", "Train again: spend_0_eur has risen"});
        screens.put("experiments", new String[] {"/d/members/experiments", "Version 3 is tried beside version 2"});
        screens.put("experiment", new String[] {"/d/members/experiments?id=x0", "Version 3 does better: +2.1 points"});
        screens.put("shadow", new String[] {"/d/members/experiments?id=x1", "Versions 2 and 3 agree on 93 %"});
        screens.put("data", new String[] {"/d/members/data", "Files of Members"});
        screens.put("check", new String[] {"/d/members/check/u0", "members-0.csv"});
        screens.put("run", new String[] {"/d/members/runs/r1", "The run is done"});
        screens.put("customers", new String[] {"/d/members/customers", "Look up a customer"});
        screens.put("features", new String[] {"/features", "One view of features"});
        screens.put("view", new String[] {"/features?view=spend", "What a customer spends."});
        screens.put("costs", new String[] {"/costs?month=2026-11", "6 runs of November 2026 cost $"});
        screens.put("privacy", new String[] {"/privacy?erasure=e0", "What a customer may ask for"});
        screens.put("audit", new String[] {"/audit", "Who did what"});
        screens.put("settings", new String[] {"/settings", "Settings"});
        screens.put("nowhere", new String[] {"/nowhere", "Nothing lies at this address"});
        return screens;
    }

    @Test
    void everyScreen_inABrowser_isThereAndQuiet() throws IOException {
        Optional<Path> program = Chromium.program();
        assumeTrue(program.isPresent(), "no Chromium is installed");
        try (Stub stub = new Stub(MADE); Chromium browser = new Chromium(program.get(), folder)) {
            for (Map.Entry<String, String[]> screen : screens().entrySet()) {
                String name = screen.getKey();
                browser.show(WIDTHS[1], "light");
                browser.open(stub.address() + screen.getValue()[0],
                        "document.querySelector('h1').innerText.replace(/\\s+/g, ' ').startsWith('"
                                + screen.getValue()[1] + "')");
                for (String scheme : new String[] {"light", "dark"}) {
                    for (int width : WIDTHS) {
                        browser.show(width, scheme);
                        String of = name + '-' + width + '-' + scheme;
                        assertThat(browser.value("document.documentElement.scrollWidth - innerWidth").asInt()).as(of)
                                .isLessThanOrEqualTo(0);
                        if (!System.getProperty("segmenta.pictures", "").isEmpty()) {
                            browser.picture(PICTURES.resolve(of + ".png"));
                        }
                    }
                }
                assertThat(browser.value("document.body.innerText.length").asInt()).as(name).isGreaterThan(LEAST);
                assertThat(browser.said()).as(name).isEmpty();
            }
            assertThat(browser.requests()).hasSizeGreaterThan(LEAST)
                    .allMatch(address -> address.startsWith(stub.address()) || address.startsWith("data:")
                            || address.equals("about:blank"));
        }
    }
}
