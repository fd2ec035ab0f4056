package io.segmenta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.benchmarks.HistoryScore.Kind;
import io.segmenta.benchmarks.HistoryScore.Told;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ten customers of group a and ten of b; a goes on as a, b splits into b and c. */
class HistoryScoreTest {
    private static final String STEP = """
            {"data_changed": true, "events": [{"from": ["a"], "to": ["a"]}, {"from": ["b"], "to": ["b", "c"]}]}""";

    private static JsonNode step() throws IOException {
        return new ObjectMapper().readTree(STEP);
    }

    /** Customers c0, c1 and so on, so many of each word. */
    private static Map<String, String> each(Object... wordsAndCounts) {
        Map<String, String> map = new HashMap<>();
        for (int w = 0; w < wordsAndCounts.length; w += 2) {
            for (int n = 0; n < (int) wordsAndCounts[w + 1]; n++) {
                map.put("c" + map.size(), (String) wordsAndCounts[w]);
            }
        }
        return map;
    }

    private static PlantedStep planted() throws IOException {
        return PlantedStep.of(step(), each("a", 10, "b", 10), each("a", 10, "b", 6, "c", 4),
                each("s-a", 10, "s-b", 10), each("s-a", 10, "s-b", 6, "s-c", 4));
    }

    @Test
    void sharesFollowFromTheGroups() throws IOException {
        PlantedStep planted = planted();
        assertThat(planted.before()).containsExactly("s-a", "s-b");
        assertThat(planted.after()).containsExactly("s-a", "s-b", "s-c");
        assertThat(planted.goes()[1]).containsExactly(0, 0.6, 0.4);
        assertThat(planted.comes()[1]).containsExactly(0, 1, 1);
        assertThat(planted.goes()[0]).containsExactly(1, 0, 0);
    }

    @Test
    void whatIsToldRightly_counts() throws IOException {
        HistoryScore score = new HistoryScore();
        score.judge(planted(), Set.of(), Set.of(), List.of(new Told(Kind.CONTINUE, Set.of("s-a"), Set.of("s-a")),
                new Told(Kind.SPLIT, Set.of("s-b"), Set.of("s-b", "s-c"))));
        assertThat(score.line("x")).isEqualTo(
                "| x | 1 of 1 | 1 of 1 | 0 of 0 | 0 of 0 | 0 of 0 | 0 | 1 of 1 | 0 | 0 | 0 of 5 |");
    }

    @Test
    void whatIsToldFalsely_counts() throws IOException {
        HistoryScore score = new HistoryScore();
        score.judge(planted(), Set.of(), Set.of(), List.of(new Told(Kind.CONTINUE, Set.of("s-a"), Set.of("s-a")),
                new Told(Kind.CONTINUE, Set.of("s-b"), Set.of("s-b")), new Told(Kind.BIRTH, Set.of(), Set.of("s-c"))));
        assertThat(score.count("right SPLIT")).isZero();
        assertThat(score.count("want SPLIT")).isEqualTo(1);
        assertThat(score.count("false BIRTH")).isEqualTo(1);
    }

    @Test
    void segmentThatGoesOnUnderAnotherId_isNotRight() throws IOException {
        PlantedStep renamed = PlantedStep.of(step(), each("a", 10, "b", 10), each("a", 10, "b", 6, "c", 4),
                each("s-a", 10, "s-b", 10), each("s-x", 10, "s-b", 6, "s-c", 4));
        HistoryScore score = new HistoryScore();
        score.judge(renamed, Set.of(), Set.of(), List.of(new Told(Kind.CONTINUE, Set.of("s-a"), Set.of("s-x"))));
        assertThat(score.count("right CONTINUE")).isZero();
        assertThat(score.count("ids kept")).isZero();
        assertThat(score.count("heirs")).isEqualTo(1);
    }

    @Test
    void segmentsOfNoise_areNotJudged() throws IOException {
        HistoryScore score = new HistoryScore();
        score.judge(planted(), Set.of("s-a"), Set.of("s-a"), List.of());
        assertThat(score.count("want CONTINUE")).isZero();
        assertThat(score.count("unclear")).isEqualTo(1);
    }

    @Test
    void naiveWays_pairWhatTheyCan() {
        NaiveMatching.Side before = new NaiveMatching.Side(new double[][] {{0, 1}, {5, 0}}, new int[] {3, 2},
                Map.of("p", 0, "q", 0, "r", 0, "s", 1, "t", 1));
        NaiveMatching.Side after = new NaiveMatching.Side(new double[][] {{5, 0.1}, {0.1, 1}}, new int[] {4, 3},
                Map.of("p", 1, "q", 1, "r", 1, "s", 0, "t", 0, "u", 0, "v", 0));
        List<Told> right = List.of(new Told(Kind.CONTINUE, Set.of("0"), Set.of("1")),
                new Told(Kind.CONTINUE, Set.of("1"), Set.of("0")));
        assertThat(NaiveMatching.CENTRES.match(before, after)).containsExactlyInAnyOrderElementsOf(right);
        assertThat(NaiveMatching.COSINE.match(before, after)).containsExactlyInAnyOrderElementsOf(right);
        assertThat(NaiveMatching.MEMBERS.match(before, after)).containsExactlyInAnyOrderElementsOf(right);
        assertThat(NaiveMatching.SIZES.match(before, after)).as("by size the first is the first")
                .contains(new Told(Kind.CONTINUE, Set.of("0"), Set.of("0")));
    }
}
