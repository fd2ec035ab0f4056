package io.segmenta.local.stack.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer, which may come later and from another thread. */
public final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final AtomicBoolean answered = new AtomicBoolean();
    private Optional<byte[]> held = Optional.empty();

    Exchange(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        // The limit of silence is for the client; how long an answer may take is for the handler to say.
        request.addIdleTimeoutListener(late -> false);
    }

    /** A part of the handling that may fail. */
    @FunctionalInterface
    public interface Step {

        /** Does it. */
        void run() throws IOException;
    }

    /** What follows when the body is there. */
    @FunctionalInterface
    public interface BodyStep {

        /** Goes on with the body, empty when it is longer than the limit. */
        void run(Optional<byte[]> body) throws IOException;
    }

    /** The method in upper case. */
    public String method() {
        return request.getMethod();
    }

    /** The path, decoded; empty when the target of the request is no path or no UTF-8 in per cent signs. */
    public Optional<String> path() {
        String path = request.getHttpURI().getPath();
        if (path == null || !path.startsWith("/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(path.indexOf('%') < 0
                    ? path
                    : URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The query as it came, without its question mark; empty when there is none. */
    public String query() {
        String query = request.getHttpURI().getQuery();
        return query == null ? "" : query;
    }

    /** The path with its query, both as they came. */
    public String target() {
        return request.getHttpURI().getPathQuery();
    }

    /** Headers of the request, values as they came. */
    public HttpFields headers() {
        return request.getHeaders();
    }

    /** The first value of a request header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /** The address of the client. */
    public String clientAddress() {
        return Request.getRemoteAddr(request);
    }

    /** Sets a header of the answer. */
    public void set(String name, String value) {
        response.getHeaders().put(name, value);
    }

    /** Adds a further value of a header of the answer. */
    public void add(String name, String value) {
        response.getHeaders().add(name, value);
    }

    /** Reads the whole body without holding a thread, then goes on; beyond the limit nothing is kept. */
    public void withBody(int limit, BodyStep next) {
        if (held.isPresent()) {
            run(() -> next.run(held.filter(bytes -> bytes.length <= limit)));
        } else {
            new Body(limit, 2L * limit, next).run();
        }
    }

    /** Keeps a body that was read, for whoever asks for it next. */
    public void hold(byte[] body) {
        held = Optional.of(body);
    }

    /** As {@link #withBody}, and reads to the end of one that is too long, for a sender that cannot stop. */
    public void withBodyToItsEnd(int limit, BodyStep next) {
        new Body(limit, Long.MAX_VALUE, next).run();
    }

    /** Goes on in a virtual thread, which may wait. */
    public void inBackground(Step step) {
        Thread.ofVirtual().name("exchange").start(() -> run(step));
    }

    /** Both ends of an exchange at the server. */
    record Ends(Request request, Response response) {}

    /** The same exchange, read and answered through others; this one must not be used any more. */
    Exchange wrapped(BiFunction<Request, Response, Ends> wrapping) {
        Ends ends = wrapping.apply(request, response);
        return new Exchange(ends.request(), ends.response(), callback);
    }

    /** Lets one of Jetty's own handlers answer. */
    void handOver(Request.Handler handler) {
        try {
            answered.set(true);
            handler.handle(request, response, callback);
        } catch (Exception e) {
            LOG.debug("{} {}", method(), request.getHttpURI().getPath(), e);
            Response.writeError(request, response, callback, e instanceof IllegalArgumentException
                    ? HttpStatus.BAD_REQUEST_400
                    : HttpStatus.INTERNAL_SERVER_ERROR_500);
        }
    }

    /** Takes a step; a failure of it becomes status 500. */
    public void run(Step step) {
        try {
            step.run();
        } catch (IOException lost) {
            LOG.debug("{} {}: connection lost", method(), request.getHttpURI().getPath(), lost);
            fail(lost);
        } catch (RuntimeException e) {
            LOG.error("{} {}", method(), request.getHttpURI().getPath(), e);
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        if (answered.get()) {
            LOG.debug("the answer was under way already", failure);
        } else {
            problem(HttpStatus.INTERNAL_SERVER_ERROR_500, "");
        }
    }

    /** Sends a whole answer; the type may be null, where the body is empty or the header set already. */
    public void send(int status, @Nullable String contentType, byte[] body) {
        if (!answered.compareAndSet(false, true)) {
            throw new IllegalStateException(method() + " " + request.getHttpURI().getPath() + " was answered already");
        }
        response.setStatus(status);
        if (contentType != null) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        }
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /**
     * Sends a refusal as {@code application/problem+json} (RFC 9457), with the {@code message} that API Gateway has in
     * it.
     *
     * @param detail what is wrong and what to do; left out when empty
     */
    public void problem(int status, String detail) {
        String title = HttpStatus.getMessage(status);
        ObjectNode problem = JSON.createObjectNode().put("type", "about:blank").put("title", title).put("status",
                status);
        if (!detail.isEmpty()) {
            problem.put("detail", detail);
        }
        send(status, "application/problem+json",
                problem.put("message", title).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Collects the body as it comes. */
    private final class Body extends Invocable.Task.Abstract {

        private final int limit;
        private final long readOn;
        private final BodyStep next;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        private long length;

        /** @param readOn how much of a body that is too long is taken, in bytes */
        Body(int limit, long readOn, BodyStep next) {
            super(InvocationType.NON_BLOCKING);
            this.limit = limit;
            this.readOn = readOn;
            this.next = next;
        }

        @Override
        public void run() {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    stopped(chunk.getFailure());
                    return;
                }
                take(chunk);
                // A client that is refused before it has sent all may not look at the answer: some more is read first.
                if (chunk.isLast() || length > readOn) {
                    Exchange.this
                            .run(() -> next.run(length > limit ? Optional.empty() : Optional.of(bytes.toByteArray())));
                    return;
                }
            }
        }

        private void take(Content.Chunk chunk) {
            length += chunk.remaining();
            if (length <= limit) {
                byte[] part = new byte[chunk.remaining()];
                chunk.getByteBuffer().get(part);
                bytes.writeBytes(part);
            }
            chunk.release();
        }

        private void stopped(Throwable failure) {
            LOG.debug("{} {}: no further body", method(), request.getHttpURI().getPath(), failure);
            if (failure instanceof TimeoutException) {
                set("Connection", "close");
                problem(HttpStatus.REQUEST_TIMEOUT_408, "the body did not come in time");
            } else {
                problem(HttpStatus.BAD_REQUEST_400, "the body is not complete");
            }
        }
    }
}
