package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.api.http.Route;
import io.segmenta.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The description and the routes say the same, and every example is answered as it says. */
class ContractTest {
    private static final Contract CONTRACT = Contract.read();
    private static final World WORLD = new World("contract");
    private static final Client CLIENT = new Client(WORLD.routes(World.nobodySignsIn()), World.nobodySignsIn(),
            CONTRACT);

    private static String described(Route route) {
        return route.method() + ' ' + route.path().toString().replace("+}", "}");
    }

    @Test
    void everyRouteIsDescribed_andNothingElse() {
        List<String> routes = WORLD.routes(World.nobodySignsIn()).routes().stream()
                .filter(route -> route.path().toString().startsWith(Routes.BASE)).map(ContractTest::described).toList();
        assertThat(CONTRACT.operations()).extracting(Contract.Operation::toString)
                .containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void everyRoute_needsTheRoleThatIsDescribed() {
        Map<String, String> roles = new TreeMap<>();
        WORLD.routes(World.nobodySignsIn()).routes().stream()
                .filter(route -> route.path().toString().startsWith(Routes.BASE))
                .forEach(route -> roles.put(described(route), route.role().map(role -> role.word()).orElse("none")));
        Map<String, String> told = new TreeMap<>();
        CONTRACT.operations()
                .forEach(operation -> told.put(operation.toString(), operation.node().path("x-role").asText()));
        assertThat(told).isEqualTo(roles);
    }

    @Test
    void everyParameterOfAPath_isDescribed() {
        CONTRACT.operations().forEach(operation -> {
            List<String> named = operation.parameters().stream()
                    .filter(parameter -> parameter.path("in").asText().equals("path"))
                    .map(parameter -> parameter.path("name").asText()).toList();
            assertThat(Stream.of(operation.path().split("/", 0)).filter(part -> part.startsWith("{"))
                    .map(part -> part.substring(1, part.length() - 1)).toList())
                    .as("%s", operation).containsExactlyElementsOf(named);
        });
    }

    @Test
    void description_isServedAsItIsWritten() {
        assertThat(CLIENT.get("/api/v1/openapi.json").json()).isEqualTo(CONTRACT.document());
    }

    @TestFactory
    Stream<DynamicTest> everyExample_isAnsweredAsItSays() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Contract.Operation operation : CONTRACT.operations()) {
            operation.node().path("responses").properties()
                    .forEach(response -> response.getValue().path("content").forEach(content -> {
                        if (content.has("example")) {
                            tests.add(test(operation, response.getKey(), Json.object(), content.path("example")));
                        }
                        content.path("examples").forEach(example -> tests.add(test(operation, response.getKey(),
                                example.path("x-request"), example.path("value"))));
                    }));
        }
        assertThat(tests).hasSizeGreaterThan(15);
        return tests.stream();
    }

    private static DynamicTest test(Contract.Operation operation, String status, JsonNode request, JsonNode expected) {
        String target = request.path("path").asText(example(operation));
        return DynamicTest.dynamicTest(operation.method() + ' ' + target + " -> " + status, () -> {
            Map<String, String> headers = new TreeMap<>();
            request.path("headers").properties()
                    .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
            boolean changes = !operation.method().equals("GET") && status.startsWith("2");
            Client client = changes
                    ? new Client(
                            new World("contract_"
                                    + operation.node().path("operationId").asText().toLowerCase(Locale.ROOT))
                                    .routes(World.nobodySignsIn()),
                            World.nobodySignsIn(),
                            CONTRACT)
                    : CLIENT;
            Client.Got got = client.send(operation.method(), target, headers,
                    request.has("body") ? request.path("body").toString() : "", event -> {});
            assertThat(got.json()).isEqualTo(expected);
            assertThat(Integer.toString(got.status())).isEqualTo(status);
        });
    }

    private static String example(Contract.Operation operation) {
        String path = operation.path();
        for (JsonNode parameter : operation.parameters()) {
            path = path.replace('{' + parameter.path("name").asText() + '}', parameter.path("example").asText());
        }
        return path;
    }
}
