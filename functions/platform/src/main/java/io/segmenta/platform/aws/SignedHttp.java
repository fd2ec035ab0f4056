package io.segmenta.platform.aws;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Signed requests to one service. A request that could not be delivered, or that the service was too busy for (429, 5xx
 * or a throttling fault), is sent again, twice at most, after a random part of a growing pause; so only requests that
 * may be repeated belong here. Safe for use by several threads.
 */
public final class SignedHttp {

    private static final int ATTEMPTS = 3;
    private static final int PAUSE_MILLIS = 100;
    private static final int MAX_REPLY_BYTES = 64 << 20;

    private final Aws aws;
    private final SigV4 signer;
    private final Duration silence;

    /**
     * @param service as it is named in signatures
     * @param silence how long to wait for an answer, and for each further part of it
     */
    public SignedHttp(Aws aws, String service, Duration silence) {
        this.aws = aws;
        this.signer = new SigV4(aws.addresses().region(), service);
        this.silence = silence;
    }

    /**
     * Sends a request and reads the whole answer, of whatever status.
     *
     * @param uri     with path and query already percent-encoded
     * @param headers names in lower case
     * @throws IOException when there is no answer
     */
    public HttpReply send(String method, URI uri, Map<String, String> headers, HttpBody body) throws IOException {
        return repeated(() -> exchange(method, uri, headers, body).read(MAX_REPLY_BYTES), HttpReply::isPassing);
    }

    /**
     * Asks for something large and returns as soon as its first bytes are there. What breaks after that is the reader's.
     *
     * @throws IOException when there is no answer
     */
    public HttpDownload open(URI uri, Map<String, String> headers) throws IOException {
        return repeated(() -> exchange("GET", uri, headers, HttpBody.NONE), SignedHttp::discarded);
    }

    private HttpDownload exchange(String method, URI uri, Map<String, String> headers, HttpBody body)
            throws IOException {
        return Http.open(method, uri, signer.sign(method, uri, headers, body.sha256(), aws.credentials().current(),
                aws.clock().instant()), body, silence);
    }

    private static boolean discarded(HttpDownload answer) throws IOException {
        if (!HttpReply.isPassing(answer.status())) {
            return false;
        }
        answer.close();
        return true;
    }

    private interface Exchange<T> {
        T run() throws IOException;
    }

    private interface Check<T> {
        boolean test(T answer) throws IOException;
    }

    private static <T> T repeated(Exchange<T> exchange, Check<T> isPassing) throws IOException {
        for (int attempt = 1;; attempt++) {
            boolean last = attempt == ATTEMPTS;
            try {
                T answer = exchange.run();
                if (last || !isPassing.test(answer)) {
                    return answer;
                }
            } catch (IOException undelivered) {
                if (last) {
                    throw undelivered;
                }
            }
            pause(attempt);
        }
    }

    private static void pause(int attempt) throws InterruptedIOException {
        int longest = PAUSE_MILLIS << attempt - 1;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(longest / 2, longest));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two attempts");
        }
    }
}
