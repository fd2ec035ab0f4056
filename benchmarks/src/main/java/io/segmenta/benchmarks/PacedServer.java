package io.segmenta.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Answers every request of this machine with one file, at so many bytes a second, as a network would. */
final class PacedServer implements AutoCloseable {
    private static final int PIECE = 1 << 16;

    private final HttpServer server;
    private final Path file;
    private final double bytesPerSecond;

    PacedServer(Path file, double bytesPerSecond) throws IOException {
        this.file = file;
        this.bytesPerSecond = bytesPerSecond;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** A new download. */
    InputStream open() throws IOException {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/").toURL().openStream();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, Files.size(file));
        byte[] piece = new byte[PIECE];
        long begin = System.nanoTime();
        long sent = 0;
        try (InputStream in = Files.newInputStream(file); OutputStream out = exchange.getResponseBody()) {
            for (int read = in.read(piece); read > 0; read = in.read(piece)) {
                long due = begin + (long) (1e9 * sent / bytesPerSecond);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long sending = System.nanoTime();
                out.write(piece, 0, read);
                // While a receiver does not take what was sent, a network loses time and never makes up for it.
                begin += System.nanoTime() - sending;
                sent += read;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
