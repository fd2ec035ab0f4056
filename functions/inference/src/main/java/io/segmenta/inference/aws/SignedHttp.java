package io.segmenta.inference.aws;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Signed requests to one service. A request that could not be delivered, or that the service was too busy for (429 and
 * 5xx), is sent again, twice at most; so only requests that may be repeated belong here.
 */
final class SignedHttp {

    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(60);
    private static final byte[] NOTHING = {};

    private final SigV4 signer;
    private final CredentialSource credentials;
    private final InstantSource clock;
    private final Duration timeout;

    SignedHttp(SigV4 signer, CredentialSource credentials, InstantSource clock, Duration timeout) {
        this.signer = signer;
        this.credentials = credentials;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** @param body null for a request without one */
    HttpReply send(String method, URI uri, Map<String, String> headers, byte[] body) throws IOException {
        for (int attempt = 1;; attempt++) {
            boolean last = attempt == ATTEMPTS;
            try {
                HttpReply reply = Http.send(method, uri,
                        signer.sign(method, uri, headers, body == null ? NOTHING : body,
                                credentials.current(), clock.instant()),
                        body, timeout);
                if (last || reply.status() != 429 && reply.status() < 500) {
                    return reply;
                }
            } catch (IOException undelivered) {
                if (last || undelivered instanceof InterruptedIOException) {
                    throw undelivered;
                }
            }
            pause(attempt);
        }
    }

    private static void pause(int attempt) throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE.multipliedBy(attempt));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two attempts");
        }
    }
}
