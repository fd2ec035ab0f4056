package io.segmenta.pipeline.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class HeadersTest {
    private static final String RANK = "Please rank the Star Wars films with 1 being your favorite film. - Star Wars: ";
    private static final String SEEN = "Which of these films have you seen? Select all that apply. - Star Wars: ";

    @Test
    void distinct_itemsOfOneQuestion_areTheItems() {
        assertThat(Headers.distinct(List.of("age", RANK + "Episode I  The Phantom Menace", RANK + "Episode II")))
                .containsEntry("age", "age").containsEntry(RANK + "Episode I  The Phantom Menace",
                        "Episode I The Phantom Menace")
                .containsEntry(RANK + "Episode II", "Episode II");
    }

    @Test
    void distinct_sameItemInTwoQuestions_staysWhole() {
        List<String> names = List.of(RANK + "Episode I", RANK + "Episode II", SEEN + "Episode I", SEEN + "Episode II");
        assertThat(Headers.distinct(names)).allSatisfy((name, shown) -> assertThat(shown).isEqualTo(name));
    }

    @Test
    void distinct_itemsOfColumnsThatGoFirst_areTheirs() {
        List<String> names = List.of(RANK + "Episode I", RANK + "Episode II", SEEN + "Episode I", SEEN + "Episode II");
        assertThat(Headers.distinct(names, names.subList(0, 2))).containsEntry(names.get(0), "Episode I")
                .containsEntry(names.get(2), names.get(2));
    }

    @Test
    void distinct_marksOfSomeItemsOnly_areNotTheEndOfTheQuestion() {
        String question = "How satisfied are you with - ";
        assertThat(Headers.distinct(List.of(question + "Price: list", question + "Price: paid", question + "Staff")))
                .containsEntry(question + "Price: list", "Price: list").containsEntry(question + "Staff", "Staff");
    }

    @Test
    void distinct_noQuestionInCommon_staysWhole() {
        String alone = "Do you consider yourself to be a fan? Please answer";
        assertThat(Headers.distinct(List.of(alone, "age"))).containsEntry(alone, alone);
        assertThat(Headers.distinct(List.of("Price: a", "Price: b"))).as("short").containsEntry("Price: a", "Price: a");
    }

    @Property(tries = 300)
    void distinct_anyNames_areToldApart(@ForAll @Size(max = 8) List<@StringLength(max = 3) String> ends) {
        List<String> names = ends.stream().distinct().map(end -> RANK + end).toList();
        assertThat(Headers.distinct(names).values()).doesNotHaveDuplicates().hasSize(names.size());
    }
}
