package io.segmenta.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.segmenta.model.CustomerModel;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.contract.FeatureKeys;
import io.segmenta.model.contract.FeatureTables;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.ViewName;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.features.FeatureTableWriter;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.privacy.KeyedHash;
import io.segmenta.model.privacy.OptOuts;
import io.segmenta.model.privacy.TenantKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A model that has total_spend from a view, and the table of that view. */
class FromStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:30:00Z");
    private static final Instant WRITTEN = NOW.minus(Duration.ofDays(2));
    private static final TenantKeys KEYS = TenantKeys.of("0123456789abcdef0123456789abcdef");
    private static final FeatureKeys SPEND = new FeatureKeys("orders", new ViewName("spend", 1));
    private static final SegmentationModel OF_VIEW = new SegmentationModel(
            new Schema(List.of(ColumnSchema.of("customer_id", Role.IDENTIFIER, "one per row"),
                    ColumnSchema.of("age", Role.NUMERIC, "numbers"),
                    ColumnSchema.of("total_spend", Role.NUMERIC, "numbers").withView(SPEND.toString()))),
            CustomerModel.MODEL.pipeline(), CustomerModel.MODEL.assigner(), CustomerModel.MODEL.segments(),
            CustomerModel.MODEL.metrics(), CustomerModel.MODEL.baseline(), CustomerModel.MODEL.provenance());
    private static final byte[] MODEL = ModelFile.write(OF_VIEW);
    private static final Predictor PREDICTOR = new Predictor(OF_VIEW, "v3");
    private static final Endpoints NO_ENDPOINTS = (endpoint, shape, contentType, body, left) -> {
        throw new IOException("there is no endpoint");
    };

    private final FakeStore store = new FakeStore().with("runs/shop/model.tar.gz", MODEL)
            .with(LivePointer.key("shop"), pointer(new LivePointer.Lambda()));

    private static byte[] pointer(LivePointer.Target target) {
        return new LivePointer("shop", target, "runs/shop/model.tar.gz", ModelFile.id(MODEL), "v3", "arn", NOW, 0,
                true).write();
    }

    private record Rows(int count, Instant at) implements FeatureTableWriter.Rows {
        @Override
        public KeyedHash hash(int row) {
            return KEYS.hash("C" + row);
        }

        @Override
        public Object value(int row, int column) {
            return 300.0 + row;
        }

        @Override
        public Instant at(int row) {
            return at;
        }
    }

    /** Customers C0 to C(n-1), of whom 300 and their number are spent. */
    private void table(int rows, Instant at, Duration ttl) {
        Schema schema = new Schema(List.of(ColumnSchema.of("total_spend", Role.NUMERIC, "numbers")));
        FeatureTableWriter writer = new FeatureTableWriter(schema, new Rows(rows, at), KEYS.version());
        for (int bucket = 0; bucket < FeatureKeys.BUCKETS; bucket++) {
            store.with(SPEND.bucket(at, bucket), writer.bucket(bucket));
        }
        store.with(SPEND.index(at), writer.index().write());
        store.with(SPEND.tables(), FeatureTables.none(ttl).with(new FeatureTables.Table(at, new UUID(1, 2), rows))
                .write());
    }

    private InferenceHandler handler(Endpoints endpoints) {
        return new InferenceHandler(store, store, endpoints, () -> KEYS, Optional.of("shop"),
                InstantSource.fixed(NOW));
    }

    private static String ask(InferenceHandler handler, String type, String body) {
        return handler.handleRequest(APIGatewayV2HTTPEvent.builder().withRouteKey("POST /predict")
                .withHeaders(Map.of("content-type", type)).withBody(body).build(), null).getBody();
    }

    private static JsonObject ask(InferenceHandler handler, String body) {
        return Json.parse(ask(handler, "application/json", body).getBytes(StandardCharsets.UTF_8), "answer");
    }

    /** What the model answers to a record that is whole. */
    private static JsonObject whole(String body) {
        return Json.parse(new Invocations(PREDICTOR).answer(AnswerShape.PREDICT, "application/json",
                body.getBytes(StandardCharsets.UTF_8), NOW)
                .body(), "answer");
    }

    @Test
    void beforeCheckpoint_tablesAreForgotten() {
        table(20, WRITTEN, Duration.ofDays(30));
        InferenceHandler handler = handler(NO_ENDPOINTS);
        String body = "{\"customer_id\": \"C7\", \"age\": 30}";
        assertThat(ask(handler, body).object("features").integer("age_seconds")).isEqualTo(172_800);
        table(20, WRITTEN.plusSeconds(60), Duration.ofDays(30));
        assertThat(ask(handler, body).object("features").integer("age_seconds")).isEqualTo(172_800);
        handler.beforeCheckpoint(null);
        assertThat(ask(handler, body).object("features").integer("age_seconds")).isEqualTo(172_740);
    }

    @Test
    void identifierAlone_isFilledAndTold() {
        table(20, WRITTEN, Duration.ofDays(30));
        JsonObject answer = ask(handler(NO_ENDPOINTS), "{\"customer_id\": \"C7\", \"age\": 30}");
        JsonObject features = answer.object("features");
        assertThat(features.string("view")).isEqualTo("spend@1");
        assertThat(features.strings("from_store")).containsExactly("total_spend");
        assertThat(features.integer("age_seconds")).isEqualTo(172_800);
        assertThat(features.bool("stale")).isFalse();
        JsonObject same = whole("{\"customer_id\": \"C7\", \"age\": 30, \"total_spend\": 307}");
        assertThat(answer.number("distance")).isEqualTo(same.number("distance"));
        assertThat(answer.object("flags").strings("imputed")).isEmpty();
    }

    @Test
    void valueThatIsSent_winsUnderAnyNameAndAsNothing() throws IOException {
        table(20, WRITTEN, Duration.ofDays(30));
        InferenceHandler handler = handler(NO_ENDPOINTS);
        for (String sent : List.of("\"total_spend\": 1840", "\"Total Spend\": 1840", "\"TOTAL-SPEND\": null")) {
            JsonObject answer = ask(handler, "{\"customer_id\": \"C7\", \"age\": 30, " + sent + "}");
            assertThat(answer.has("features")).as(sent).isFalse();
        }
        assertThat(store.list("people/")).isNotEmpty();
    }

    @Test
    void staleRowAndUnknownCustomer_areNotFilledAndTold() {
        table(20, WRITTEN, Duration.ofDays(1));
        InferenceHandler handler = handler(NO_ENDPOINTS);
        JsonObject stale = ask(handler, "{\"customer_id\": \"C7\", \"age\": 30}");
        assertThat(stale.object("features").bool("stale")).isTrue();
        assertThat(stale.object("features").strings("from_store")).isEmpty();
        assertThat(stale.object("flags").strings("imputed")).containsExactly("total_spend");
        JsonObject unknown = ask(handler, "{\"customer_id\": \"D1\", \"age\": 30}");
        assertThat(unknown.object("features").has("age_seconds")).isFalse();
        assertThat(unknown.object("features").strings("from_store")).isEmpty();
    }

    @Test
    void noTableYetOrUnreadable_isAnsweredByWhatIsSent() {
        InferenceHandler handler = handler(NO_ENDPOINTS);
        assertThat(ask(handler, "{\"customer_id\": \"C7\", \"age\": 30}").object("features").strings("from_store"))
                .isEmpty();
        table(20, WRITTEN, Duration.ofDays(30));
        store.with(SPEND.index(WRITTEN), "{}");
        assertThat(ask(handler(NO_ENDPOINTS), "{\"customer_id\": \"C7\", \"age\": 30}").has("segment_id")).isTrue();
    }

    @Test
    void lookUp_again_readsNothingForAMinute() {
        table(20, WRITTEN, Duration.ofDays(30));
        InferenceHandler handler = handler(NO_ENDPOINTS);
        ask(handler, "{\"customer_id\": \"C7\", \"age\": 30}");
        int before = store.reads();
        ask(handler, "{\"customer_id\": \"C7\", \"age\": 31}");
        assertThat(store.reads()).isEqualTo(before);
    }

    @Test
    void manyRecords_areFilledEachAndInTheirOrder() {
        table(2_000, WRITTEN, Duration.ofDays(30));
        String records = IntStream.range(0, 1_000).mapToObj(i -> "{\"customer_id\":\"C" + 2 * i + "\",\"age\":30}")
                .collect(Collectors.joining(","));
        InferenceHandler handler = handler(NO_ENDPOINTS);
        JsonObject answer = ask(handler, "{\"instances\": [" + records + "]}");
        List<JsonObject> predictions = answer.objects("predictions");
        assertThat(predictions).hasSize(1_000).allMatch(one -> one.object("features").strings("from_store")
                .equals(List.of("total_spend")));
        JsonObject last = whole("{\"customer_id\":\"C1998\",\"age\":30,\"total_spend\":2298}");
        assertThat(predictions.get(999).number("distance")).isEqualTo(last.number("distance"));
        assertThat(predictions.get(999).string("customer_id")).isEqualTo("C1998");
    }

    @Test
    void jsonLines_withALineThatIsNone_areFilledBesideIt() {
        table(20, WRITTEN, Duration.ofDays(30));
        String answer = ask(handler(NO_ENDPOINTS), "application/jsonlines",
                "{\"customer_id\":\"C1\",\"age\":30}\n\n{oops\n{}\n{\"customer_id\":\"C2\"}");
        List<String> lines = answer.lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains("\"from_store\":[\"total_spend\"]");
        assertThat(lines.get(1)).contains("error").doesNotContain("from_store");
        assertThat(lines.get(2)).doesNotContain("from_store");
        assertThat(lines.get(3)).contains("\"from_store\":[\"total_spend\"]");
    }

    @Test
    void customerWhoOptedOut_isNotLookedUp() {
        table(20, WRITTEN, Duration.ofDays(30));
        store.with(OptOuts.KEY, OptOuts.NONE.with(KEYS.hash("C7")).write());
        JsonObject answer = ask(handler(NO_ENDPOINTS), "{\"customer_id\": \"C7\", \"age\": 30}");
        assertThat(answer.bool("opted_out")).isTrue();
        assertThat(answer.has("features")).isFalse();
        assertThat(store.reads()).as("no table was looked into").isLessThan(8);
    }

    @Test
    void endpoint_isGivenRecordsThatAreWhole() {
        table(20, WRITTEN, Duration.ofDays(30));
        store.with(LivePointer.key("shop"), pointer(new LivePointer.Endpoint("segmenta-shop")));
        AtomicReference<String> given = new AtomicReference<>("");
        InferenceHandler handler = handler((endpoint, shape, contentType, body, left) -> {
            given.set(new String(body, StandardCharsets.UTF_8));
            return new Invocations(PREDICTOR)
                    .answer(shape, contentType, body, NOW);
        });
        JsonObject answer = ask(handler, "{\"customer_id\": \"C7\"}");
        assertThat(given.get()).isEqualTo("{\"customer_id\": \"C7\",\"total_spend\":307.0}");
        assertThat(answer.object("features").strings("from_store")).containsExactly("total_spend");
    }
}
