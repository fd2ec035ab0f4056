package io.segmenta.api.http;

import io.segmenta.api.access.Role;
import java.util.Optional;

/**
 * A line of the table of routes.
 *
 * @param role the caller needs; empty where anybody is answered who is signed in
 * @param open whether nobody needs to sign in
 * @param action answers
 */
public record Route(String method, PathPattern path, Optional<Role> role, boolean open, Action action) {

    /** Answers a request of a route. */
    @FunctionalInterface
    public interface Action {
        /**
         * Answers the request.
         *
         * @throws RefusalException when it is refused
         */
        Answer answer(Request request);
    }

    /** A route for callers with a role. */
    public static Route of(String method, String path, Role role, Action action) {
        return new Route(method, PathPattern.of(path), Optional.of(role), false, action);
    }

    /** A route for everybody who is signed in. */
    public static Route signedIn(String method, String path, Action action) {
        return new Route(method, PathPattern.of(path), Optional.empty(), false, action);
    }

    /** A route for everybody. */
    public static Route open(String method, String path, Action action) {
        return new Route(method, PathPattern.of(path), Optional.empty(), true, action);
    }

    @Override
    public String toString() {
        return method + ' ' + path;
    }
}
