package io.segmenta.local.stack.gateway;

import io.segmenta.local.stack.template.SystemPlan.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the route of a request. A literal part is preferred to {@code {id}}, that to {@code {proxy+}}, a given method
 * to {@code ANY}, as API Gateway does.
 */
final class RouteTable {

    private final List<Route> routes;

    RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** A route with the values of its path's variables. */
    record Match(Route route, Map<String, String> variables) {}

    Optional<Match> find(String method, String path) {
        Match best = null;
        long bestRank = -1;
        for (Route route : routes) {
            Map<String, String> variables = new LinkedHashMap<>();
            long rank = rank(route, method, path, variables);
            if (rank > bestRank) {
                best = new Match(route, variables);
                bestRank = rank;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Negative when the route does not match, else higher for the more specific one. */
    private static long rank(Route route, String method, String path, Map<String, String> variables) {
        if (!route.method().equals("ANY") && !route.method().equals(method)) {
            return -1;
        }
        String[] pattern = route.path().split("/", 0);
        String[] parts = path.equals("/") ? new String[] {"", ""} : path.split("/", 0);
        long rank = 0;
        int i = 0;
        for (; i < pattern.length; i++) {
            if (pattern[i].endsWith("+}")) {
                if (i >= parts.length) {
                    return -1;
                }
                variables.put(pattern[i].substring(1, pattern[i].length() - 2),
                        String.join("/", List.of(parts).subList(i, parts.length)));
                return rank * 6 + (route.method().equals("ANY") ? 0 : 1);
            }
            if (i >= parts.length) {
                return -1;
            }
            if (pattern[i].startsWith("{")) {
                variables.put(pattern[i].substring(1, pattern[i].length() - 1), parts[i]);
                rank = rank * 3 + 1;
            } else if (pattern[i].equals(parts[i])) {
                rank = rank * 3 + 2;
            } else {
                return -1;
            }
        }
        return i == parts.length ? rank * 2 + (route.method().equals("ANY") ? 0 : 1) : -1;
    }
}
