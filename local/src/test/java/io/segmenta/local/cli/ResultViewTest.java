package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultViewTest {
    private static final String PROFILE = """
            {"segments": [{"name": "Older customers", "share": 0.37, "size": 47, "color": "",
                           "traits": ["high Age: 54.89 on average, 38.95 over all"], "action": ""}]}""";

    @Test
    void segments_ofSomeRowsOnly_sayOfWhichTheirSharesAre() throws JsonProcessingException {
        assertThat(shown("{\"n_samples\": 127, \"outside_rows\": 73}")).isEqualTo("""
                Shares and averages are of the 127 rows in segments; 73 are outside every segment.
                ● Older customers  37 % (47)
                  high Age: 54.89 on average, 38.95 over all
                """);
    }

    @Test
    void segments_ofAllRows_sayNothingOfIt() throws JsonProcessingException {
        assertThat(shown("{\"n_samples\": 127, \"outside_rows\": 0}")).startsWith("● Older customers");
    }

    @Test
    void segments_tellATypicalRowWithItsValues() throws JsonProcessingException {
        String profile = """
                {"segments": [{"name": "Older customers", "share": 0.37, "size": 47, "traits": [], "action": "",
                  "columns": [{"name": "Age", "strength": 0.4}, {"name": "Score", "strength": -1.1},
                              {"name": "City", "strength": 0.1}, {"name": "Unused", "strength": 3}],
                  "representatives": [{"row": 17, "values": {"Age": 55, "Score": null, "City": "Rome"}}]}]}""";
        assertThat(shown("{}", profile, "{}", ResultView::segments))
                .contains("typical: row 17 with Score missing; Age 55; City Rome").doesNotContain("Unused");
    }

    @Test
    void whatAColumnWasTakenFor_andIsKeptOutFor_isSaidOnce() {
        assertThat(ResultView.saidOnce(List.of("an e-mail address", "an e-mail address"))).containsExactly(
                "an e-mail address");
        assertThat(ResultView.saidOnce(List.of("a short text", "an identifier: a short text", "7 missing")))
                .containsExactly("an identifier: a short text", "7 missing");
    }

    /** A run of any size: every kind is on the console, and whatever is left out is counted. */
    @ParameterizedTest
    @ValueSource(ints = {1, 12, 13, 60, 300})
    void everyKindOfFinding_isOnTheConsole(int of) throws JsonProcessingException {
        ObjectNode report = new ObjectMapper().createObjectNode();
        ArrayNode findings = report.putArray("findings");
        List<String> kinds = List.of("read", "rows", "notice", "changed", "search", "segments", "later");
        for (String kind : kinds) {
            for (int i = 0; i < of; i++) {
                findings.addObject().put("kind", kind).put("text", "told-" + kind + "-" + i);
            }
        }
        List<String> kindsOfColumns = List.of("read_as", "used", "dropped", "imputed", "changed", "notice");
        String prefix = "How much do you spend on average in a month of the last twelve on goods of the kind ";
        ArrayNode columns = report.putArray("columns");
        for (int i = 0; i < of; i++) {
            columns.addObject().put("name", prefix + i).put("role", "numeric").put("used", true);
            String kind = kindsOfColumns.get(i * kindsOfColumns.size() / of);
            findings.addObject().put("kind", kind).put("column", prefix + i).put("text", "column-" + kind + "-" + i);
        }
        String shown = shown("{}", PROFILE, report.toString(), ResultView::showAll);
        for (String kind : kinds) {
            for (int i = 0; i < Math.min(of, 12); i++) {
                assertThat(shown).contains("told-" + kind + "-" + i + "\n");
            }
        }
        assertThat(shown.split("and " + (of - 12) + " more, all in report.json", -1)).hasSize(of > 12 ? 8 : 1);
        for (JsonNode finding : findings) {
            if (finding.has("column")) {
                assertThat(shown).contains("column-" + finding.path("kind").asText() + "-");
            }
        }
        assertThat(shown.lines()).allMatch(line -> line.length() <= 100);
        if (of > 60) {
            assertThat(shown).contains("more columns, all in report.json");
        }
    }

    @Test
    void namesThatShareTheirBeginning_stayApartWhenCut() {
        String prefix = "Please rank the Star Wars films in order of preference. - Star Wars: ";
        List<String> names = Stream.of("Episode I  The Phantom Menace", "Episode II  Attack of the Clones",
                "Episode VI Return of the Jedi", "x".repeat(200) + "1", "x".repeat(200) + "2").map(prefix::concat)
                .toList();
        assertThat(Texts.distinct(names, 40)).doesNotHaveDuplicates().allMatch(name -> name.length() <= 40);
        assertThat(Texts.distinct(names.subList(0, 3), 40)).allMatch(name -> name.startsWith("Please rank t…"))
                .element(1).asString().contains("Attack of the Clones");
    }

    private static String shown(String metrics) throws JsonProcessingException {
        return shown(metrics, PROFILE, "{}", ResultView::segments);
    }

    private static String shown(String metrics, String profile, String report, BiConsumer<ResultView, String> part)
            throws JsonProcessingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        ObjectMapper json = new ObjectMapper();
        part.accept(new ResultView(
                new Screen(new Environment(stream, stream, Path.of(""), Path.of(""), Map.of(), false, 100)),
                new Results(json.readTree(metrics), json.readTree(profile), json.readTree(report), Optional.empty(),
                        new Lasted(json.createObjectNode(), json.createObjectNode()))),
                "");
        return out.toString(StandardCharsets.UTF_8);
    }
}
