package io.segmenta.api;

import static io.segmenta.api.access.Role.VIEWER;

import io.segmenta.api.http.Route;
import io.segmenta.api.http.RouteTable;
import java.util.List;

/** The table of what the API answers: method, path, the role that is needed, and who answers. */
final class Routes {
    /** What every path but those of the documentation begins with. */
    static final String BASE = "/api/v1";

    private Routes() {}

    static RouteTable of(Self self) {
        return new RouteTable(List.of(
                Route.signedIn("GET", BASE + "/me", self::me),
                Route.of("GET", BASE + "/health", VIEWER, self::health),
                Route.of("GET", BASE + "/settings", VIEWER, self::settings)));
    }
}
