package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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

    private static String shown(String metrics) throws JsonProcessingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        ObjectMapper json = new ObjectMapper();
        JsonNode none = json.createObjectNode();
        new ResultView(new Screen(new Environment(stream, stream, Path.of(""), Path.of(""), Map.of(), false, 100)),
                new Results(json.readTree(metrics), json.readTree(PROFILE), none, Optional.empty())).segments("");
        return out.toString(StandardCharsets.UTF_8);
    }
}
