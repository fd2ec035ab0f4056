package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftCommandTest {
    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
            "{'dataset': 'shop', 'state': 'not_live'};No version of shop is live, so nothing is compared.",
            "{'dataset': 'shop', 'version': 3, 'state': 'waiting'};Nothing is judged yet of version 3 of shop: a day"
                    + " is, two hours after its end in UTC.",
            "{'dataset': 'shop', 'version': 3, 'state': 'quiet', 'windows': [{'from': '2026-11-27', 'to': '2026-11-27',"
                    + " 'records': 1812}]};Nothing to do: 1,812 answers on 2026-11-27 are like those that version 3 of"
                    + " shop was trained on.",
            "{'dataset': 'shop', 'version': 3, 'state': 'too_few', 'windows': [{'from': '2026-11-14', 'to':"
                    + " '2026-11-27', 'records': 7}]};Too few to judge version 3 of shop: 7 answers 2026-11-14"
                    + " to 2026-11-27.",
            "{'dataset': 'shop', 'version': 3, 'state': 'drift', 'retrain': 'yes', 'windows': [{'from': '2026-11-27',"
                    + " 'to': '2026-11-27', 'records': 500}]};500 answers on 2026-11-27 differ from what version 3 of"
                    + " shop was trained on. Train on newer rows: records fit the segments worse than they did."})
    void sentence_tellsTheFinding(String monitor, String sentence) throws JsonProcessingException {
        assertThat(DriftCommand.sentence(json(monitor))).isEqualTo(sentence);
    }

    @Test
    void alarms_haveTheirEffectInItsUnit_andThoseThatAreClosedIfAskedFor() throws JsonProcessingException {
        JsonNode monitor = json("{'alarms': [{'statistic': 'location age', 'opened': '2026-11-27', 'detector': 'day',"
                + " 'effect': 0.62, 'acknowledged_by': 'ann'},"
                + " {'statistic': 'missing age', 'opened': '2026-11-01', 'closed': '2026-11-09',"
                + " 'detector': 'memory', 'effect': 0.034}]}");
        List<String> open = List.of("location age", "2026-11-27", "-", "+0.62 sd", "one window", "ann");
        assertThat(DriftCommand.alarms(monitor, false)).containsExactly(open);
        assertThat(DriftCommand.alarms(monitor, true)).containsExactly(open,
                List.of("missing age", "2026-11-01", "2026-11-09", "+3.4 points", "many windows", "-"));
    }
}
