package io.segmenta.model.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordGapsTest {
    private static final Predictor PREDICTOR = new Predictor(new SegmentationModel(
            new Schema(List.of(ColumnSchema.of("customer_id", Role.IDENTIFIER, "one per row"),
                    ColumnSchema.of("age", Role.NUMERIC, "numbers").withView("orders/spend@1"),
                    ColumnSchema.of("total_spend", Role.NUMERIC, "numbers").withView("orders/spend@1"))),
            CustomerModel.MODEL.pipeline(), CustomerModel.MODEL.assigner(), CustomerModel.MODEL.segments(),
            CustomerModel.MODEL.metrics(), CustomerModel.MODEL.baseline(), CustomerModel.MODEL.provenance()), "v1");

    private static Optional<RecordGaps> of(String type, String body) {
        return RecordGaps.of(PREDICTOR, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String filled(String type, String body) {
        RecordGaps gaps = of(type, body).orElseThrow();
        Map<Integer, byte[]> added = new java.util.HashMap<>();
        for (int place = 0; place < gaps.gaps().size(); place++) {
            RecordGaps.Gap gap = gaps.gaps().get(place);
            if (gap.customer().isPresent()) {
                added.put(place, ("\"x\":" + gap.lacking().size()).getBytes(StandardCharsets.UTF_8));
            }
        }
        return new String(gaps.with(added), StandardCharsets.UTF_8);
    }

    @Test
    void with_recordsOfEveryForm_addsToTheirEnds() {
        assertThat(filled("application/json", "{\"customer_id\": 7 }")).isEqualTo("{\"customer_id\": 7 ,\"x\":2}");
        assertThat(filled("", "[{\"customer_id\":\"ü\",\"Age\":3},[1,2],5,{\"customer_id\":\"b\"}]"))
                .isEqualTo("[{\"customer_id\":\"ü\",\"Age\":3,\"x\":1},[1,2],5,{\"customer_id\":\"b\",\"x\":2}]");
        assertThat(filled("application/json", "{\"records\":[{\"customer_id\":\"a\"}]}"))
                .isEqualTo("{\"records\":[{\"customer_id\":\"a\",\"x\":2}]}");
        assertThat(filled("application/jsonlines", "{\"customer_id\":\"ä\"}\n \n{\"customer_id\":\"b\"}\r\n"))
                .isEqualTo("{\"customer_id\":\"ä\",\"x\":2}\n \n{\"customer_id\":\"b\",\"x\":2}\r\n");
        assertThat(filled("application/json", "\ufeff{\"customer_id\":\"a\"}"))
                .isEqualTo("\ufeff{\"customer_id\":\"a\",\"x\":2}");
    }

    @Test
    void of_nothingToLookUp_isEmpty() {
        assertThat(of("application/json", "{\"customer_id\":\"a\",\"age\":1,\"total_spend\":null}")).isEmpty();
        assertThat(of("application/json", "{\"age\":1}")).isEmpty();
        assertThat(of("application/json", "{\"customer_id\":\" \"}")).isEmpty();
        assertThat(of("application/json", "{\"customer_id\":")).isEmpty();
        assertThat(of("application/json", "")).isEmpty();
        assertThat(of("text/csv", "customer_id\na\n")).isEmpty();
        assertThat(of("text/html", "{\"customer_id\":\"a\"}")).isEmpty();
        assertThat(RecordGaps.of(new Predictor(CustomerModel.MODEL, "v1"), "application/json",
                "{\"customer_id\":\"a\"}".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
