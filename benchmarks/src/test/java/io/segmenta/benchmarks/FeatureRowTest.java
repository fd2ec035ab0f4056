package io.segmenta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.benchmarks.FeatureRow.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureRowTest {
    private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();
    /** How many rows each group has. */
    private static final int[] ROWS = {6, 8, 8, 3, 8, 6, 4, 4, 4, 5, 2};

    private static final String PAGE = """
            # A page

            ```console
            $ begin
            ```

            ### A1 One thing

            It is there.

            ```console
            $ show \\
              more
            one … three
            …
            $ again
            ```

            ```
            $ not shown
            ```

            ### A2 Another

            **Only AWS shows all of it.** A test shows the rest.

            ```console
            $ near
            found
            ```
            """;

    @Test
    void of_page_hasRowsWithCommandsAndProof() {
        List<FeatureRow> rows = FeatureRow.of(PAGE.lines().toList());

        assertThat(rows).containsExactly(
                new FeatureRow(FeatureRow.BEGIN, "", false, List.of(new Step("begin", List.of()))),
                new FeatureRow("A1", "One thing", false, List.of(
                        new Step("show \\\n  more", List.of("one … three")), new Step("again", List.of()))),
                new FeatureRow("A2", "Another", true, List.of(new Step("near", List.of("found")))));
    }

    @Test
    void of_outputBeforeACommand_isRefused() {
        assertThatThrownBy(() -> FeatureRow.of(List.of("### B1 Odd", "```console", "output", "```")))
                .hasMessage("B1: \"output\" stands before any command");
    }

    @Test
    void met_linesInOrder_areFoundWhateverTheirSpaces() {
        Step step = new Step("show", List.of("a  b", "2 … of 4"));

        assertThat(step.met(List.of("said: a b.", "1 x of 4", "  2 rows   of 4  "))).containsExactly("said: a b.",
                "2 rows   of 4");
        assertThat(step.met(List.of("2 rows of 4", "a b"))).containsExactly("a b");
        assertThat(step.met(List.of())).isEmpty();
    }

    @Test
    void met_signsOfPatterns_areThemselves() {
        assertThat(new Step("show", List.of("$0.5 (x*)")).met(List.of("$0x5 (xx)", "is $0.5 (x*)"))).hasSize(1);
    }

    /** What the page of features promises is what {@code benchmarks/features} runs. */
    @Test
    void pageOfFeatures_hasEveryRowWithACommandAndALineThatProvesIt() throws IOException {
        List<FeatureRow> rows = FeatureRow.of(Files.readAllLines(DOCS.resolve("features.md")));

        assertThat(rows.stream().map(FeatureRow::code).skip(1)).containsExactlyElementsOf(IntStream
                .range(0, ROWS.length).boxed().flatMap(group -> IntStream.rangeClosed(1, ROWS[group])
                        .mapToObj(number -> "" + (char) ('A' + group) + number))
                .toList()).hasSize(58);
        assertThat(rows.stream().skip(1)).allSatisfy(row -> {
            assertThat(row.steps()).as(row.code()).isNotEmpty();
            assertThat(row.steps().stream().mapToLong(step -> step.proof().size()).sum()).as(row.code()).isPositive();
        });
    }

    @Test
    void pageOfFeatures_leadsToPagesThatAreThere() throws IOException {
        String page = Files.readString(DOCS.resolve("features.md"));
        List<String> links = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)").matcher(page).results()
                .map((MatchResult link) -> link.group(1)).filter(link -> !link.startsWith("https:")).toList();

        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(DOCS.resolve(link)).exists());
    }
}
