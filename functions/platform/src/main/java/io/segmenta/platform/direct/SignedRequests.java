package io.segmenta.platform.direct;

import io.segmenta.platform.aws.Aws;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Requests to one service that the SDK signs, sends and repeats, without the SDK's client of that service, whose
 * classes a first answer would have to wait for. A request that could not be delivered, or that the service was too
 * busy for (429, 5xx or a throttling fault), is sent again, so only requests that may be repeated belong here. Safe for
 * use by several threads.
 */
public final class SignedRequests {
    private static final int ATTEMPTS = 3;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int MAX_ANSWER_BYTES = 64 << 20;

    private final Aws aws;
    private final String service;
    private final Map<Long, SdkHttpClient> clients = new ConcurrentHashMap<>();
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final StandardRetryStrategy retries = DefaultRetryStrategy.standardStrategyBuilder().maxAttempts(ATTEMPTS)
            .retryOnExceptionInstanceOf(IOException.class).build();

    /** @param service as it is named in signatures */
    public SignedRequests(Aws aws, String service) {
        this.aws = aws;
        this.service = service;
    }

    /** What a service answered, of whatever status. The body is shared, not copied. */
    public record Answer(SdkHttpResponse head, byte[] body) {
        /** The status code. */
        public int status() {
            return head.statusCode();
        }

        /** The first header of this name. */
        public Optional<String> header(String name) {
            return head.firstMatchingHeader(name);
        }

        /** Whether the same request may succeed a moment later. */
        private boolean isPassing() {
            return status() == TOO_MANY_REQUESTS || status() >= SERVER_ERROR
                    || header("x-amzn-ErrorType").filter(type -> type.startsWith("Throttl")).isPresent();
        }
    }

    /** An answer that another attempt may better. */
    private static final class Passing extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient Answer answer;

        Passing(Answer answer) {
            super("answered " + answer.status());
            this.answer = answer;
        }
    }

    /**
     * Sends a request and reads the whole answer.
     *
     * @param patience how long to wait for the answer and each further part of it, in whole seconds, asked before each
     * attempt; none follows when it is over
     * @throws IOException when there is no answer in time, or one of more than 64 MB
     */
    public Answer send(SdkHttpRequest request, byte[] body, Supplier<Duration> patience) throws IOException {
        RetryToken token = retries.acquireInitialToken(AcquireInitialTokenRequest.create(service)).token();
        while (true) {
            try {
                Answer answer = exchange(request, body, patience.get());
                retries.recordSuccess(RecordSuccessRequest.create(token));
                return answer;
            } catch (IOException failure) {
                Optional<RefreshRetryTokenResponse> next = next(token, failure);
                if (next.isEmpty()) {
                    return lastAnswer(failure);
                }
                token = next.get().token();
                if (next.get().delay().compareTo(patience.get()) >= 0) {
                    return lastAnswer(failure);
                }
                pause(next.get().delay());
            }
        }
    }

    private Answer exchange(SdkHttpRequest request, byte[] body, Duration patience) throws IOException {
        ContentStreamProvider content = body.length == 0 ? null : ContentStreamProvider.fromByteArrayUnsafe(body);
        // S3 takes paths as they are; all other services expect them encoded twice in what is signed.
        boolean other = !service.equals("s3");
        SignedRequest signed = signer.sign(unsigned -> unsigned.identity(aws.credentials().resolveCredentials())
                .request(request.toBuilder().putHeader("User-Agent", Aws.USER_AGENT).build()).payload(content)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, aws.region().id())
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, other)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, other));
        HttpExecuteResponse response = client(patience)
                .prepareRequest(HttpExecuteRequest.builder().request(signed.request())
                        .contentStreamProvider(signed.payload().orElse(null)).build())
                .call();
        Answer answer = new Answer(response.httpResponse(), bytes(response.responseBody()));
        if (answer.isPassing()) {
            throw new Passing(answer);
        }
        return answer;
    }

    /** A client has its limit for life, and connections that it shares with no other, so limits are whole seconds. */
    private SdkHttpClient client(Duration patience) throws SocketTimeoutException {
        long seconds = patience.toSeconds();
        if (seconds <= 0) {
            throw new SocketTimeoutException("no time is left to ask " + service);
        }
        return clients.computeIfAbsent(seconds, limit -> aws.http(Duration.ofSeconds(limit)));
    }

    private static byte[] bytes(Optional<AbortableInputStream> body) throws IOException {
        try (InputStream in = body.isPresent() ? body.get() : InputStream.nullInputStream()) {
            byte[] bytes = in.readNBytes(MAX_ANSWER_BYTES + 1);
            if (bytes.length > MAX_ANSWER_BYTES) {
                throw new IOException("an answer exceeds " + MAX_ANSWER_BYTES + " bytes");
            }
            return bytes;
        }
    }

    private Optional<RefreshRetryTokenResponse> next(RetryToken token, IOException failure) {
        try {
            return Optional.of(retries.refreshRetryToken(
                    RefreshRetryTokenRequest.builder().token(token).failure(failure).build()));
        } catch (TokenAcquisitionFailedException enough) {
            return Optional.empty();
        }
    }

    private static Answer lastAnswer(IOException failure) throws IOException {
        if (failure instanceof Passing passing) {
            return passing.answer;
        }
        throw failure;
    }

    private static void pause(Duration pause) throws InterruptedIOException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two attempts");
        }
    }
}
