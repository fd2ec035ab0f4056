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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The way of an analyst, by keyboard alone or by mouse: a survey of grouped questions, two algorithms, and a list. */
class AnalystIT {
    private static final int RESPONDENTS = 240;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void survey_groupedRunTwiceAndListed_isComparedAndSaved(Visitor.Way way) throws IOException {
        Optional<Path> program = Visitor.program();
        assumeTrue(program.isPresent(), "no Chromium is installed");
        Path file = folder.resolve("survey.csv");
        Files.writeString(file, survey());
        Path project = Path.of("").toAbsolutePath().getParent().getParent();
        StackOptions options = new StackOptions(folder.resolve("state"), project, 0, 0).withWarmFunctions();
        try (LocalStack stack = LocalStack.start(options, StackListener.NONE);
                Visitor visitor = new Visitor(program.get(), stack.state().httpApi(), way)) {
            grouped(visitor, file);
            begin(visitor, "hierarchical", 1);
            tree(visitor);
            list(visitor);
            again(visitor, file);
            begin(visitor, "map, then k-means", 2);
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
        visitor.enters("Upload it");
        check(visitor);
        visitor.chooses("Read wave as", "categorical");
        assertThat(page.getByLabel("Use wave", new Page.GetByLabelOptions().setExact(true)).isChecked()).isTrue();
        visitor.enters("More settings");
        visitor.writes("Find a setting", "survey.groups");
        visitor.writes("survey.groups", "Music: rock, pop, jazz\nSport: running, swimming, skiing");
        visitor.looks("check-survey");
    }

    private static void check(Visitor visitor) {
        visitor.page().waitForURL(Pattern.compile(".*/d/survey/check/.*"));
        visitor.reads("survey.csv");
        visitor.page().locator("table.columns").waitFor();
    }

    private static void begin(Visitor visitor, String method, int version) {
        Page page = visitor.page();
        visitor.chooses("Method", method);
        visitor.enters("Exactly…");
        visitor.writes("Exactly so many", "3");
        visitor.enters("Find segments");
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
        Download saved = visitor.page().waitForDownload(() -> visitor.enters("Download lists"));
        try (var lines = Files.lines(saved.path())) {
            assertThat(lines.filter(line -> line.contains("R0"))).hasSize(RESPONDENTS);
        }
    }

    private static void again(Visitor visitor, Path file) {
        Page page = visitor.page();
        visitor.enters("Review and approve");
        visitor.reads("Three segments of 240 respondents");
        visitor.writes("Why?", "To compare the next one with.");
        visitor.enters("Let version 1 serve");
        page.getByText("It serves since").waitFor();
        page.navigate("/d/survey/data");
        page.locator("input[type=file]").setInputFiles(file);
        visitor.enters("Upload it");
        check(visitor);
    }

    private static void compare(Visitor visitor) {
        Page page = visitor.page();
        page.navigate("/d/survey/versions");
        page.locator("table input[type=checkbox]").nth(1).waitFor();
        visitor.ticks("Compare version 2");
        visitor.ticks("Compare version 1");
        visitor.enters("Compare two");
        page.waitForURL(Pattern.compile(".*from=1.*to=2.*|.*to=2.*from=1.*"));
        page.locator("figure.flow").waitFor();
        visitor.looks("compare");
    }
}
