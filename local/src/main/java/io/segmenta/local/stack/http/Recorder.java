package io.segmenta.local.stack.http;

import io.segmenta.local.stack.http.LoopbackServer.Answering;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells of every exchange that passes, bodies and keys with it, so that tests can hold it against AWS's service models.
 * An exchange is told before the last byte of its answer leaves. Nothing else changes.
 */
public final class Recorder implements Answering {

    private static final int LIMIT = 1_000_000;

    private final Answering inside;
    private final Consumer<RecordedExchange> seen;

    /** @param seen called from many threads; must return soon and must not throw */
    public Recorder(Answering inside, Consumer<RecordedExchange> seen) {
        this.inside = inside;
        this.seen = seen;
    }

    @Override
    public void handle(Exchange exchange) {
        Exchange recorded = exchange.wrapped((request, response) -> {
            Copy copy = new Copy();
            return new Exchange.Ends(new CopiedRequest(request, copy), new CopiedResponse(request, response, copy));
        });
        recorded.run(() -> inside.handle(recorded));
    }

    private static final class CopiedRequest extends Request.Wrapper {

        private final Copy copy;

        CopiedRequest(Request request, Copy copy) {
            super(request);
            this.copy = copy;
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = super.read();
            if (chunk != null && !Content.Chunk.isFailure(chunk)) {
                append(copy.request, chunk.getByteBuffer());
            }
            return chunk;
        }
    }

    private final class CopiedResponse extends Response.Wrapper {

        private final Copy copy;
        private final AtomicBoolean told = new AtomicBoolean();

        CopiedResponse(Request request, Response response, Copy copy) {
            super(request, response);
            this.copy = copy;
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            if (content != null) {
                append(copy.answer, content);
            }
            if (last && told.compareAndSet(false, true)) {
                Request request = getRequest();
                seen.accept(new RecordedExchange(request.getMethod(), request.getHttpURI().getPathQuery(),
                        texts(request.getHeaders()), text(copy.request), getStatus(), texts(getHeaders()),
                        text(copy.answer)));
            }
            super.write(last, content, callback);
        }
    }

    /** The bytes of both bodies so far. */
    private static final class Copy {

        private final ByteArrayOutputStream request = new ByteArrayOutputStream();
        private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    }

    private static void append(ByteArrayOutputStream copy, ByteBuffer content) {
        synchronized (copy) {
            byte[] part = new byte[Math.min(content.remaining(), LIMIT - copy.size())];
            content.duplicate().get(part);
            copy.writeBytes(part);
        }
    }

    private static String text(ByteArrayOutputStream copy) {
        synchronized (copy) {
            return copy.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static Map<String, String> texts(HttpFields fields) {
        Map<String, String> texts = new TreeMap<>();
        for (HttpField field : fields) {
            texts.merge(field.getName().toLowerCase(Locale.ROOT), field.getValue() == null ? "" : field.getValue(),
                    (first, next) -> first + ", " + next);
        }
        return texts;
    }
}
