package io.segmenta.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.segmenta.local.stack.LocalStack;
import io.segmenta.local.stack.StackListener;
import io.segmenta.local.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of an analyst, by mouse: a survey whose questions are grouped, two algorithms, and a list. */
class AnalystIT {
    private static final int RESPONDENTS = 240;

    @TempDir
    private Path folder;

    @Test
    void survey_groupedRunTwiceAndListed_isComparedAndSaved() throws IOException {
        Optional<Path> program = Visitor.program();
        assumeTrue(program.isPresent(), "no Chromium is installed");
        Path file = folder.resolve("survey.csv");
        Files.writeString(file, survey());
        Path project = Path.of("").toAbsolutePath().getParent().getParent();
        StackOptions options = new StackOptions(folder.resolve("state"), project, 0, 0).withWarmFunctions();
        try (LocalStack stack = LocalStack.start(options, StackListener.NONE);
                Visitor visitor = new Visitor(program.get(), stack.state().httpApi())) {
            grouped(visitor, file);
            begin(visitor, "agglomerative", 1);
            tree(visitor);
            list(visitor);
            again(visitor, file);
            begin(visitor, "som_kmeans", 2);
            visitor.page().locator(".som .units").waitFor();
            visitor.looks("som");
            compare(visitor);
        }
    }

    /**
     * Three kinds of respondents, who like music, sport, or both; the wave of the survey is a number that counts
     * nothing.
     */
    private static String survey() {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder csv = new StringBuilder("respondent_id,rock,pop,jazz,running,swimming,skiing,wave,joined_on\n");
        for (int i = 0; i < RESPONDENTS; i++) {
            int kind = i % 3;
            csv.append("R%04d".formatted(i));
            for (int question = 0; question < 6; question++) {
                boolean liked = kind == 2 || question < 3 == (kind == 0);
                csv.append(',').append(liked ? 4 + random.nextInt(2) : 1 + random.nextInt(2));
            }
            csv.append(String.format(Locale.ROOT, ",%d,2025-%02d-%02d%n", 10 * (1 + random.nextInt(3)),
                    1 + random.nextInt(12), 1 + random.nextInt(28)));
        }
        return csv.toString();
    }

    private static void grouped(Visitor visitor, Path file) {
        Page page = visitor.page();
        page.navigate("/");
        visitor.reads("Which customers are alike?");
        page.locator("input[type=file]").setInputFiles(file);
        button(visitor, "Upload it").click();
        check(visitor);
        page.getByLabel("Read wave as").selectOption("categorical");
        assertThat(page.getByLabel("Use wave", new Page.GetByLabelOptions().setExact(true)).isChecked()).isTrue();
        page.getByText("More settings").click();
        page.getByLabel("Find a setting").fill("survey.groups");
        page.getByLabel("survey.groups").fill("Music: rock, pop, jazz\nSport: running, swimming, skiing");
        visitor.looks("check-survey");
    }

    private static void check(Visitor visitor) {
        visitor.page().waitForURL(Pattern.compile(".*/d/survey/check/.*"));
        visitor.reads("survey.csv");
        visitor.page().locator("table.columns").waitFor();
    }

    private static void begin(Visitor visitor, String method, int version) {
        Page page = visitor.page();
        page.getByLabel("Method").selectOption(method);
        button(visitor, "Exactly…").click();
        page.getByLabel("Exactly so many").fill("3");
        button(visitor, "Find segments").click();
        page.waitForURL(Pattern.compile(".*/d/survey/segments\\?version=" + version));
        page.locator(".map canvas").waitFor();
    }

    private static void tree(Visitor visitor) {
        Page page = visitor.page();
        page.locator(".dendrogram").waitFor();
        Locator told = page.locator(".dendrogram [role=status]");
        assertThat(told.innerText()).isEqualTo("These are the segments of this version.");
        Locator cut = page.getByRole(AriaRole.SLIDER);
        cut.press("ArrowRight");
        assertThat(told.innerText()).contains("would split into");
        cut.press("ArrowLeft");
        cut.press("ArrowLeft");
        assertThat(told.innerText()).contains("would be one");
        visitor.looks("tree");
    }

    private static void list(Visitor visitor) throws IOException {
        visitor.page().locator("tr, li, th").filter(new Locator.FilterOptions().setHasText("Music")).first().waitFor();
        Download saved = visitor.page().waitForDownload(() -> button(visitor, "Download lists").click());
        try (var lines = Files.lines(saved.path())) {
            assertThat(lines.filter(line -> line.contains("R0"))).hasSize(RESPONDENTS);
        }
    }

    private static void again(Visitor visitor, Path file) {
        Page page = visitor.page();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Review and approve")).click();
        page.getByLabel("Why?").fill("To compare the next one with.");
        button(visitor, "Let version 1 serve").click();
        page.getByText("It serves since").waitFor();
        page.navigate("/d/survey/data");
        page.locator("input[type=file]").setInputFiles(file);
        button(visitor, "Upload it").click();
        check(visitor);
    }

    private static void compare(Visitor visitor) {
        Page page = visitor.page();
        page.navigate("/d/survey/versions");
        page.locator("table input[type=checkbox]").nth(1).waitFor();
        for (int i = 0; i < 2; i++) {
            page.locator("table input[type=checkbox]").nth(i).check();
        }
        button(visitor, "Compare two").click();
        page.waitForURL(Pattern.compile(".*from=1.*to=2.*|.*to=2.*from=1.*"));
        page.locator("figure.flow").waitFor();
        visitor.looks("compare");
    }

    private static Locator button(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
