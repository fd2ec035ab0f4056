package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentCommandTest {
    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
            "'kind': 'ab', 'ends_at': '2026-12-12T18:20:00Z';Trying version 2 beside version 1 of shop until"
                    + " 2026-12-12T18:20:00Z.",
            "'kind': 'aa', 'ended': {'because': 'stopped', 'by': 'ana'};Tried version 1 beside itself of shop: stopped"
                    + " by ana.",
            "'kind': 'ab', 'ended': {'because': 'decided', 'decision': 'for'};Tried version 2 beside version 1 of shop:"
                    + " the challenger's customers have more of the outcome.",
            "'kind': 'ab', 'ended': {'because': 'time', 'decision': 'none_yet'};Tried version 2 beside version 1 of"
                    + " shop: its time was over, and nothing differs that could be told from chance.",
            "'kind': 'ab', 'ended': {'because': 'champion_changed'};Tried version 2 beside version 1 of shop: another"
                    + " version is live since."})
    void sentence_tellsTheState(String fields, String sentence) throws JsonProcessingException {
        assertThat(ExperimentCommand.sentence(json("{'dataset': 'shop', 'champion': 1, 'challenger': 2, " + fields
                + "}"))).isEqualTo(sentence);
    }

    @Test
    void reading_tellsDifferenceAndAgreement_andSegments() throws JsonProcessingException {
        String arms = "'arms': {'champion': {'customers': 2000, 'mean': 0.1}, 'challenger': {'customers': 2100,"
                + " 'mean': 0.17}}";
        JsonNode report = json(
                "{" + arms + ", 'uplift': {'enough': true, 'difference': 0.07, 'interval': [0.02, 0.12]},"
                        + " 'segments': [{'segment': 's-1', " + arms + ", 'uplift': {'enough': false}}],"
                        + " 'agreement': {'records': 300, 'same_segment': 0.915, 'adjusted_rand_index': 0.8},"
                        + " 'challenger_faults': 3}");
        assertThat(ExperimentCommand.reading(report)).containsExactly(
                "2,000 customers of the champion with a mean of 0.1000, 2,100 of the challenger with 0.1700.",
                "Difference +0.0700 (+0.0200 to +0.1200), at this and every other look.",
                "Both say the same segment of 91.5 % of 300 records (adjusted Rand index 0.800).",
                "The challenger did not answer 3 times; the champion did.");
        assertThat(ExperimentCommand.segments(report))
                .containsExactly(List.of("s-1", "4,100", "0.1000", "0.1700", "too few"));
        assertThat(ExperimentCommand.reading(json("{}"))).isEmpty();
        assertThat(ExperimentCommand.reading(json("{'uplift': {'enough': false}}"))).singleElement().asString()
                .contains("100 customers");
    }
}
