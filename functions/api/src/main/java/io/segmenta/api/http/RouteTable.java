package io.segmenta.api.http;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All routes. Of several that match a path the one with more given parts answers. */
public final class RouteTable {
    private final List<Route> routes;

    /** The table of these routes. */
    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * What a request found.
     *
     * @param variables the values of the path's parameters
     */
    public record Match(Route route, String path, Map<String, String> variables) {}

    /** The routes, in the order of the table. */
    public List<Route> routes() {
        return routes;
    }

    /**
     * Finds the route of a request.
     *
     * @throws RefusalException when no route has the path, or none of those has the method
     */
    public Match find(String method, String path) {
        List<Match> matches = routes.stream().flatMap(route -> match(route, path).stream()).toList();
        long most = matches.stream().mapToLong(RouteTable::literals).max().orElseThrow(
                () -> Refusal.UNKNOWN_ROUTE.because("there is no route " + method + ' ' + path));
        List<Match> best = matches.stream().filter(match -> literals(match) == most).toList();
        return best.stream().filter(match -> match.route().method().equals(method)).findFirst()
                .orElseThrow(() -> notAllowed(method, path, best));
    }

    private static RefusalException notAllowed(String method, String path, List<Match> matches) {
        String allowed = matches.stream().map(match -> match.route().method()).sorted(Comparator.naturalOrder())
                .collect(Collectors.joining(", "));
        return Refusal.METHOD_NOT_ALLOWED.because(path + " takes " + allowed + ", not " + method).with("allow",
                allowed);
    }

    private static Optional<Match> match(Route route, String path) {
        return route.path().match(path).map(variables -> new Match(route, path, variables));
    }

    private static long literals(Match match) {
        return match.route().path().literals();
    }
}
