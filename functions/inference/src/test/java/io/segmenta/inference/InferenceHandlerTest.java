package io.segmenta.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.Reply;
import io.segmenta.model.predict.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceHandlerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:30:00Z");
    private static final Endpoints NO_ENDPOINTS = (endpoint, shape, contentType, body) -> {
        throw new IOException("endpoint " + endpoint + " answered 400");
    };

    private final FakeStore store = new FakeStore();

    private InferenceHandler handler(Endpoints endpoints, String defaultDataset) {
        return new InferenceHandler(store, endpoints, Optional.ofNullable(defaultDataset), InstantSource.fixed(NOW));
    }

    static byte[] event(String name) throws IOException {
        return Files.readAllBytes(Path.of("../../events/" + name + ".json"));
    }

    private JsonObject answer(InferenceHandler handler, byte[] event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event), out, null);
        return Json.parse(out.toByteArray(), "answer");
    }

    private JsonObject answer(String event) throws IOException {
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
    void predict_modelHere_givesTheModelsOwnBytes(String name) throws IOException {
        store.withModelHere("customers", "v3");
        HttpEvent request = HttpEvent.read(new ByteArrayInputStream(event(name)));
        Reply expected = new Invocations(new Predictor(CustomerModel.MODEL, "v3")).answer(
                request.route().equals("POST /api/predict") ? Shape.API : Shape.PREDICT,
                request.header("content-type").orElse("application/json"), request.body(), NOW);

        JsonObject answer = answer(name);

        assertThat(answer.integer("statusCode")).isEqualTo(expected.status());
        assertThat(answer.object("headers").string("content-type")).isEqualTo(expected.contentType());
        assertThat(answer.string("body")).isEqualTo(new String(expected.body(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"inference-predict,200", "inference-predict-base64,200", "inference-predict-csv,200",
            "inference-predict-batch,200", "inference-predict-batch-one-bad,200", "inference-api-predict,200",
            "inference-health,200", "inference-malformed-json,400", "inference-empty-body,400",
            "inference-bad-dataset-name,400", "inference-unknown-dataset,404", "inference-unknown-route,404",
            "inference-wrong-content-type,415", "inference-bad-record,422", "inference-no-known-field,422"})
    void answer_eachSampleEvent_hasItsStatus(String name, int status) throws IOException {
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
    void predict_endpoint_getsBodyTypeAndShape() throws IOException {
        store.withEndpoint("customers", "v3");
        String[] asked = new String[1];
        Endpoints endpoints = (endpoint, shape, contentType, body) -> {
            asked[0] = endpoint + ' ' + shape + ' ' + contentType + ' ' + body.length;
            return new Reply(200, "application/json", "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        };

        JsonObject answer = answer(handler(endpoints, null), event("inference-api-predict"));

        assertThat(answer.string("body")).isEqualTo("{\"a\":1}");
        assertThat(asked[0]).isEqualTo("segmenta-customers API application/json 57");
    }

    @Test
    void predict_endpointDown_is503WithoutDetails() throws IOException {
        store.withEndpoint("customers", "v3");

        JsonObject answer = answer("inference-predict");

        assertThat(answer.integer("statusCode")).isEqualTo(503);
        assertThat(answer.string("body")).contains("unavailable").doesNotContain("segmenta-customers");
    }

    @ParameterizedTest
    @CsvSource({"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,404", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,400",
            "a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a,404", "a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a,400"})
    void predict_datasetOfMoreThan41Characters_isRefusedWithTheBound(String dataset, int status) throws IOException {
        store.withModelHere("customers", "v3");
        String event = "{\"routeKey\":\"POST /predict\",\"queryStringParameters\":{\"dataset\":\"" + dataset
                + "\"},\"headers\":{\"content-type\":\"application/json\"},\"body\":\"{}\",\"isBase64Encoded\":false}";

        JsonObject answer = answer(handler(NO_ENDPOINTS, null), event.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.integer("statusCode")).isEqualTo(status);
        assertThat(body(answer).string("detail")).contains(dataset);
    }

    @Test
    void predict_compressedBody_is415() throws IOException {
        store.withModelHere("customers", "v3");
        String event = "{\"routeKey\":\"POST /predict\",\"headers\":{\"content-type\":\"application/json\","
                + "\"Content-Encoding\":\"gzip\"},\"body\":\"{}\",\"isBase64Encoded\":false}";

        JsonObject answer = answer(handler(NO_ENDPOINTS, null), event.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.integer("statusCode")).isEqualTo(415);
        assertThat(answer.string("body")).contains("unsupported-encoding", "gzip");
    }

    @Test
    void predict_nothingLive_is503() throws IOException {
        JsonObject answer = answer("inference-predict");

        assertThat(answer.integer("statusCode")).isEqualTo(503);
        assertThat(body(answer).string("type")).isEqualTo("urn:segmenta:problem:nothing-live");
    }

    @Test
    void predict_severalLive_asksForANameListingThem() throws IOException {
        store.withModelHere("customers", "v3").withModelHere("countries", "v1");

        JsonObject answer = answer("inference-predict");

        assertThat(answer.integer("statusCode")).isEqualTo(400);
        assertThat(body(answer).string("detail")).contains("countries, customers");
    }

    @Test
    void predict_severalLiveAndADefault_asksTheDefault() throws IOException {
        store.withModelHere("customers", "v3").withModelHere("countries", "v1");

        JsonObject answer = answer(handler(NO_ENDPOINTS, "customers"), event("inference-predict"));

        assertThat(answer.integer("statusCode")).isEqualTo(200);
        assertThat(body(answer).string("model_version")).isEqualTo("v3");
    }

    @Test
    void health_names_whatIsLive() throws IOException {
        store.withModelHere("customers", "v3").withEndpoint("countries", "v1");

        assertThat(answer("inference-health").string("body")).isEqualTo(
                "{\"status\":\"ok\",\"live\":[{\"dataset\":\"countries\",\"target\":\"endpoint\",\"model_version\":\"v1\"},"
                        + "{\"dataset\":\"customers\",\"target\":\"lambda\",\"model_version\":\"v3\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{}", "{\"age\":1}", "{\"body\":\"x\",\"requestContext\":{}}"})
    void handleRequest_otherEvent_isRefused(String event) {
        assertThatThrownBy(() -> answer(handler(NO_ENDPOINTS, null), event.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class).hasMessageContaining("HTTP API");
    }

    @Test
    void beforeCheckpoint_nothingReachable_neverFails() throws IOException {
        store.breakDown(true);
        InferenceHandler handler = handler(NO_ENDPOINTS, null);

        handler.beforeCheckpoint(null);
        handler.afterRestore(null);
        store.breakDown(false);
        store.withModelHere("customers", "v3");

        assertThat(answer(handler, event("inference-predict")).integer("statusCode")).isEqualTo(200);
    }
}
