package io.segmenta.inference.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.inference.TimeLeft;
import io.segmenta.inference.aws.FakeService.Answer;
import io.segmenta.inference.aws.FakeService.Request;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Reply;
import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.direct.S3Objects;
import io.segmenta.platform.storage.ObjectReader.Found;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicesTest {
    private static final TimeLeft ALL = () -> TimeLeft.FUNCTION;

    private static Aws at(FakeService service) {
        return Aws.of(new Environment(Map.of("AWS_ENDPOINT_URL", service.address(), "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test")));
    }

    private static S3Objects bucket(FakeService service) {
        return new S3Objects(at(service), "bucket");
    }

    private static Function<Request, Answer> inTurn(Answer... answers) {
        Deque<Answer> left = new ArrayDeque<>(List.of(answers));
        return request -> left.remove();
    }

    @Test
    void find_object_givesBytesAndTagOfASignedRequest() throws IOException {
        try (FakeService service = new FakeService(inTurn(
                new Answer(200, Map.of("etag", "\"t1\""), "hello".getBytes(StandardCharsets.UTF_8))))) {
            Found found = bucket(service).find("live/my customers.json", Optional.empty());

            assertThat(found).isInstanceOfSatisfying(Found.Content.class, content -> {
                assertThat(content.bytes()).asString().isEqualTo("hello");
                assertThat(content.etag()).isEqualTo("t1");
            });
            Request asked = service.requests().getFirst();
            assertThat(asked.path()).isEqualTo("/bucket/live/my%20customers.json");
            assertThat(asked.headers().get("authorization"))
                    .matches("AWS4-HMAC-SHA256 Credential=test/[0-9]{8}/eu-west-1/s3/aws4_request, .*");
        }
    }

    @Test
    void find_knownTag_asksOnlyForAnotherObject() throws IOException {
        try (FakeService service = new FakeService(inTurn(Answer.of(304, "text/plain", "")))) {
            assertThat(bucket(service).find("live/a.json", Optional.of("t1"))).isEqualTo(new Found.Unchanged());
            assertThat(service.requests().getFirst().headers()).containsEntry("if-none-match", "\"t1\"");
        }
    }

    @Test
    void find_noSuchObject_isAbsent() throws IOException {
        try (FakeService service = new FakeService(inTurn(Answer.of(404, "application/xml", "<Error/>")))) {
            assertThat(bucket(service).find("live/a.json", Optional.empty())).isEqualTo(new Found.Absent());
        }
    }

    @Test
    void find_forbidden_failsAtOnceNamingTheKey() {
        try (FakeService service = new FakeService(inTurn(Answer.of(403, "application/xml", "<Error/>")))) {
            assertThatThrownBy(() -> bucket(service).find("live/a.json", Optional.empty()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("S3 answered 403 when reading live/a.json");
        }
    }

    @Test
    void find_busyService_isAskedAgain() throws IOException {
        try (FakeService service = new FakeService(inTurn(Answer.of(503, "application/xml", "<Error/>"),
                Answer.of(200, "text/plain", "hello")))) {
            assertThat(bucket(service).find("live/a.json", Optional.empty())).isInstanceOf(Found.Content.class);
            assertThat(service.requests()).hasSize(2);
        }
    }

    @Test
    void find_serviceThatStaysBusy_failsAfterThreeAttempts() {
        try (FakeService service = new FakeService(request -> Answer.of(503, "application/xml", "<Error/>"))) {
            assertThatThrownBy(() -> bucket(service).find("live/a.json", Optional.empty()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("S3 answered 503 when reading live/a.json");
            assertThat(service.requests()).hasSize(3);
        }
    }

    @Test
    void put_object_isSentWholeAndSigned() throws IOException {
        try (FakeService service = new FakeService(inTurn(Answer.of(200, "text/plain", "")))) {
            bucket(service).put("captures/a/b-0.json.gz", "application/gzip", "bytes".getBytes(StandardCharsets.UTF_8));
            Request asked = service.requests().getFirst();
            assertThat(asked.method() + ' ' + asked.path()).isEqualTo("PUT /bucket/captures/a/b-0.json.gz");
            assertThat(asked.text()).isEqualTo("bytes");
            assertThat(asked.headers()).containsEntry("content-type", "application/gzip");
            assertThat(asked.headers().get("authorization")).contains("/s3/aws4_request", "content-length");
        }
    }

    @Test
    void put_forbidden_failsNamingTheKey() {
        try (FakeService service = new FakeService(inTurn(Answer.of(403, "application/xml", "<Error/>")))) {
            assertThatThrownBy(() -> bucket(service).put("captures/a", "application/gzip", new byte[] {1}))
                    .isInstanceOf(IOException.class).hasMessage("S3 answered 403 when writing captures/a");
        }
    }

    @Test
    void list_manyPages_givesEveryKeyAsItWasWritten() throws IOException {
        try (FakeService service = new FakeService(inTurn(
                Answer.of(200, "application/xml", "<Contents><Key>live/a%26b.json</Key></Contents>"
                        + "<NextContinuationToken>n+1</NextContinuationToken>"),
                Answer.of(200, "application/xml", "<Contents><Key>live/%C3%BC%2B.json</Key></Contents>")))) {
            assertThat(bucket(service).list("live/")).containsExactly("live/a&b.json", "live/\u00fc+.json");
            assertThat(service.requests().getLast().path()).contains("continuation-token=n%2B1");
        }
    }

    @Test
    void list_keys_givesThemInOrder() throws IOException {
        String listing = "<ListBucketResult><Contents><Key>live/a.json</Key></Contents>"
                + "<Contents><Key>live/b.json</Key></Contents></ListBucketResult>";
        try (FakeService service = new FakeService(inTurn(Answer.of(200, "application/xml", listing)))) {
            assertThat(bucket(service).list("live/")).containsExactly("live/a.json", "live/b.json");
            assertThat(service.requests().getFirst().path())
                    .isEqualTo("/bucket/?encoding-type=url&list-type=2&prefix=live%2F");
        }
    }

    @Test
    void invoke_endpoint_passesBodyAndShapeOn() throws IOException {
        try (FakeService service = new FakeService(inTurn(Answer.of(200, "application/json", "{\"cluster\":[2]}")))) {
            Reply reply = new SageMakerEndpoints(at(service)).invoke("segmenta-customers",
                    AnswerShape.API,
                    "application/json", "{\"age\":3}".getBytes(StandardCharsets.UTF_8), ALL);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).asString().isEqualTo("{\"cluster\":[2]}");
            Request asked = service.requests().getFirst();
            assertThat(asked.method() + ' ' + asked.path()).isEqualTo("POST /endpoints/segmenta-customers/invocations");
            assertThat(asked.text()).isEqualTo("{\"age\":3}");
            assertThat(asked.headers()).containsEntry("x-amzn-sagemaker-custom-attributes", "shape=api")
                    .containsEntry("content-type", "application/json");
            assertThat(asked.headers().get("authorization")).contains("/eu-west-1/sagemaker/aws4_request");
        }
    }

    @Test
    void invoke_throttled_isAskedAgainInTheProductsName() throws IOException {
        try (FakeService service = new FakeService(inTurn(
                new Answer(400, Map.of("x-amzn-ErrorType", "ThrottlingException"), new byte[0]),
                Answer.of(200, "application/json", "{}")))) {
            assertThat(new SageMakerEndpoints(at(service))
                    .invoke("e", AnswerShape.PREDICT, "application/json", new byte[] {'{', '}'}, ALL).status())
                    .isEqualTo(200);
            assertThat(service.requests()).hasSize(2).allSatisfy(request -> {
                assertThat(request.text()).isEqualTo("{}");
                assertThat(request.headers().get("user-agent")).startsWith("segmenta/");
            });
        }
    }

    @Test
    void invoke_refusalOfTheContainer_isUnwrapped() throws IOException {
        String wrapped = "{\"ErrorCode\":\"\",\"Message\":\"Received client error (422)\",\"OriginalStatusCode\":422,"
                + "\"OriginalMessage\":\"{\\\"status\\\":422}\"}";
        try (FakeService service = new FakeService(inTurn(Answer.of(424, "application/json", wrapped)))) {
            Reply reply = new SageMakerEndpoints(at(service)).invoke("e", AnswerShape.PREDICT,
                    "application/json", new byte[0], ALL);

            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.contentType()).isEqualTo("application/problem+json");
            assertThat(reply.body()).asString().isEqualTo("{\"status\":422}");
        }
    }

    /** To come again would be no help, so it is no 503. */
    @Test
    void invoke_moreThanAServerlessEndpointTakes_is413() throws IOException {
        try (FakeService service = new FakeService(inTurn(Answer.of(400, "application/json", "{}")))) {
            Reply reply = new SageMakerEndpoints(at(service)).invoke("e", AnswerShape.PREDICT, "application/json",
                    new byte[5 << 20], ALL);

            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.text()).contains("a serverless one at most 4194304");
        }
    }

    @Test
    void invoke_refusedWithNoMoreThanAServerlessEndpointTakes_fails() {
        try (FakeService service = new FakeService(inTurn(Answer.of(400, "application/json", "{}")))) {
            assertThatThrownBy(() -> new SageMakerEndpoints(at(service)).invoke("e", AnswerShape.PREDICT,
                    "application/json", new byte[4 << 20], ALL)).hasMessage("endpoint e answered 400");
        }
    }

    @Test
    void invoke_missingEndpoint_fails() {
        try (FakeService service = new FakeService(inTurn(Answer.of(400, "application/json", "{}")))) {
            assertThatThrownBy(() -> new SageMakerEndpoints(at(service)).invoke("e", AnswerShape.PREDICT,
                    "application/json", new byte[0], ALL)).isInstanceOf(IOException.class)
                    .hasMessage("endpoint e answered 400");
        }
    }

    @Test
    void invoke_modelErrorThatIsNoJson_fails() {
        try (FakeService service = new FakeService(inTurn(Answer.of(424, "text/plain", "oops")))) {
            assertThatThrownBy(() -> new SageMakerEndpoints(at(service)).invoke("e", AnswerShape.PREDICT,
                    "application/json", new byte[0], ALL)).isInstanceOf(IOException.class)
                    .hasMessageContaining("endpoint e answered 424");
        }
    }

    @ParameterizedTest
    @CsvSource({"400,true", "499,true", "399,false", "500,false", "200,false"})
    void invoke_modelError_isTheContainersRefusalOnlyWithin400To499(int status, boolean refused) throws IOException {
        String wrapped = "{\"OriginalStatusCode\":" + status + ",\"OriginalMessage\":\"{}\"}";
        try (FakeService service = new FakeService(inTurn(Answer.of(424, "application/json", wrapped)))) {
            SageMakerEndpoints endpoints = new SageMakerEndpoints(at(service));
            if (refused) {
                assertThat(endpoints.invoke("e", AnswerShape.PREDICT, "application/json", new byte[0], ALL).status())
                        .isEqualTo(status);
            } else {
                assertThatThrownBy(
                        () -> endpoints.invoke("e", AnswerShape.PREDICT, "application/json", new byte[0], ALL))
                        .isInstanceOf(IOException.class)
                        .hasMessage("the container of endpoint e answered " + status);
            }
        }
    }

    @Test
    void invoke_modelErrorWithoutItsStatus_fails() {
        try (FakeService service = new FakeService(inTurn(Answer.of(424, "application/json", "{}")))) {
            assertThatThrownBy(() -> new SageMakerEndpoints(at(service)).invoke("e", AnswerShape.PREDICT,
                    "application/json", new byte[0], ALL)).hasMessage("the container of endpoint e answered 500");
        }
    }

    @ParameterizedTest
    @CsvSource({"429,2", "500,2", "503,2", "400,1", "403,1", "499,1"})
    void invoke_onlyWhatMayPass_isAskedAgain(int status, int attempts) {
        try (FakeService service = new FakeService(inTurn(
                new Answer(status, Map.of("x-amzn-ErrorType", "ValidationError"), new byte[0]),
                Answer.of(404, "application/json", "{}")))) {
            assertThatThrownBy(() -> new SageMakerEndpoints(at(service)).invoke("e", AnswerShape.PREDICT,
                    "application/json", new byte[0], ALL)).isInstanceOf(IOException.class);
            assertThat(service.requests()).hasSize(attempts);
        }
    }

    @Test
    void invoke_interruptedBetweenTwoAttempts_endsAndKeepsTheInterrupt() {
        Thread caller = Thread.currentThread();
        try (FakeService service = new FakeService(request -> {
            caller.interrupt();
            return Answer.of(503, "application/json", "{}");
        })) {
            assertThatThrownBy(() -> new SageMakerEndpoints(at(service)).invoke("e", AnswerShape.PREDICT,
                    "application/json", new byte[0], ALL)).isInstanceOf(InterruptedIOException.class)
                    .hasMessage("interrupted between two attempts");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(service.requests()).hasSize(1);
        }
    }

    @Test
    void invoke_silentEndpoint_isAskedOnceAndGivenUpInTime() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        long begun = System.nanoTime();
        TimeLeft five = () -> Duration.ofMillis(5_900).minusNanos(System.nanoTime() - begun);
        try (FakeService service = new FakeService(request -> {
            await(over);
            return Answer.of(200, "application/json", "{}");
        })) {
            assertThatThrownBy(() -> new SageMakerEndpoints(at(service)).invoke("e", AnswerShape.PREDICT,
                    "application/json", new byte[] {'1'}, five)).isInstanceOf(SocketTimeoutException.class);
            assertThat(five.now()).isPositive();
            assertThat(service.requests()).hasSize(1);
            over.countDown();
        }
    }

    @Test
    void invoke_nothingOfTheTimeLeft_asksNobody() {
        try (FakeService service = new FakeService(request -> Answer.of(200, "application/json", "{}"))) {
            assertThatThrownBy(() -> new SageMakerEndpoints(at(service)).invoke("e", AnswerShape.PREDICT,
                    "application/json", new byte[0], () -> Duration.ofSeconds(2)))
                    .hasMessage("no time is left to ask sagemaker");
            assertThat(service.requests()).isEmpty();
        }
    }

    /** Of the time that is left, four seconds are kept back. */
    @Test
    void invoke_busyAndNoTimeForAnotherAttempt_isWhatTheFirstOneTold() {
        Deque<Duration> left = new ArrayDeque<>(List.of(Duration.ofSeconds(5), Duration.ofSeconds(4)));
        try (FakeService service = new FakeService(request -> Answer.of(503, "application/json", "{}"))) {
            assertThatThrownBy(() -> new SageMakerEndpoints(at(service)).invoke("e", AnswerShape.PREDICT,
                    "application/json", new byte[0], left::remove)).hasMessage("endpoint e answered 503");
            assertThat(service.requests()).hasSize(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
