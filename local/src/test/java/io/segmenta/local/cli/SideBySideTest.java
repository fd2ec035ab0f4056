package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.cli.SideBySide.Fate;
import io.segmenta.local.cli.SideBySide.Line;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private static String segment(String id, String name, double share) {
        return "{'segment_id':'%s','name':'%s','share':%s}".formatted(id, name, share);
    }

    private static Results results(String... segments) throws IOException {
        JsonNode none = new ObjectMapper().createObjectNode();
        JsonNode profile = new ObjectMapper()
                .readTree(("{'segments':[" + String.join(",", segments) + "]}").replace('\'', '"'));
        return new Results(none, profile, none, Optional.empty(), new Lasted(none, none));
    }

    @Test
    void segments_standByTheirIdsWhateverTheirPlaceAndName() throws IOException {
        SideBySide sides = SideBySide.of(
                results(segment("s-a", "Gold", 0.6), segment("s-b", "Iron", 0.4)),
                results(segment("s-c", "Tin", 0.3), segment("s-a", "Best", 0.7)));
        assertThat(sides.lines()).containsExactly(new Line("s-a", "Best", 0.6, 0.7, Fate.LASTS),
                new Line("s-b", "Iron", 0.4, 0, Fate.ENDED), new Line("s-c", "Tin", 0, 0.3, Fate.NEW));
        assertThat(sides.name("s-b")).isEqualTo("Iron");
        assertThat(sides.name("none")).isEqualTo("none");
        assertThat(sides.lines().get(2).share(0)).isEqualTo("-");
    }
}
