package io.segmenta.model.hostile;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * Sends bytes over a connection of its own, says that there are no more, and takes what comes back: an HTTP answer that
 * tells nothing of the program, or the end of the connection, within ten seconds.
 */
public final class HostileSocket implements Hostile.Reader {

    private static final int LIMIT_MILLIS = 10_000;
    private static final int MOST = 1 << 20;

    private final int port;

    /** @param port of this machine */
    public HostileSocket(int port) {
        this.port = port;
    }

    @Override
    public boolean read(byte[] input) throws IOException {
        String answer = answer(input);
        if (answer.isEmpty()) {
            return false;
        }
        if (!answer.startsWith("HTTP/1.1 ") && !answer.startsWith("HTTP/1.0 ")) {
            throw new IllegalStateException("not an answer of HTTP: " + shown(answer));
        }
        String body = answer.substring(Math.max(0, answer.indexOf("\r\n\r\n")));
        if (body.contains("io.segmenta") || body.contains("java.") || body.contains("org.eclipse")
                || body.contains("\tat ")) {
            throw new IllegalStateException("tells of the program: " + shown(answer));
        }
        return answer.startsWith("2", "HTTP/1.1 ".length());
    }

    private String answer(byte[] input) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.setSoLinger(true, 0);
            try {
                OutputStream out = socket.getOutputStream();
                out.write(input);
                out.flush();
                socket.shutdownOutput();
                return new String(socket.getInputStream().readNBytes(MOST), StandardCharsets.ISO_8859_1);
            } catch (SocketException refusedWhileSending) {
                return "";
            }
        }
    }

    private static String shown(String answer) {
        return answer.substring(0, Math.min(answer.length(), 1000));
    }
}
