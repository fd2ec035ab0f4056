package io.segmenta.local.stack.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A free port of this machine, held for the server until it starts, so that its address can be told before. */
public final class HeldPort implements AutoCloseable {

    private final ServerSocket socket;

    private HeldPort(ServerSocket socket) {
        this.socket = socket;
    }

    /** Takes a free port. */
    public static HeldPort draw() throws IOException {
        return new HeldPort(new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1")));
    }

    /** Its number, also when it is not held any more. */
    int number() {
        return socket.getLocalPort();
    }

    /** The address for JDBC of the server that takes the port, without a user. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + number() + "/" + Server.DATABASE;
    }

    /** Lets it go; another program may take it before the server does, which then does not start. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
