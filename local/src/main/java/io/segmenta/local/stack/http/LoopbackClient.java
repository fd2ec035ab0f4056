package io.segmenta.local.stack.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/**
 * Asks one port of this machine over connections that are used again and again, for requests that change nothing: one
 * that fails over a connection used before, which the other side may have closed meanwhile, is sent again over another.
 * All ports share one client of Jetty, which keeps connections for a while and ends with the process.
 */
public final class LoopbackClient {

    /** Less than the 30 s after which the JDK's server and S3Proxy close an idle connection. */
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration DESTINATION_IDLE = Duration.ofMinutes(1);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final int MOST_CONNECTIONS = 256;
    private static final int MOST_WAITING = 4096;
    private static final int HEAD_LIMIT = 64 * 1024;
    private static final int ANSWER_LIMIT = 64 * 1024 * 1024;
    private static final HttpClient CLIENT = newHttpClient();

    static {
        LifeCycle.start(CLIENT);
    }

    private final int port;

    /** Prepares to ask the port. */
    public LoopbackClient(int port) {
        this.port = port;
    }

    /** A whole answer. */
    public record Reply(int status, HttpFields headers, byte[] body) {}

    /**
     * Jetty's client with nothing of its own in a request: no agent, no accepted encodings, no cookies, no redirects.
     */
    static HttpClient newHttpClient() {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(connector);
        transport.setInvocationType(InvocationType.NON_BLOCKING);
        HttpClient client = new HttpClient(transport);
        client.setExecutor(Shared.threads());
        client.setScheduler(Shared.scheduler());
        client.setByteBufferPool(Shared.buffers());
        client.setConnectTimeout(CONNECT_LIMIT.toMillis());
        client.setIdleTimeout(IDLE.toMillis());
        client.setDestinationIdleTimeout(DESTINATION_IDLE.toMillis());
        client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
        client.setMaxRequestsQueuedPerDestination(MOST_WAITING);
        client.setMaxResponseHeadersSize(HEAD_LIMIT);
        client.setMaxRequestHeadersSize(HEAD_LIMIT);
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarted(LifeCycle started) {
                client.getContentDecoderFactories().clear();
                client.getProtocolHandlers().clear();
            }
        });
        return client;
    }

    /**
     * Gets a resource over a connection of its own and waits for the whole answer.
     *
     * @param limit how long to wait for the answer
     */
    public Reply get(String target, Duration limit) throws IOException, InterruptedException {
        try {
            ContentResponse answer = CLIENT.newRequest("127.0.0.1", port).path(target)
                    .headers(fields -> fields.put(HttpHeader.CONNECTION, "close"))
                    .timeout(limit.toMillis(), TimeUnit.MILLISECONDS).send();
            return new Reply(answer.getStatus(), answer.getHeaders(), answer.getContent());
        } catch (TimeoutException late) {
            throw new SocketTimeoutException("no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw ioException(e.getCause());
        }
    }

    /**
     * Posts a body.
     *
     * @param silence how long to wait for the answer, and for each further part of it
     * @return the whole answer; fails with a {@link ConnectException} when nobody listens and nothing was sent
     */
    public CompletableFuture<Reply> post(String target, Map<String, String> headers, byte[] body, Duration silence) {
        Request request = CLIENT.newRequest("127.0.0.1", port).method("POST").path(target)
                .headers(fields -> headers.forEach(fields::add)).body(new BytesRequestContent((String) null, body))
                .idleTimeout(silence.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        AtomicBoolean usedBefore = new AtomicBoolean();
        request.onRequestBegin(begun -> usedBefore.set(hasAnswered(begun.getConnection())));
        request.send(new BufferingResponseListener(ANSWER_LIMIT) {
            @Override
            public void onComplete(Result result) {
                if (result.isSucceeded() || result.getResponseFailure() == null) {
                    // An answer that came before the whole body was taken is worth more than the failure to send.
                    reply.complete(new Reply(result.getResponse().getStatus(), result.getResponse().getHeaders(),
                            getContent()));
                } else {
                    reply.completeExceptionally(ioException(result.getFailure()));
                }
            }
        });
        return reply.exceptionallyCompose(failure -> usedBefore.get() && !(failure instanceof SocketTimeoutException)
                ? post(target, headers, body, silence)
                : CompletableFuture.failedFuture(failure));
    }

    private static boolean hasAnswered(Connection connection) {
        return connection instanceof org.eclipse.jetty.io.Connection wire && wire.getMessagesIn() > 0;
    }

    private static IOException ioException(@Nullable Throwable failure) {
        if (failure instanceof TimeoutException) {
            return new SocketTimeoutException("no answer in time");
        }
        if (failure instanceof IOException io) {
            return io;
        }
        return new IOException(failure == null ? "no answer" : String.valueOf(failure.getMessage()), failure);
    }
}
