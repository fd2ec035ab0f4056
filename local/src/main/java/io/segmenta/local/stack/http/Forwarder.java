package io.segmenta.local.stack.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Hands whole exchanges to another port of this machine, streaming both ways, so that the size of a body does not
 * matter. The request target and every header that a signature may cover, {@code Host} among them, pass unchanged.
 */
public final class Forwarder implements AutoCloseable {

    private final Proxy proxy;

    /**
     * Prepares to forward.
     *
     * @param silence the longest silence of the other side
     */
    public Forwarder(int port, Duration silence) {
        this.proxy = new Proxy(port, silence);
        LifeCycle.start(proxy);
    }

    /** Forwards the request and its answer. */
    public void forward(Exchange exchange) {
        exchange.handOver(proxy);
    }

    @Override
    public void close() {
        LifeCycle.stop(proxy);
    }

    /** Jetty's reverse proxy without what it adds for proxies between machines. */
    private static final class Proxy extends ProxyHandler.Reverse {

        private static final String UNAVAILABLE = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
                + "ServiceUnavailable</Code><Message>Reduce your request rate.</Message></Error>";

        private final Duration silence;

        Proxy(int port, Duration silence) {
            super(request -> HttpURI.build(request.getHttpURI()).scheme("http").host("127.0.0.1").port(port));
            this.silence = silence;
            setViaHost("127.0.0.1");
            // It handles exchanges of a server without being in its tree, which Jetty would warn of.
            setServer(new Server());
        }

        @Override
        protected org.eclipse.jetty.client.HttpClient newHttpClient() {
            return LoopbackClient.newHttpClient();
        }

        @Override
        protected Request newProxyToServerRequest(org.eclipse.jetty.server.Request from, HttpURI to) {
            return super.newProxyToServerRequest(from, to).idleTimeout(silence.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        protected void addProxyHeaders(org.eclipse.jetty.server.Request from, Request to) {
            // Signed requests are passed on as they are.
        }

        /**
         * A store that cannot be reached is answered as S3 answers, which its clients take for a reason to try again.
         */
        @Override
        protected void onServerToProxyResponseFailure(org.eclipse.jetty.server.Request from, Request to,
                Response answer, org.eclipse.jetty.server.Response response, Callback callback, Throwable failure) {
            if (response.isCommitted()) {
                super.onServerToProxyResponseFailure(from, to, answer, response, callback, failure);
                return;
            }
            response.reset();
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
            response.write(true, UTF_8.encode(UNAVAILABLE), callback);
        }

        @Override
        protected @Nullable HttpField filterServerToProxyResponseField(HttpField field) {
            return field.getHeader() == HttpHeader.DATE ? null : field;
        }
    }
}
