package io.segmenta.local.stack.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPatternTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVENT = """
            {"source":"aws.sagemaker","detail":{"name":"segmenta-mall","status":"Approved","version":2,"ok":true,
             "tags":["a","b"],"none":null}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"source":["aws.sagemaker"]}                                                   | true
            {"source":["aws.s3"]}                                                          | false
            {"source":["aws.s3","aws.sagemaker"]}                                          | true
            {"source":["aws.sagemaker"],"detail":{"status":["Rejected"]}}                  | false
            {"detail":{"name":[{"prefix":"segmenta-"}]}}                                   | true
            {"detail":{"name":[{"prefix":"other-"}]}}                                      | false
            {"detail":{"name":[{"suffix":"-mall"}]}}                                       | true
            {"detail":{"name":[{"wildcard":"seg*-m*l"}]}}                                  | true
            {"detail":{"name":[{"wildcard":"seg*x"}]}}                                     | false
            {"detail":{"name":[{"equals-ignore-case":"SEGMENTA-MALL"}]}}                   | true
            {"detail":{"status":[{"anything-but":["Approved"]}]}}                          | false
            {"detail":{"status":[{"anything-but":"Rejected"}]}}                            | true
            {"detail":{"name":[{"anything-but":{"prefix":"segmenta-"}}]}}                  | false
            {"detail":{"missing":[{"anything-but":"x"}]}}                                  | false
            {"detail":{"status":[{"exists":true}]}}                                        | true
            {"detail":{"missing":[{"exists":false}]}}                                      | true
            {"detail":{"missing":[{"exists":true}]}}                                       | false
            {"detail":{"missing":["x"]}}                                                   | false
            {"detail":{"version":[2]}}                                                     | true
            {"detail":{"version":["2"]}}                                                   | false
            {"detail":{"version":[{"numeric":[">",1,"<=",2]}]}}                            | true
            {"detail":{"version":[{"numeric":["<",2]}]}}                                   | false
            {"detail":{"ok":[true]}}                                                       | true
            {"detail":{"none":[null]}}                                                     | true
            {"detail":{"tags":["b","c"]}}                                                  | true
            {"detail":{"tags":["c"]}}                                                      | false
            {"$or":[{"source":["aws.s3"]},{"detail":{"version":[2]}}]}                     | true
            """)
    void matches_eachFilter(String pattern, boolean expected) throws JsonProcessingException {
        JsonNode event = JSON.readTree(EVENT);
        assertThat(pattern(pattern).matches(event)).isEqualTo(expected);
    }

    @Test
    void unknownFilter_refused() {
        assertThatThrownBy(() -> pattern("{\"source\":[{\"cidr\":\"10.0.0.0/24\"}]}"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("source");
        assertThatThrownBy(() -> pattern("{\"source\":\"aws.s3\"}")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a list");
    }

    @SuppressWarnings("unchecked")
    private static EventPattern pattern(String json) throws JsonProcessingException {
        return new EventPattern(JSON.readValue(json, Map.class));
    }
}
