package io.segmenta.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A program that answers whatever it reads with the same bytes at once, a thread per connection: what a load generator
 * measures of it is the machine and the generator itself.
 */
public final class NullServer {
    private static final int BODY = 1150;
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Length: " + BODY + "\r\n\r\n" + "x".repeat(BODY))
            .getBytes(StandardCharsets.US_ASCII);

    private NullServer() {}

    /**
     * Answers until it is ended.
     *
     * @param arguments the port
     */
    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(Integer.parseInt(arguments[0]), 1000,
                InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket socket = server.accept();
                Thread.ofPlatform().daemon().start(() -> answer(socket));
            }
        }
    }

    /** A request of a record fits one read. */
    private static void answer(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            byte[] request = new byte[1 << 14];
            while (in.read(request) > 0) {
                socket.getOutputStream().write(ANSWER);
            }
        } catch (IOException gone) {
            return;
        }
    }
}
