package io.segmenta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final byte[] BODY = "{\"age\":40}".getBytes(StandardCharsets.UTF_8);

    @Test
    void run_sendsEveryRequestWholeAndCountsRefusals() throws Exception {
        ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();
        AtomicInteger seen = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/p", exchange -> {
            try (exchange) {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(seen.incrementAndGet() % 10 == 0 ? 503 : 200, 2);
                exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            }
        });
        server.start();
        OpenLoop.Result result = new OpenLoop(server.getAddress().getPort(), "/p", BODY).run(500, 1);
        server.stop(0);

        assertThat(bodies).hasSize(500).containsOnly("{\"age\":40}");
        assertThat(result.latencies()).hasSize(500).isSorted();
        assertThat(result.errors()).isEqualTo(50);
    }

    @Test
    void quantile_countsFromTheLeast() {
        OpenLoop.Result result = new OpenLoop.Result(new double[] {1, 2, 3, 4}, 0);
        assertThat(result.quantile(0)).isEqualTo(1);
        assertThat(result.quantile(0.5)).isEqualTo(3);
        assertThat(result.quantile(0.99)).isEqualTo(4);
    }
}
