package io.segmenta.local.stack.http;

import io.segmenta.local.stack.http.LoopbackServer.Answering;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Keeps browsers out that somebody else's page directs here. A page may call any address of this machine, and a name of
 * its own may be pointed at 127.0.0.1 once the page is loaded (DNS rebinding): so {@code Host} must name the loopback
 * interface, and {@code Origin}, which browsers alone send, the server itself or an origin that is allowed.
 */
public final class LoopbackGate implements Answering {

    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:]+)(:[0-9]{1,5})?");
    private static final int FORBIDDEN = 403;
    private static final int MISDIRECTED = 421;

    private final Predicate<String> allowed;
    private final Answering inside;

    /**
     * Stands before a handler.
     *
     * @param origins pages that may call, such as {@code https://shop.example}; {@code *} allows all
     */
    public LoopbackGate(List<String> origins, Answering inside) {
        this(origin -> origins.contains("*") || origins.contains(origin), inside);
    }

    /**
     * Stands before a handler.
     *
     * @param allowed tells of an origin whether its pages may call
     */
    public LoopbackGate(Predicate<String> allowed, Answering inside) {
        this.allowed = allowed;
        this.inside = inside;
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        String host = exchange.header("Host").orElse("");
        Optional<String> origin = exchange.header("Origin");
        var name = HOST.matcher(host);
        if (exchange.headers().getValuesList("Host").size() != 1 || !name.matches()
                || !NAMES.contains(name.group(1))) {
            exchange.problem(MISDIRECTED, "the header Host must name this machine, such as localhost");
        } else if (origin.isPresent() && !origin.get().equals("http://" + host) && !allowed.test(origin.get())) {
            exchange.problem(FORBIDDEN, "pages of this origin may not call; allow it by the parameter AllowedOrigins");
        } else {
            inside.handle(exchange);
        }
    }
}
