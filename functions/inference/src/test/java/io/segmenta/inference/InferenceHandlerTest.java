package io.segmenta.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.APIGatewayV2HTTPEventBuilder;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.segmenta.model.CustomerModel;
import io.segmenta.model.contract.CaptureKey;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.monitor.Counts;
import io.segmenta.model.monitor.CountsJson;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.Reply;
import io.segmenta.model.privacy.OptOuts;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.events.RuntimeJson;
import io.segmenta.platform.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceHandlerTest {

    private static final EventJson EVENT_JSON = new EventJson();
    private static final Path EVENTS = Path.of("../../events");
    private static final Instant NOW = Instant.parse("2026-11-21T10:30:00Z");
    private static final Endpoints NO_ENDPOINTS = (endpoint, shape, contentType, body, left) -> {
        throw new IOException("endpoint " + endpoint + " answered 400");
    };

    private static final TenantKeys KEYS = TenantKeys.of("0123456789abcdef0123456789abcdef");

    private final FakeStore store = new FakeStore();

    private InferenceHandler handler(Endpoints endpoints, String defaultDataset) {
        return new InferenceHandler(store, store, endpoints, () -> KEYS, Optional.ofNullable(defaultDataset),
                InstantSource.fixed(NOW));
    }

    /** The answer as it leaves AWS's runtime. */
    private static JsonObject answer(InferenceHandler handler, APIGatewayV2HTTPEvent event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EVENT_JSON.toJson(handler.handleRequest(event, null), out, APIGatewayV2HTTPResponse.class);
        return Json.parse(out.toByteArray(), "answer");
    }

    /** A sample as it enters the handler. */
    private static APIGatewayV2HTTPEvent event(String name) {
        return read(text(name));
    }

    private static APIGatewayV2HTTPEvent read(String json) {
        return EVENT_JSON.fromJson(json, APIGatewayV2HTTPEvent.class);
    }

    private static String text(String name) {
        try {
            return Files.readString(EVENTS.resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject answer(String event) {
        return answer(handler(NO_ENDPOINTS, null), event(event));
    }

    private static JsonObject body(JsonObject answer) {
        return Json.parse(answer.string("body").getBytes(StandardCharsets.UTF_8), "body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inference-predict", "inference-predict-named-dataset", "inference-predict-base64",
            "inference-predict-csv", "inference-predict-batch", "inference-predict-batch-one-bad",
            "inference-api-predict", "inference-bad-record", "inference-no-known-field", "inference-malformed-json",
            "inference-wrong-content-type", "inference-empty-body"})
    void predict_modelHere_givesTheModelsOwnBytes(String name) {
        store.withModelHere("customers", "v3");
        HttpRequest request = HttpRequest.of(event(name));
        Reply expected = new Invocations(new Predictor(CustomerModel.MODEL, "v3")).answer(
                request.route().equals("POST /api/predict") ? AnswerShape.API : AnswerShape.PREDICT,
                request.header("content-type").orElse("application/json"), request.body(), NOW);

        JsonObject answer = answer(name);

        assertThat(answer.integer("statusCode")).isEqualTo(expected.status());
        assertThat(answer.object("headers").string("content-type")).isEqualTo(expected.contentType());
        assertThat(answer.string("body")).isEqualTo(new String(expected.body(), StandardCharsets.UTF_8));
    }

    @Test
    void predict_modelHere_isCountedAndWrittenWhenTheProcessEnds() {
        store.withModelHere("customers", "v3");
        InferenceHandler handler = handler(NO_ENDPOINTS, null);
        answer(handler, event("inference-predict"));
        answer(handler, event("inference-bad-record"));
        assertThat(captures()).isEmpty();
        handler.end();
        Counts counts = CountsJson.read(store.bytes(captures().getFirst()), "counts");
        assertThat(counts.records()).isEqualTo(1);
        assertThat(counts.refused().values()).containsExactly(1L);
        assertThat(counts.scope().source()).isEqualTo(Counts.Source.LAMBDA);
        assertThat(CaptureKey.parse(captures().getFirst()).orElseThrow().hour())
                .isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
    }

    @Test
    void predict_customerHasOptedOut_isNeitherAnsweredNorCounted() {
        store.withModelHere("customers", "v3").with(OptOuts.KEY, OptOuts.NONE.with(KEYS.hash("C-20417")).write());
        InferenceHandler handler = handler(NO_ENDPOINTS, null);
        assertThat(answer(handler, event("inference-predict")).string("body")).isEqualTo("{\"opted_out\":true}");
        handler.end();
        assertThat(captures()).isEmpty();
    }

    @Test
    void predict_endpointAndACustomerWhoHasOptedOut_isAnsweredWithoutAskingTheEndpoint() {
        store.withModelHere("customers", "v3").withEndpoint("customers", "v3").with(OptOuts.KEY,
                OptOuts.NONE.with(KEYS.hash("C-20417")).write());
        assertThat(answer("inference-predict").string("body")).isEqualTo("{\"opted_out\":true}");
        store.with(OptOuts.KEY, OptOuts.NONE.with(KEYS.hash("another")).write());
        assertThat(answer(handler((endpoint, shape, type, body, left) -> new Reply(200, type, new byte[] {'1'}), null),
                event("inference-predict")).string("body")).isEqualTo("1");
    }

    @Test
    void predict_whoHasOptedOutIsNotKnown_nobodyIsAnswered() {
        store.withModelHere("customers", "v3").with(OptOuts.KEY, "no list");
        assertThat(answer("inference-predict").integer("statusCode")).isEqualTo(503);
    }

    @Test
    void predict_countsCannotBeWritten_isAnsweredAllTheSame() {
        store.withModelHere("customers", "v3");
        AtomicInteger failures = new AtomicInteger();
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        InferenceHandler handler = new InferenceHandler(store, (key, type, bytes) -> {
            failures.incrementAndGet();
            throw new IOException("S3 answered 403 when writing " + key);
        }, NO_ENDPOINTS, () -> KEYS, Optional.empty(), now::get);
        for (int minute = 0; minute < 20; minute++) {
            now.set(NOW.plusSeconds(60L * minute));
            assertThat(answer(handler, event("inference-predict")).integer("statusCode")).isEqualTo(200);
        }
        assertThat(failures.get()).as("attempts, with pauses between them").isBetween(3, 15);
    }

    @Test
    void predict_captureSwitchedOff_countsNothing() {
        store.withModelHere("customers", "v3").with(LivePointer.key("customers"), FakeStore
                .pointer("customers", "v3").replaceFirst("\\{", "{\"capture_seconds\":0,"));
        InferenceHandler handler = handler(NO_ENDPOINTS, null);
        answer(handler, event("inference-predict"));
        handler.end();
        assertThat(captures()).isEmpty();
    }

    private List<String> captures() {
        try {
            return store.list(CaptureKey.PREFIX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"inference-predict,200", "inference-predict-base64,200", "inference-predict-csv,200",
            "inference-predict-batch,200", "inference-predict-batch-one-bad,200", "inference-api-predict,200",
            "inference-health,200", "inference-malformed-json,400", "inference-empty-body,400",
            "inference-bad-dataset-name,400", "inference-unknown-dataset,404", "inference-unknown-route,404",
            "inference-wrong-content-type,415", "inference-bad-record,422", "inference-no-known-field,422"})
    void answer_eachSampleEvent_hasItsStatus(String name, int status) {
        store.withModelHere("customers", "v3");

        JsonObject answer = answer(name);

        assertThat(answer.integer("statusCode")).as(answer.string("body")).isEqualTo(status);
        if (status >= 400) {
            assertThat(answer.object("headers").string("content-type")).isEqualTo("application/problem+json");
            assertThat(body(answer).string("type")).startsWith("urn:segmenta:problem:");
            assertThat(body(answer).integer("status")).isEqualTo(status);
        }
    }

    @Test
    void predict_endpoint_getsBodyTypeAndShape() {
        store.withEndpoint("customers", "v3");
        String[] asked = new String[1];
        Endpoints endpoints = (endpoint, shape, contentType, body, left) -> {
            asked[0] = endpoint + ' ' + shape + ' ' + contentType + ' ' + body.length;
            return new Reply(200, "application/json", "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        };

        JsonObject answer = answer(handler(endpoints, null), event("inference-api-predict"));

        assertThat(answer.string("body")).isEqualTo("{\"a\":1}");
        assertThat(asked[0]).isEqualTo("segmenta-customers API application/json 57");
    }

    @Test
    void predict_acceptingCsv_isATable() {
        store.withModelHere("customers", "v3");
        APIGatewayV2HTTPEvent event = event("inference-predict-batch");
        event.getHeaders().put("accept", "text/csv");

        JsonObject answer = answer(handler(NO_ENDPOINTS, null), event);

        assertThat(answer.object("headers").string("content-type")).isEqualTo("text/csv");
        assertThat(answer.string("body").lines().findFirst().orElse(""))
                .endsWith("recommendation,confidence,distance,outside,flags,model_version,error");
    }

    @Test
    void predict_endpointDown_is503WithoutDetails() {
        store.withEndpoint("customers", "v3");

        JsonObject answer = answer("inference-predict");

        assertThat(answer.integer("statusCode")).isEqualTo(503);
        assertThat(answer.string("body")).contains("unavailable").doesNotContain("segmenta-customers");
    }

    @Test
    void predict_endpointReplacedAndGone_isAnsweredByWhatIsLiveNow() {
        store.withEndpoint("customers", "v3");
        AtomicInteger asked = new AtomicInteger();
        InferenceHandler handler = handler((endpoint, shape, contentType, body, left) -> {
            asked.incrementAndGet();
            store.withModelHere("customers", "v4");
            throw new IOException("endpoint " + endpoint + " answered 400");
        }, null);

        JsonObject answer = answer(handler, event("inference-predict"));

        assertThat(answer.integer("statusCode")).isEqualTo(200);
        assertThat(body(answer).string("model_version")).isEqualTo("v4");
        assertThat(asked.get()).isOne();
    }

    @Test
    void predict_firstLookFails_isTriedAgainWhileTimeIsLeft() {
        store.withModelHere("customers", "v3");
        store.fail(1);
        assertThat(answer(handler(NO_ENDPOINTS, "customers"), event("inference-predict")).integer("statusCode"))
                .isEqualTo(200);
        store.fail(2);
        assertThat(answer(handler(NO_ENDPOINTS, "customers"), event("inference-predict")).integer("statusCode"))
                .isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,404", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,400",
            "a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a,404", "a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a,400"})
    void predict_datasetOfMoreThan41Characters_isRefusedWithTheBound(String dataset, int status) {
        store.withModelHere("customers", "v3");
        APIGatewayV2HTTPEvent event = post("{}").withQueryStringParameters(Map.of("dataset", dataset)).build();

        JsonObject answer = answer(handler(NO_ENDPOINTS, null), event);

        assertThat(answer.integer("statusCode")).isEqualTo(status);
        assertThat(body(answer).string("detail")).contains(dataset);
    }

    @Test
    void predict_compressedBody_is415() {
        store.withModelHere("customers", "v3");
        APIGatewayV2HTTPEvent event = post("{}")
                .withHeaders(Map.of("content-type", "application/json", "Content-Encoding", "gzip")).build();

        JsonObject answer = answer(handler(NO_ENDPOINTS, null), event);

        assertThat(answer.integer("statusCode")).isEqualTo(415);
        assertThat(answer.string("body")).contains("unsupported-encoding", "gzip");
    }

    @Test
    void predict_nothingLive_is503() {
        JsonObject answer = answer("inference-predict");

        assertThat(answer.integer("statusCode")).isEqualTo(503);
        assertThat(body(answer).string("type")).isEqualTo("urn:segmenta:problem:nothing-live");
    }

    @Test
    void predict_severalLive_asksForANameListingThem() {
        store.withModelHere("customers", "v3").withModelHere("countries", "v1");

        JsonObject answer = answer("inference-predict");

        assertThat(answer.integer("statusCode")).isEqualTo(400);
        assertThat(body(answer).string("detail")).contains("countries, customers");
    }

    @Test
    void predict_severalLiveAndADefault_asksTheDefault() {
        store.withModelHere("customers", "v3").withModelHere("countries", "v1");

        JsonObject answer = answer(handler(NO_ENDPOINTS, "customers"), event("inference-predict"));

        assertThat(answer.integer("statusCode")).isEqualTo(200);
        assertThat(body(answer).string("model_version")).isEqualTo("v3");
    }

    @Test
    void health_names_whatIsLive() {
        store.withModelHere("customers", "v3").withEndpoint("countries", "v1");

        assertThat(answer("inference-health").string("body")).isEqualTo(
                "{\"status\":\"ok\",\"live\":[{\"dataset\":\"countries\",\"target\":\"endpoint\","
                        + "\"model_version\":\"v1\"},"
                        + "{\"dataset\":\"customers\",\"target\":\"lambda\",\"model_version\":\"v3\"}]}");
    }

    static List<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("inference-"))
                    .map(name -> name.replace(".json", "")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySample_isReadAsTheRuntimeWouldReadIt(String name) {
        assertThat(event(name)).isEqualTo(RuntimeJson.read(text(name), APIGatewayV2HTTPEvent.class));
        assertThat(HttpRequest.of(event(name)).route()).isEqualTo(Json
                .parse(text(name).getBytes(StandardCharsets.UTF_8), name).string("routeKey"));
    }

    @Test
    void everyField_isReadAsTheRuntimeWouldReadIt() {
        String event = """
                {"version": "2.0", "routeKey": "$default", "rawPath": "/a b", "rawQueryString": "x=1&x=2",
                 "cookies": ["a=1", "b=2"], "headers": {"A": "1", "b": null, "n": 7},
                 "queryStringParameters": {"x": "1,2"}, "pathParameters": {"proxy": "p"}, "stageVariables": null,
                 "requestContext": {"routeKey": "$default", "accountId": "1", "stage": "s", "apiId": "i",
                  "domainName": "n", "domainPrefix": "p", "time": "t", "timeEpoch": 1795257000000, "requestId": "r",
                  "authentication": {"clientCert": {"subjectDN": "x"}}, "later": [{"x": [1]}],
                  "http": {"method": "GET", "path": "/a", "protocol": "HTTP/1.1", "sourceIp": "1", "userAgent": "u"}},
                 "body": "\u00fc\ud83d\ude00", "isBase64Encoded": true, "unheard": {"of": {}}}""";

        assertThat(read(event)).isEqualTo(RuntimeJson.read(event, APIGatewayV2HTTPEvent.class));
        assertThat(read(event).getHeaders()).containsEntry("n", "7").containsEntry("b", null);
        assertThat(read(event).getRequestContext().getHttp().getUserAgent()).isEqualTo("u");
    }

    @Test
    void fieldsThatMayBeNull_areReadAsTheRuntimeWouldReadThem() {
        for (String event : List.of("{\"cookies\": null, \"headers\": null, \"stageVariables\": {\"a\": \"b\"}}",
                "{\"cookies\": [], \"pathParameters\": null, \"stageVariables\": {}}",
                "{\"requestContext\": {\"http\": null, \"timeEpoch\": null}, \"body\": null}")) {
            assertThat(read(event)).as(event).isEqualTo(RuntimeJson.read(event, APIGatewayV2HTTPEvent.class));
        }
    }

    @Test
    void answer_isWrittenAsTheRuntimeWouldWriteIt() {
        store.withModelHere("customers", "v3");
        APIGatewayV2HTTPResponse answer = handler(NO_ENDPOINTS, null).handleRequest(event("inference-predict"), null);
        answer.setBody("\"\\ \n \u00fc \ud83d\ude00");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EVENT_JSON.toJson(answer, out, APIGatewayV2HTTPResponse.class);

        assertThat(RuntimeJson.read(out.toString(StandardCharsets.UTF_8), APIGatewayV2HTTPResponse.class))
                .isEqualTo(answer);
    }

    @Test
    void runtime_findsEventJsonAndNoOther() {
        assertThat(ServiceLoader.load(CustomPojoSerializer.class)).hasExactlyElementsOfTypes(EventJson.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "[]", "null", "", "\"x\"", "{\"headers\":[1,2]}", "{\"requestContext\":null}",
            "{\"rawPath\":{}}", "{\"isBase64Encoded\":{}}", "{\"requestContext\":{\"timeEpoch\":[1]}}",
            "{\"headers\":{\"a\":[]}}", "{\"cookies\":\"a=1\"}", "{\"routeKey\":"})
    void runtime_otherDocument_neverReachesTheHandler(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"age\":1}", "{\"body\":\"x\",\"requestContext\":{}}",
            "{\"routeKey\":\"$default\",\"requestContext\":{\"http\":{\"method\":\"GET\"}}}"})
    void handleRequest_otherEvent_isRefused(String json) {
        assertThatThrownBy(() -> handler(NO_ENDPOINTS, null).handleRequest(read(json), null))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("HTTP API");
    }

    @Test
    void handleRequest_catchAllRoute_takesMethodAndPath() {
        APIGatewayV2HTTPEvent event = event("inference-unknown-route");
        event.setRouteKey("$default");

        assertThat(HttpRequest.of(event).route()).isEqualTo(
                event.getRequestContext().getHttp().getMethod() + ' ' + event.getRawPath());
    }

    @Test
    void handleRequest_bodyThatIsNotBase64_isRefused() {
        APIGatewayV2HTTPEvent event = post("%").withIsBase64Encoded(true).build();

        assertThatThrownBy(() -> handler(NO_ENDPOINTS, null).handleRequest(event, null))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("the event's body is not base64");
    }

    private static APIGatewayV2HTTPEventBuilder post(String body) {
        return APIGatewayV2HTTPEvent.builder().withRouteKey("POST /predict").withBody(body);
    }

    @Test
    void beforeCheckpoint_nothingReachable_neverFails() {
        store.breakDown(true);
        InferenceHandler handler = handler(NO_ENDPOINTS, null);

        handler.beforeCheckpoint(null);
        handler.afterRestore(null);
        store.breakDown(false);
        store.withModelHere("customers", "v3");

        assertThat(answer(handler, event("inference-predict")).integer("statusCode")).isEqualTo(200);
    }

    @Test
    void beforeCheckpoint_modelLive_answersForItselfAndForgetsIt() {
        store.withModelHere("customers", "v1");
        InferenceHandler handler = handler(NO_ENDPOINTS, null);

        handler.beforeCheckpoint(null);
        assertThat(store.reads()).as("it asked itself").isPositive();
        handler.afterRestore(null);
        store.withModelHere("customers", "v2");

        assertThat(body(answer(handler, event("inference-predict"))).string("model_version")).isEqualTo("v2");
    }

    @Test
    void beforeCheckpoint_whatIsCountedAndWhoOptedOut_areForgotten() {
        store.withModelHere("customers", "v3");
        InferenceHandler handler = handler(NO_ENDPOINTS, null);
        answer(handler, event("inference-predict"));
        store.with(OptOuts.KEY, OptOuts.NONE.with(KEYS.hash("C-20417")).write());
        handler.beforeCheckpoint(null);
        handler.end();
        assertThat(captures()).as("each process that is restored would write them").isEmpty();
        assertThat(answer(handler, event("inference-predict")).string("body")).isEqualTo("{\"opted_out\":true}");
    }

    @Test
    void health_storeDown_is503() {
        store.breakDown(true);

        JsonObject answer = answer("inference-health");

        assertThat(answer.integer("statusCode")).isEqualTo(503);
        assertThat(body(answer).string("type")).isEqualTo("urn:segmenta:problem:unavailable");
    }

    @Test
    void predict_endpointThatDoesNotAnswer_is503WithWhenToComeAgain() {
        store.withEndpoint("customers", "v3");
        APIGatewayV2HTTPResponse answer = handler(NO_ENDPOINTS, null).handleRequest(event("inference-predict"), null);

        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getHeaders()).containsEntry("retry-after", "5")
                .containsEntry("content-type", "application/problem+json");
    }

    @Test
    void predict_endpointOfAnEarlierVersionThatAnswersTooMuch_is413() {
        store.withEndpoint("customers", "v3");
        byte[] long7 = new byte[7 << 20];
        Arrays.fill(long7, (byte) ' ');
        Endpoints talkative = (endpoint, shape, contentType, body, left) -> new Reply(200, "application/json", long7);

        APIGatewayV2HTTPResponse answer = handler(talkative, null).handleRequest(event("inference-predict"), null);

        assertThat(answer.getStatusCode()).isEqualTo(413);
        assertThat(answer.getBody()).contains("send fewer records at once");
        assertThat(answer.getHeaders()).doesNotContainKey("retry-after");
    }

    /** Whatever is answered, Lambda carries it. */
    @Test
    void predict_batchOfALongAnswer_isRefusedBeforeLambdaWould() {
        store.withModelHere("customers", "v3");
        String records = "{\"age\":34,\"unknown_field_of_some_length\":1}";
        String body = "[" + (records + ",").repeat(9_999) + records + "]";
        APIGatewayV2HTTPEvent event = event("inference-predict-batch");
        event.setBody(body);
        event.setIsBase64Encoded(false);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        APIGatewayV2HTTPResponse response = handler(NO_ENDPOINTS, null).handleRequest(event, null);
        EVENT_JSON.toJson(response, out, APIGatewayV2HTTPResponse.class);

        assertThat(out.size()).isLessThanOrEqualTo(6 << 20);
    }
}
